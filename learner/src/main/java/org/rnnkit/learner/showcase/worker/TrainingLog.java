package org.rnnkit.learner.showcase.worker;

import java.util.ArrayList;
import java.util.List;
import org.rnnkit.learner.showcase.worker.ShortTrainings.Sample;
import org.rnnkit.learner.showcase.worker.ShortTrainings.ShortRun;
import org.rnnkit.toolkit.EpochResult;

/** The record of a training under way. */
final class TrainingLog {

    private static final double DIGITS = 1e4;

    private final String label;
    private final int numHiddens;
    private final long start = System.nanoTime();
    private final List<Double> perplexities = new ArrayList<>();
    private final List<Sample> samples = new ArrayList<>();

    TrainingLog(String label, int numHiddens) {
        this.label = label;
        this.numHiddens = numHiddens;
    }

    void add(EpochResult result) {
        ResultChecks.require(result != null, "The result of EpochTraining.trainEpoch is null");
        double perplexity = result.perplexity();
        // Few digits keep the lines of a live curve short.
        perplexities.add(Math.abs(perplexity) < DIGITS ? Math.round(perplexity * DIGITS) / DIGITS : perplexity);
    }

    void sample(String text) {
        samples.add(new Sample(epochs(), ResultChecks.text(text, "A sample", SizeChecks.TEXT)));
    }

    int epochs() {
        return perplexities.size();
    }

    double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    /** Tells whether there is room for another epoch and time left. There is always time for the first one. */
    boolean goesOn(double seconds) {
        return epochs() == 0 || seconds() < seconds && epochs() < SizeChecks.CURVE;
    }

    /** Returns how many more epochs fit into the time if they take as long as those before; 1 at least. */
    long epochsWithin(double seconds) {
        return epochs() == 0 ? 1 : Math.max(1, (long) ((seconds - seconds()) / (seconds() / epochs())));
    }

    ShortRun run() {
        return new ShortRun(label, numHiddens, perplexities.stream().mapToDouble(p -> p).toArray(), seconds(),
                List.copyOf(samples));
    }
}
