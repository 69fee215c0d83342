package org.rnnkit.grader.experiment;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.rnnkit.grader.worker.ExperimentOutcome.Run;
import org.rnnkit.grader.worker.Variant;

/** What one sees in an experiment, in two sentences made from its numbers. */
final class Findings {

    private static final double ASTRAY = 200;

    private final List<Variant> variants;
    private final List<List<Run>> runs;

    Findings(List<Variant> variants, List<List<Run>> runs) {
        this.variants = variants;
        this.runs = runs;
    }

    /** The sentences. */
    List<String> sentences() {
        return List.of(ends(), difference());
    }

    /** Where each ended, the best first. */
    private String ends() {
        List<String> parts = IntStream.range(0, runs.size()).boxed().sorted(Comparator.comparingDouble(this::median))
                .map(i -> variants.get(i).label() + " " + end(i)).toList();
        return "After " + runs.get(0).get(0).perplexities().length + " epochs the median perplexity of "
                + runs.get(0).size() + " runs is: " + String.join("; ", parts) + ".";
    }

    private String end(int variant) {
        double[] ends = ends(variant);
        long lost = Arrays.stream(ends).filter(Double::isInfinite).count();
        if (lost > 0) {
            return "gone astray in " + lost + " of " + ends.length + " runs";
        }
        return String.format(Locale.ROOT, "%.2f (%.2f to %.2f)", median(variant), ends[0], ends[ends.length - 1]);
    }

    /** What lies between the best and the worst, and what each costs. */
    private String difference() {
        List<Integer> order = IntStream.range(0, runs.size()).boxed().sorted(Comparator.comparingDouble(this::median)).toList();
        int best = order.get(0);
        int worst = order.get(order.size() - 1);
        double cost = seconds(worst) / seconds(best);
        String time = String.format(Locale.ROOT, "%.1f s a run against %.1f s", seconds(best), seconds(worst));
        if (Double.isInfinite(median(worst))) {
            return "With “" + variants.get(worst).label() + "” most runs get worse than guessing, with “"
                    + variants.get(best).label() + "” they learn (" + time + ").";
        }
        boolean apart = ends(best)[ends(best).length - 1] < ends(worst)[0];
        String words = apart ? "every run of “%s” ends below every run of “%s”, at a perplexity %.2f times as low"
                : "the runs of “%s” and “%s” overlap at the end (the medians are %3$.2f times apart): the difference is no "
                        + "larger than that between seeds";
        String sentence = String.format(Locale.ROOT, words, variants.get(best).label(), variants.get(worst).label(),
                median(worst) / median(best));
        return sentence.substring(0, 1).toUpperCase(Locale.ROOT) + sentence.substring(1) + " (" + time
                + (cost > 1.5 || cost < 0.67 ? ", which is not the same price" : "") + ").";
    }

    private double[] ends(int variant) {
        return runs.get(variant).stream().mapToDouble(Run::end).map(Findings::orAstray).sorted().toArray();
    }

    private double median(int variant) {
        double[] ends = ends(variant);
        return ends[ends.length / 2];
    }

    private double seconds(int variant) {
        return runs.get(variant).stream().mapToDouble(Run::seconds).average().orElseThrow();
    }

    /** Far above the perplexity of guessing, which is the number of characters, nothing is learned any more. */
    private static double orAstray(double value) {
        return value < ASTRAY ? value : Double.POSITIVE_INFINITY;
    }
}
