package org.rnnkit.learner.experiment;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.rnnkit.grader.page.Chart;
import org.rnnkit.grader.page.ComparisonPage;
import org.rnnkit.learner.experiment.worker.ExperimentOutcome.Run;

/** The page of an experiment: a line for each variant's median, a band from its best run to its worst. */
public final class ExperimentPage {

    private ExperimentPage() {}

    /**
     * Makes the page.
     *
     * @param experiment the experiment
     * @param text the name of the text
     * @param characters the number of characters that were trained on
     * @param runs the runs of each variant
     * @return the page in HTML
     */
    public static String of(Experiment experiment, String text, int characters, List<List<Run>> runs) {
        return data(experiment, text, characters, runs).html();
    }

    /** Makes the data of the page. */
    static ComparisonPage data(Experiment experiment, String text, int characters, List<List<Run>> runs) {
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
        return new ComparisonPage(experiment.question(), chart, runs.get(0).size() == 1 ? "One run each."
                : "The median of " + runs.get(0).size() + " runs, and a band from the best to the worst.", legend,
                sentences(experiment, runs), experiment.sizes(characters, runs.get(0).get(0).perplexities().length,
                        runs.get(0).size()),
                experiment.why(), text);
    }

    /**
     * Says what the runs show.
     *
     * @param experiment the experiment
     * @param runs the runs of each variant
     * @return two sentences or more
     */
    public static List<String> sentences(Experiment experiment, List<List<Run>> runs) {
        return new Findings(experiment.variants(), runs).sentences();
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
}
