package org.rnnkit.bench.race;

import org.rnnkit.bench.result.Training;
import org.rnnkit.bench.worker.Lap;
import org.rnnkit.bench.worker.Request;
import org.rnnkit.bench.worker.Turn;

/** Trains from the start of the process to the last epoch, and looks at time and memory. */
public final class WholeTraining {

    private static final int PART = 10;

    private WholeTraining() {}

    /**
     * Measures it.
     *
     * @param competitor who
     * @param request what it is told
     * @param epochs how many; memory is looked at after the early ones and at the end
     * @return what was found
     */
    public static Training measure(Competitor competitor, Request request, int epochs) {
        long start = System.nanoTime();
        try (Runner runner = new Runner(competitor, request)) {
            runner.take(Turn.ofEpochs(1));
            double first = seconds(start);
            runner.take(Turn.ofEpochs(early(epochs) - 1));
            Double before = runner.memory().resident();
            Lap last = runner.take(Turn.ofEpochs(epochs - early(epochs)));
            return new Training(first, seconds(start), before, runner.memory().resident(), last.perplexity());
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
