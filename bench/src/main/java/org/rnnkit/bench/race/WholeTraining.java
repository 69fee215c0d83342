package org.rnnkit.bench.race;

import org.rnnkit.bench.result.Endurance;
import org.rnnkit.bench.worker.Lap;
import org.rnnkit.bench.worker.Request;
import org.rnnkit.bench.worker.Turn;

/** Trains from the start of the process to the last epoch, and looks at time and memory. */
public final class WholeTraining {

    private static final int EARLY = 10;

    private WholeTraining() {}

    /**
     * Measures it.
     *
     * @param competitor who
     * @param request what it is told
     * @param epochs how many; memory is looked at after a tenth of them and at the end
     * @return what was found
     */
    public static Endurance measure(Competitor competitor, Request request, int epochs) {
        long start = System.nanoTime();
        try (Runner runner = new Runner(competitor, request)) {
            runner.take(Turn.ofEpochs(1));
            double first = seconds(start);
            int early = epochs / EARLY;
            runner.take(Turn.ofEpochs(early - 1));
            Double before = runner.memory().resident();
            Lap last = runner.take(Turn.ofEpochs(epochs - early));
            return new Endurance(competitor.id(), competitor.title(), epochs, first, seconds(start), early, before,
                    runner.memory().resident(), last.perplexity());
        }
    }

    private static double seconds(long start) {
        return (System.nanoTime() - start) / 1e9;
    }
}
