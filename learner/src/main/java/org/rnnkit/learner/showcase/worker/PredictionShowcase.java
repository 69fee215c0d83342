package org.rnnkit.learner.showcase.worker;

import ai.djl.ndarray.NDManager;
import java.util.function.Consumer;
import org.rnnkit.step6prediction.Prediction;
import org.rnnkit.toolkit.LanguageModel;

/** Step 6 at work: the text of an untrained network. */
final class PredictionShowcase implements StepShowcase {

    /** The number of hidden units: half of the chapters’. */
    static final int NUM_HIDDENS = 256;

    static final int LENGTH = 50;

    @Override
    public Object show(ShowcaseRequest request, NDManager manager, Consumer<Object> progress) {
        return show(request.text(), manager);
    }

    static Babble show(String prefix, NDManager manager) {
        LanguageModel net = Networks.rnn(manager, NUM_HIDDENS);
        String text = ResultChecks.text(Prediction.predict(prefix, LENGTH, net, Story.VOCABULARY, manager),
                "The text of Prediction.predict", SizeChecks.TEXT);
        return new Babble(prefix, text, Story.tokens(), Softmax.of(NextToken.logits(prefix, net, manager), 1));
    }
}
