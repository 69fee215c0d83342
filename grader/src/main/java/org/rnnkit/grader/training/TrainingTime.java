package org.rnnkit.grader.training;

import java.util.Locale;
import org.rnnkit.grader.worker.training.Hyperparameters;

/** An estimate of a training's time, from the speed that was measured on one machine. */
final class TrainingTime {

    /** The reference's speed in characters per second on one idle core, with 512 hidden units (docs/performance.md). */
    private static final int RATE = 44_000;

    private static final int MINUTE = 60;
    private static final int TEN = 10;

    private TrainingTime() {}

    /** Says how long a graded training takes, and how to leave it out. */
    static String announcement(Hyperparameters settings, int tokens) {
        double seconds = (double) tokens * settings.epochs() / RATE;
        return String.format(Locale.ROOT, "It takes %s at %,d characters per second, as measured on one machine. "
                + "Yours may be twice as fast, or several times slower.%nTo grade without training: --no-training",
                words(seconds), RATE);
    }

    private static String words(double seconds) {
        if (seconds < TEN) {
            return "ten seconds or less";
        }
        // No more digits than the estimate is worth.
        return seconds < MINUTE + MINUTE / 2 ? "about " + Math.round(seconds / TEN) * TEN + " seconds"
                : "about " + Math.round(seconds / MINUTE) + " minutes";
    }
}
