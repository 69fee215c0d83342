package org.rnnkit.bench.result;

import java.util.List;
import java.util.function.Function;

/**
 * The summary of several whole trainings of one competitor.
 *
 * @param id the competitor's name in files
 * @param title the competitor's name for people
 * @param trainings the number of trainings
 * @param epochs the number of epochs of each training
 * @param earlyEpoch the epoch after which memory was measured first
 * @param firstEpochSeconds the time from the start of the process to the end of the first epoch
 * @param seconds the time from the start of the process to the end of the last epoch
 * @param earlyMegabytes the resident memory after the early epoch; null if the system does not report it
 * @param lateMegabytes the resident memory after the last epoch; null if the system does not report it
 * @param growth the growth of memory between the two measurements, 0.1 for 10 %; null if the system does not report it
 * @param perplexity the perplexity of the last epoch; null if the competitor does not train
 */
public record Endurance(String id, String title, int trainings, int epochs, int earlyEpoch, Spread firstEpochSeconds,
        Spread seconds, Spread earlyMegabytes, Spread lateMegabytes, Spread growth, Spread perplexity) {

    /**
     * Summarizes trainings.
     *
     * @param id the competitor's name in files
     * @param title the competitor's name for people
     * @param epochs the number of epochs of each training
     * @param earlyEpoch the epoch after which memory was measured first
     * @param trainings the measured trainings, at least one
     * @return their medians and ranges
     */
    public static Endurance of(String id, String title, int epochs, int earlyEpoch, List<TrainingMeasurement> trainings) {
        return new Endurance(id, title, trainings.size(), epochs, earlyEpoch,
                spread(trainings, TrainingMeasurement::firstEpochSeconds), spread(trainings, TrainingMeasurement::seconds),
                spread(trainings, TrainingMeasurement::earlyMegabytes), spread(trainings, TrainingMeasurement::lateMegabytes),
                spread(trainings, TrainingMeasurement::growth), spread(trainings, TrainingMeasurement::perplexity));
    }

    private static Spread spread(List<TrainingMeasurement> trainings, Function<TrainingMeasurement, Double> figure) {
        return trainings.stream().anyMatch(training -> figure.apply(training) == null) ? null
                : Spread.of(trainings.stream().map(figure).toList());
    }
}
