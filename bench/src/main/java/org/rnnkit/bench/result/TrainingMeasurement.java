package org.rnnkit.bench.result;

/**
 * The measurement of one training, from the start of its process to the last epoch.
 *
 * @param firstEpochSeconds the time from the start of the process to the end of the first epoch
 * @param seconds the time from the start of the process to the end of the last epoch
 * @param earlyMegabytes the resident memory after the early epochs; null if the system does not report it
 * @param lateMegabytes the resident memory after the last epoch; null if the system does not report it
 * @param perplexity the perplexity of the last epoch
 */
public record TrainingMeasurement(double firstEpochSeconds, double seconds, Double earlyMegabytes, Double lateMegabytes,
        Double perplexity) {

    /** Returns the growth of memory, 0.1 for 10 %; null if the system does not report it. */
    Double growth() {
        return earlyMegabytes == null || lateMegabytes == null ? null : lateMegabytes / earlyMegabytes - 1;
    }
}
