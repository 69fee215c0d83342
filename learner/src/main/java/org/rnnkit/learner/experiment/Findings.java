package org.rnnkit.learner.experiment;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.learner.experiment.worker.ExperimentOutcome.Run;
import org.rnnkit.learner.experiment.worker.Variant;

/** The result of an experiment in two sentences, made from its numbers. */
final class Findings {

    private static final double FAR_WORSE_THAN_GUESSING = 200;

    private final List<Variant> variants;
    private final List<List<Run>> runs;

    Findings(List<Variant> variants, List<List<Run>> runs) {
        this.variants = variants;
        this.runs = runs;
    }

    /** Returns the sentences. */
    List<String> sentences() {
        return List.of(ends(), difference());
    }

    /** Says which perplexity each variant ended at, the best first. */
    private String ends() {
        int seeds = runs.get(0).size();
        return "After " + runs.get(0).get(0).perplexities().length + " epochs the "
                + (seeds == 1 ? "perplexity of the one run" : "median perplexity of " + seeds + " runs") + " is: "
                + order().stream().map(i -> label(i) + " " + end(i)).collect(Collectors.joining("; ")) + ".";
    }

    private List<Integer> order() {
        return IntStream.range(0, runs.size()).boxed().sorted(Comparator.comparingDouble(this::median)).toList();
    }

    private String end(int variant) {
        double[] ends = ends(variant);
        long lost = Arrays.stream(ends).filter(Double::isInfinite).count();
        if (lost > 0) {
            return "far worse than guessing in " + lost + " of " + Plural.of(ends.length, "run");
        }
        return String.format(Locale.ROOT, ends.length == 1 ? "%.2f" : "%.2f (%.2f to %.2f)", median(variant), ends[0],
                ends[ends.length - 1]);
    }

    /**
     * Compares the best variant with the worst, and their times. With few seeds, one variant's runs may all end below
     * another's by chance; so the sentence says only that they do.
     */
    private String difference() {
        List<Integer> order = order();
        int best = order.get(0);
        int worst = order.get(order.size() - 1);
        String better = label(best);
        String poorer = label(worst);
        if (Double.isInfinite(median(worst))) {
            return Double.isInfinite(median(best)) ? "With each, most runs end far worse than guessing."
                    : "With " + poorer + " most runs end far worse than guessing, with " + better + " most do not.";
        }
        double[] low = ends(best);
        double[] high = ends(worst);
        String words = low.length == 1 ? "The run of %s ends below that of %s, the perplexities %.2f times apart; one run "
                + "each says little"
                : low[low.length - 1] < high[0] ? "Every run of %s ends below every run of %s, the medians %.2f times apart"
                : "The runs of %s and %s overlap at the end, the medians %.2f times apart: these runs do not tell which is "
                        + "better";
        return String.format(Locale.ROOT, words + " (%.1f s a run against %.1f s).", better, poorer,
                median(worst) / median(best), seconds(best), seconds(worst));
    }

    private String label(int variant) {
        return "“" + variants.get(variant).label() + "”";
    }

    private double[] ends(int variant) {
        return runs.get(variant).stream().mapToDouble(Run::end).map(Findings::orInfinite).sorted().toArray();
    }

    private double median(int variant) {
        return ExperimentPage.median(ends(variant));
    }

    private double seconds(int variant) {
        return runs.get(variant).stream().mapToDouble(Run::seconds).average().orElseThrow();
    }

    /** Treats a value far above the perplexity of guessing, the number of characters, as infinite: nothing is learned there. */
    static double orInfinite(double value) {
        return value < FAR_WORSE_THAN_GUESSING ? value : Double.POSITIVE_INFINITY;
    }
}
