package org.rnnkit.bench.parts;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.training.dataset.Batch;
import java.util.Iterator;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.rnnkit.bench.worker.Sizes;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.step5model.RnnModelScratch;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.EngineSettings;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.TextSource;

/** The state that benchmarks share: a model of the chapter's size and one minibatch of the embedded text. */
@State(Scope.Thread)
public class Sample {

    NDManager manager;
    SequenceDataset dataset;
    Batch batch;
    NDArray tokens;
    NDArray labels;
    NDList state;
    LanguageModel net;
    int vocabSize;

    /** Makes the model and the minibatch. */
    @Setup
    public void prepare() {
        EngineSettings.apply(EngineSettings.DEFAULT_THREADS);
        manager = NDManager.newBaseManager();
        String text = TextSource.embedded().characters();
        var vocabulary = CharacterVocabulary.of(text);
        vocabSize = (int) vocabulary.size();
        Sizes sizes = Sizes.CHAPTER;
        dataset = new SequenceDataset(CharacterVocabulary.indices(vocabulary, text.substring(0, sizes.tokens())),
                sizes.batchSize(), sizes.numSteps(), Sampling.SEQUENTIAL, 1);
        Iterator<Batch> batches = dataset.getData(manager).iterator();
        batch = batches.next();
        tokens = batch.getData().singletonOrThrow();
        labels = batch.getLabels().singletonOrThrow().transpose().flatten();
        net = new RnnModelScratch(manager, vocabSize, sizes.hidden(), RnnParameters::initialize, HiddenState::initialize,
                RnnForward::forward);
        state = net.beginState(manager, sizes.batchSize());
    }

    /** Frees them. */
    @TearDown
    public void close() {
        manager.close();
    }
}
