package org.rnnkit.bench.result;

/**
 * One training, from the start of its process to the last epoch.
 *
 * @param firstEpochSeconds from the start of its process to the end of the first epoch
 * @param seconds from the start of its process to the end of the last epoch
 * @param earlyMegabytes its resident memory after some epochs; null where the system does not tell
 * @param lateMegabytes its resident memory after the last epoch; null where the system does not tell
 * @param perplexity of the last epoch
 */
public record TrainingMeasurement(double firstEpochSeconds, double seconds, Double earlyMegabytes, Double lateMegabytes,
        Double perplexity) {

    /** How much memory grew, as a ratio; null where the system does not tell. */
    Double growth() {
        return earlyMegabytes == null || lateMegabytes == null ? null : lateMegabytes / earlyMegabytes - 1;
    }
}
