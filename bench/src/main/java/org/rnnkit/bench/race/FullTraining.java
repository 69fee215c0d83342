package org.rnnkit.bench.race;

import org.rnnkit.bench.result.TrainingMeasurement;
import org.rnnkit.bench.worker.Lap;
import org.rnnkit.bench.worker.Request;
import org.rnnkit.bench.worker.Turn;

/** A measurement of time and memory from the start of a training's process to the last epoch. */
public final class FullTraining {

    private static final int PART = 10;

    private FullTraining() {}

    /**
     * Trains and measures.
     *
     * @param competitor the competitor
     * @param request the task and its sizes
     * @param epochs the number of epochs; memory is measured after the early epochs and at the end
     * @return the measurement
     */
    public static TrainingMeasurement measure(Competitor competitor, Request request, int epochs) {
        long start = System.nanoTime();
        try (CompetitorProcess process = new CompetitorProcess(competitor, request)) {
            process.run(Turn.ofEpochs(1));
            double first = seconds(start);
            process.run(Turn.ofEpochs(early(epochs) - 1));
            Double before = process.memory().resident();
            Lap last = process.run(Turn.ofEpochs(epochs - early(epochs)));
            return new TrainingMeasurement(first, seconds(start), before, process.memory().resident(), last.perplexity());
        }
    }

    /** Returns the number of early epochs, which is a tenth of all. */
    public static int early(int epochs) {
        return epochs / PART;
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
