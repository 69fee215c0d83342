package org.rnnkit.learner.showcase.worker;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.rnnkit.learner.showcase.worker.ShortTrainings.ShortRun;
import org.rnnkit.step10sampling.TemperatureSampling;
import org.rnnkit.toolkit.LanguageModel;

/** Step 10 at work: texts at several temperatures. */
final class TemperatureSamplingShowcase implements StepShowcase {

    static final double[] TEMPERATURES = {0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.4, 1.6, 1.8, 2};

    private static final int NUM_HIDDENS = 64;
    private static final int EPOCHS = 120;
    private static final int LENGTH = 50;
    private static final int TEXTS = 3;

    @Override
    public Object show(ShowcaseRequest request, NDManager manager, Consumer<Object> progress) {
        return show(request.text(), Math.min(SHORT, ShowcaseClock.left()), manager, progress);
    }

    static TemperatureTexts show(String prefix, double seconds, NDManager manager, Consumer<Object> progress) {
        LanguageModel net = Networks.rnn(manager, NUM_HIDDENS);
        ShortRun trained = new Epochs(net, manager).train("RNN", NUM_HIDDENS, EPOCHS, seconds, run -> { });
        double[] logits = NextToken.logits(prefix, net, manager);
        Random random = new Random(1);
        List<List<String>> texts = Arrays.stream(TEMPERATURES).<List<String>>mapToObj(t -> new ArrayList<>()).toList();
        TemperatureTexts written = new TemperatureTexts(prefix, Story.tokens(), logits, TEMPERATURES, texts,
                new ShortTrainings(List.of(trained)));
        // A slow machine has time for fewer texts; each temperature has as many, and one at least.
        for (int i = 0; i < TEXTS && (i == 0 || ShowcaseClock.left() > 0); i++) {
            progress.accept(written);
            for (int t = 0; t < TEMPERATURES.length; t++) {
                texts.get(t).add(ResultChecks.text(TemperatureSampling.sample(prefix, LENGTH, (float) TEMPERATURES[t], net,
                        Story.VOCABULARY, manager, random), "The text of TemperatureSampling.sample", SizeChecks.TEXT));
            }
        }
        return written;
    }
}
