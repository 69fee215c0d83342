package org.rnnkit.bench.result;

/**
 * A whole training.
 *
 * @param id a name for programs
 * @param title a name for people
 * @param epochs how many
 * @param firstEpochSeconds from the start of its process to the end of the first epoch
 * @param seconds from the start of its process to the end of the last epoch
 * @param earlyEpoch when its memory was first looked at
 * @param earlyMegabytes its resident memory then; null where the system does not tell
 * @param lateMegabytes its resident memory after the last epoch; null where the system does not tell
 * @param perplexity of the last epoch
 */
public record Endurance(String id, String title, int epochs, double firstEpochSeconds, double seconds, int earlyEpoch,
        Double earlyMegabytes, Double lateMegabytes, Double perplexity) {

    /** How much memory grew, as a ratio; NaN where the system does not tell. */
    public double growth() {
        return earlyMegabytes == null || lateMegabytes == null ? Double.NaN : lateMegabytes / earlyMegabytes - 1;
    }
}
