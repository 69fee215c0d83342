package org.rnnkit.grader.extras;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.rnnkit.grader.config.GradingConfig.Bonus;
import org.rnnkit.grader.report.ExtraPoints;
import org.rnnkit.grader.report.TrainingReport;

/** The extra points for a trained model with a low perplexity. */
final class PerplexityBonus {

    private static final String NAME = "Perplexity bonus";

    private PerplexityBonus() {}

    /** Computes the points. Of all thresholds that are reached, only the one with the most points counts. */
    static ExtraPoints of(List<Bonus> thresholds, TrainingReport training) {
        if (training == null) {
            return new ExtraPoints(NAME, 0, 0, "no trained model");
        }
        if (training.prediction() != null) {
            return new ExtraPoints(NAME, 0, 0, "only a full training can earn it; this was a short one");
        }
        return thresholds.stream().filter(bonus -> training.perplexity() <= bonus.perplexity())
                .max(Comparator.comparingInt(Bonus::points))
                .map(bonus -> new ExtraPoints(NAME, bonus.points(), 0, String.format(Locale.ROOT, "%.3f is %s or less",
                        training.perplexity(), bonus.perplexity())))
                .orElseGet(() -> new ExtraPoints(NAME, 0, 0, String.format(Locale.ROOT, "%.3f is more than %s",
                        training.perplexity(), thresholds.stream().mapToDouble(Bonus::perplexity).max().orElseThrow())));
    }
}
