package org.rnnkit.learner.showcase.worker;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.rnnkit.learner.showcase.worker.ShowcaseWorker.ShowcaseRequest;
import org.rnnkit.learner.showcase.worker.ShowcaseWorker.StepShowcase;
import org.rnnkit.learner.showcase.worker.TrainingShowcases.ShortRun;
import org.rnnkit.learner.showcase.worker.TrainingShowcases.ShortTrainings;
import org.rnnkit.learner.showcase.worker.TrainingShowcases.TemperatureTexts;
import org.rnnkit.step10sampling.TemperatureSampling;
import org.rnnkit.toolkit.LanguageModel;

/** Step 10 at work: texts at several temperatures. */
final class TemperatureSamplingShowcase implements StepShowcase {

    private static final double[] TEMPERATURES = {0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.4, 1.6, 1.8, 2};
    private static final int EPOCHS = 120;
    private static final int TEXTS = 3;
    /** The time after which no further texts begin. A busy machine then still ends before the limit. */
    private static final long TEXT_NANOS = 20_000_000_000L;

    @Override
    public Object show(ShowcaseRequest request, NDManager manager, Consumer<Object> progress) {
        return show(request.text(), ShowcaseWorker.SHORT, manager, progress);
    }

    static TemperatureTexts show(String prefix, double seconds, NDManager manager, Consumer<Object> progress) {
        long end = System.nanoTime() + TEXT_NANOS;
        LanguageModel net = Story.network(manager, TrainingShowcases.NUM_HIDDENS);
        ShortRun trained = TrainingShowcases.train("RNN", net, EPOCHS, seconds, manager, run -> { });
        double[] logits = ForwardShowcases.nextLogits(prefix, net, manager);
        double[][] probabilities = Arrays.stream(TEMPERATURES).mapToObj(t -> ForwardShowcases.softmax(logits, t))
                .toArray(double[][]::new);
        List<List<String>> texts = Arrays.stream(TEMPERATURES).<List<String>>mapToObj(t -> new ArrayList<>()).toList();
        TemperatureTexts written = new TemperatureTexts(prefix, Story.tokens(), TEMPERATURES, probabilities, texts,
                new ShortTrainings(List.of(trained)));
        Random random = new Random(1);
        // A slow machine has time for fewer texts; each temperature has as many, and one at least.
        for (int i = 0; i < TEXTS && (i == 0 || System.nanoTime() < end); i++) {
            progress.accept(written);
            for (int t = 0; t < TEMPERATURES.length; t++) {
                texts.get(t).add(ResultChecks.text(TemperatureSampling.sample(prefix, ForwardShowcases.LENGTH,
                        (float) TEMPERATURES[t], net, Story.VOCABULARY, manager, random),
                        "The text of TemperatureSampling.sample"));
            }
        }
        return written;
    }
}
