package org.rnnkit.learner.showcase.worker;

import java.util.List;
import org.rnnkit.grader.worker.Bounds;

/**
 * One or two trainings of a few seconds, finished or under way.
 *
 * @param runs the trainings
 */
public record ShortTrainings(List<ShortRun> runs) {

    private static final int RUNS = 2;

    /** Checks the sizes, since a student's code can forge them. */
    public ShortTrainings {
        SizeChecks.list(runs, RUNS);
    }

    /**
     * One training.
     *
     * @param label the network's name
     * @param numHiddens the number of its hidden units
     * @param perplexities the perplexity of each epoch; it may be infinite or NaN
     * @param seconds the time so far
     * @param samples the texts that it wrote
     */
    public record ShortRun(String label, int numHiddens, double[] perplexities, double seconds, List<Sample> samples) {

        /** Checks the sizes. */
        public ShortRun {
            Bounds.text(label, Bounds.NAME);
            Bounds.require(perplexities != null && perplexities.length <= SizeChecks.CURVE, "perplexities");
            SizeChecks.list(samples, SizeChecks.TOKENS);
        }
    }

    /**
     * A text that a network wrote during its training.
     *
     * @param epoch the number of epochs before it
     * @param text the text
     */
    public record Sample(int epoch, String text) {

        /** Checks the length. */
        public Sample {
            Bounds.text(text, SizeChecks.TEXT);
        }
    }
}
