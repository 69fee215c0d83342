package org.rnnkit.bench.result;

import java.util.List;
import java.util.function.Function;

/**
 * Whole trainings of one competitor.
 *
 * @param id a name for programs
 * @param title a name for people
 * @param trainings how many
 * @param epochs how many each had
 * @param earlyEpoch when its memory was first looked at
 * @param firstEpochSeconds from the start of the process to the end of the first epoch
 * @param seconds from the start of the process to the end of the last epoch
 * @param earlyMegabytes resident memory when it was first looked at; null where the system does not tell
 * @param lateMegabytes resident memory after the last epoch; null where the system does not tell
 * @param growth how much memory grew between these, as a ratio; null where the system does not tell
 * @param perplexity of the last epoch; null for who has none
 */
public record Endurance(String id, String title, int trainings, int epochs, int earlyEpoch, Spread firstEpochSeconds,
        Spread seconds, Spread earlyMegabytes, Spread lateMegabytes, Spread growth, Spread perplexity) {

    /**
     * Sums trainings up.
     *
     * @param id a name for programs
     * @param title a name for people
     * @param epochs how many each had
     * @param earlyEpoch when its memory was first looked at
     * @param trainings at least one
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
