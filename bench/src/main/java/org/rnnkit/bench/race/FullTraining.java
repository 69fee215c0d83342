package org.rnnkit.bench.race;

import org.rnnkit.bench.result.TrainingMeasurement;
import org.rnnkit.bench.worker.Lap;
import org.rnnkit.bench.worker.Request;
import org.rnnkit.bench.worker.Turn;

/** Trains from the start of the process to the last epoch, and looks at time and memory. */
public final class FullTraining {

    private static final int PART = 10;

    private FullTraining() {}

    /**
     * Measures it.
     *
     * @param competitor who
     * @param request what it is told
     * @param epochs how many; memory is looked at after the early ones and at the end
     * @return what was found
     */
    public static TrainingMeasurement measure(Competitor competitor, Request request, int epochs) {
        long start = System.nanoTime();
        try (CompetitorProcess runner = new CompetitorProcess(competitor, request)) {
            runner.take(Turn.ofEpochs(1));
            double first = seconds(start);
            runner.take(Turn.ofEpochs(early(epochs) - 1));
            Double before = runner.memory().resident();
            Lap last = runner.take(Turn.ofEpochs(epochs - early(epochs)));
            return new TrainingMeasurement(first, seconds(start), before, runner.memory().resident(), last.perplexity());
        }
    }

    /** How many of them are the early ones: a tenth. */
    public static int early(int epochs) {
        return epochs / PART;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
