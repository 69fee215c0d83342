package org.rnnkit.grader.extras;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.rnnkit.grader.config.GradingConfig.Bonus;
import org.rnnkit.grader.report.ExtraPoints;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.TrainingReport;

/** The extra points for a trained model with a low perplexity. */
final class PerplexityBonus {

    private static final String NAME = "Perplexity bonus";

    private PerplexityBonus() {}

    /**
     * Computes the points. Of all thresholds that are reached, only the one with the most points counts. If the perplexity
     * does not fit the number of epochs, the points are left to the instructor.
     */
    static ExtraPoints of(List<Bonus> thresholds, TrainingReport training) {
        if (training == null) {
            return new ExtraPoints(NAME, 0, 0, "no trained model");
        }
        if (training.proof() != null) {
            return new ExtraPoints(NAME, 0, 0, "only a full training can earn it; this was a proof");
        }
        return thresholds.stream().filter(bonus -> training.perplexity() <= bonus.perplexity())
                .max(Comparator.comparingInt(Bonus::points))
                .map(bonus -> reached(bonus, training))
                .orElseGet(() -> new ExtraPoints(NAME, 0, 0, String.format(Locale.ROOT, "%.3f is more than %s",
                        training.perplexity(), thresholds.stream().mapToDouble(Bonus::perplexity).max().orElseThrow())));
    }

    private static ExtraPoints reached(Bonus bonus, TrainingReport training) {
        String reason = String.format(Locale.ROOT, "%.3f is %s or less", training.perplexity(), bonus.perplexity());
        return training.remarks().isEmpty() ? new ExtraPoints(NAME, bonus.points(), 0, reason)
                : new ExtraPoints(NAME, 0, 0, reason + ", but this can't come from "
                        + Plural.of(training.epochs(), "epoch") + " of training (see the remarks there). The instructor "
                        + "decides about the bonus of " + Plural.of(bonus.points(), "point"));
    }
}
