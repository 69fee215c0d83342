package org.rnnkit.step9training;

import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.cases.DrawnValues;
import org.rnnkit.testkit.cases.StepCase;
import org.rnnkit.testkit.given.TrainingWatch;
import org.rnnkit.testkit.models.GivenRnn;
import org.rnnkit.testkit.models.StateParts;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.Sampling;

/** A call of step 9 with drawn arguments. */
final class TrainingCase implements StepCase {

    /** The characters of the prefixes come first, so that a vocabulary has some of them or all. */
    private static final List<String> CHARACTERS = Stream.concat("time travl".chars().distinct().boxed(),
            IntStream.range(0x4e00, 0x4e00 + 5000).boxed()).map(Character::toString).toList();

    /** The parameters that are read for each epoch, in numbers for each token. */
    private static final double EACH_TOKEN = 10;

    @Override
    public double work(DrawnValues values) {
        return EACH_TOKEN * (1 + values.size("numEpochs")) * values.size("vocabSize");
    }

    @Override
    public void check(DrawnValues values, Draw draw, NDManager manager) {
        check(net(values, draw, manager), values.size("numEpochs"), Sampling.valueOf(values.word("sampling")),
                values.word("perplexity"), values.size("vocabSize"), draw, manager);
    }

    /** Trains a model, and asks everything that is asked of a training. */
    static void check(LanguageModel net, int numEpochs, Sampling sampling, String perplexity, int vocabSize, Draw draw,
            NDManager manager) {
        // A reference to a missing method would fail with another error than a call.
        new TrainingWatch((model, dataset, vocabulary, updater, epochs, given, monitor) -> Training.train(model, dataset,
                vocabulary, updater, epochs, given, monitor), net, numEpochs, sampling, perplexity, draw)
                .check(vocabulary(vocabSize, draw), manager.newSubManager());
    }

    /** Returns a vocabulary with characters in random order. */
    private static Vocabulary vocabulary(int size, Draw draw) {
        List<String> tokens = new ArrayList<>(CHARACTERS.subList(0, size - 1));
        Collections.shuffle(tokens, draw.random());
        tokens.add(0, "<unk>");
        return DefaultVocabulary.builder().optUnknownToken("<unk>").add(tokens).build();
    }

    /** Returns a network that still knows at the end of a sample how it began. */
    private static LanguageModel net(DrawnValues values, Draw draw, NDManager manager) {
        Parameters p = Parameters.drawLasting(draw, values.size("vocabSize"), draw.integer(3, 6));
        Parameters steep = new Parameters(p.wXh(), p.wHh(), p.bH(), Matrix.map(p.wHq(), weight -> 32 * weight), p.bQ());
        LanguageModel net = values.size("parameters") == 4 ? steep.network(manager) : new GivenRnn(steep.arrays(manager));
        return values.size("stateArrays") == 1 ? net : StateParts.fromZeros(net, 2);
    }
}
