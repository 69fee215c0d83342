package org.rnnkit.learner.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.learner.experiment.worker.ExperimentOutcome.Run;
import org.rnnkit.learner.experiment.worker.Variant;

/** The result of an experiment in sentences, made from its numbers. */
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
        List<String> sentences = new ArrayList<>(List.of(ends()));
        List<int[]> pairs = clippingPairs();
        if (pairs.isEmpty()) {
            sentences.add(difference(order().get(0), order().get(runs.size() - 1)));
        }
        pairs.forEach(pair -> sentences.add(difference(pair[0], pair[1])));
        return sentences;
    }

    /** Finds the pairs that differ in their clipping only, so that they say what clipping does. */
    private List<int[]> clippingPairs() {
        List<int[]> pairs = new ArrayList<>();
        for (int with = 0; with < variants.size(); with++) {
            for (int without = 0; without < variants.size(); without++) {
                if (variants.get(with).clipped() && variants.get(with).differsInClippingOnly(variants.get(without))) {
                    pairs.add(new int[] {with, without});
                }
            }
        }
        return pairs;
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
            return "far worse than guessing" + (ends.length == 1 ? "" : " in " + lost + " of " + Plural.of(ends.length, "run"));
        }
        return String.format(Locale.ROOT, ends.length == 1 ? "%.2f" : "%.2f (%.2f to %.2f)", median(variant), ends[0],
                ends[ends.length - 1]);
    }

    /**
     * Compares two variants, and their times. With few seeds, one variant's runs may all end below another's by chance; so
     * the sentence says only that they do.
     */
    private String difference(int one, int other) {
        int best = median(one) <= median(other) ? one : other;
        int worst = best == one ? other : one;
        String better = label(best);
        String poorer = label(worst);
        if (Double.isInfinite(median(worst))) {
            boolean single = runs.get(worst).size() == 1;
            return Double.isInfinite(median(best))
                    ? "With " + better + " and with " + poorer
                            + (single ? " the run ends far worse than guessing." : " most runs end far worse than guessing.")
                    : "With " + poorer + (single ? " the run ends far worse than guessing, with " + better + " it does not."
                            : " most runs end far worse than guessing, with " + better + " most do not.");
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
