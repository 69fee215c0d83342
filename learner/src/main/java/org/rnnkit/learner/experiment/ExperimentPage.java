package org.rnnkit.learner.experiment;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.rnnkit.grader.page.Chart;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.learner.experiment.ExperimentRun.ExperimentOrder;
import org.rnnkit.learner.worker.ExperimentWorker.VariantTraining.Run;
import org.rnnkit.learner.worker.ExperimentWorker.VariantTraining.Variant;

/**
 * The page of an experiment: a line for each variant's median, a band from its best run to its worst. This is the data for
 * experiment.jte.
 *
 * @param question the question that the experiment answers
 * @param caption an explanation of the lines
 * @param legend each line's label by its CSS class, in the chart's order
 * @param findings sentences about the lines
 * @param sizes sentences about the sizes of the trainings
 * @param why an explanation of what the lines show
 * @param text the name of the text that was trained on
 */
public record ExperimentPage(String question, Chart chart, String caption, Map<String, String> legend,
        List<String> findings, List<String> sizes, String why, String text) {

    /** Makes the page from each variant's runs, on so many characters of a text. */
    public static ExperimentPage of(ExperimentOrder order, String text, int characters, List<List<Run>> runs) {
        Experiment experiment = order.experiment();
        Chart chart = Chart.perplexity("Perplexity by epoch");
        Map<String, String> legend = new LinkedHashMap<>();
        for (int i = 0; i < runs.size(); i++) {
            List<Run> ofVariant = runs.get(i);
            chart.band(Chart.CLASSES.get(i), byEpoch(ofVariant, sorted -> sorted[0]),
                    byEpoch(ofVariant, sorted -> sorted[sorted.length - 1]));
            chart.line(Chart.CLASSES.get(i), medians(ofVariant));
            legend.put(Chart.CLASSES.get(i), experiment.variants().get(i).label());
        }
        chart.exits().forEach(exit -> legend.computeIfPresent(exit.cssClass(), (line, label) -> label + ": "
                + (hasNumbers(runs.get(Chart.CLASSES.indexOf(line))) ? exit.words()
                        : "each perplexity is infinite or not a number") + " (✕)"));
        return new ExperimentPage(experiment.question(), chart, runs.get(0).size() == 1 ? "One run each."
                : "The median of " + runs.get(0).size() + " runs, and a band from the best to the worst.", legend,
                sentences(order, runs), experiment.sizes(characters, runs.get(0).get(0).perplexities().length,
                        runs.get(0).size()),
                experiment.why(), text);
    }

    /** Makes the page in HTML. */
    public String html() {
        return Pages.render("experiment.jte", this);
    }

    /** Says what the runs show. */
    static List<String> sentences(ExperimentOrder order, List<List<Run>> runs) {
        return new Findings(order.experiment().variants(), runs).sentences(order.guess());
    }

    private static boolean hasNumbers(List<Run> runs) {
        return runs.stream().flatMapToDouble(run -> DoubleStream.of(run.perplexities())).anyMatch(Double::isFinite);
    }

    private static double[] byEpoch(List<Run> runs, ToDoubleFunction<double[]> ofSorted) {
        int epochs = runs.get(0).perplexities().length;
        return IntStream.range(0, epochs).mapToDouble(epoch -> ofSorted.applyAsDouble(runs.stream()
                .mapToDouble(run -> run.perplexities()[epoch]).sorted().toArray())).toArray();
    }

    /** Returns the median of each epoch. Where it is infinite, the line goes to the top of the chart. */
    private static double[] medians(List<Run> runs) {
        return Arrays.stream(byEpoch(runs, sorted -> median(Arrays.stream(sorted).map(Findings::orInfinite).toArray())))
                .map(median -> Math.min(median, Double.MAX_VALUE)).toArray();
    }

    /** Returns the middle value, or the mean of the two in the middle; the lower one of them if the other is infinite. */
    static double median(double[] sorted) {
        int middle = sorted.length / 2;
        double upper = sorted[middle];
        double lower = sorted[sorted.length % 2 == 1 ? middle : middle - 1];
        return Double.isInfinite(upper) ? lower : (lower + upper) / 2;
    }

    /**
     * The result of an experiment in sentences, made from its numbers.
     *
     * @param variants the trainings
     * @param runs each training's runs
     */
    record Findings(List<Variant> variants, List<List<Run>> runs) {

        private static final double FAR_WORSE_THAN_GUESSING = 200;
        private static final String LOST = "far worse than guessing";

        /** Returns the sentences, beginning with the guess if there is one. */
        List<String> sentences(String guess) {
            List<String> sentences = new ArrayList<>(order().stream().filter(variant -> variants.get(variant).label()
                    .equals(guess)).map(this::guessed).toList());
            sentences.add(ends());
            List<int[]> pairs = clippingPairs();
            if (pairs.isEmpty()) {
                sentences.add(difference(order().get(0), order().get(runs.size() - 1)));
            }
            pairs.forEach(pair -> sentences.add(difference(pair[0], pair[1])));
            return sentences;
        }

        /** Compares the user's guess with what has happened. */
        private String guessed(int guess) {
            int place = order().indexOf(guess) + 1;
            int first = order().get(0);
            return "Your guess was that " + label(guess) + " ends lowest. " + (end(first).startsWith(LOST)
                    ? "These runs do not tell: " + label(first) + " has the lowest median, but it ended " + end(first) + "."
                    : place == 1 ? "It did, in these runs."
                    : "In these runs, " + label(first) + " did; your guess came " + place + " of " + runs.size() + ".");
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
            int epochs = runs.get(0).get(0).perplexities().length;
            return "After " + epochs + (epochs == 1 ? " epoch the " : " epochs the ")
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
                return LOST
                        + (ends.length == 1 ? "" : " in " + lost + " of " + Plural.of(ends.length, "run"));
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
                                + (single ? " the run ends" : " most runs end") + " far worse than guessing."
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

        /** Treats a value far above the perplexity of guessing as infinite: nothing is learned there. */
        static double orInfinite(double value) {
            return value < FAR_WORSE_THAN_GUESSING ? value : Double.POSITIVE_INFINITY;
        }
    }
}
