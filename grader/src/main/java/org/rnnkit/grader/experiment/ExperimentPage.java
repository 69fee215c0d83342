package org.rnnkit.grader.experiment;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.rnnkit.grader.picture.Page;
import org.rnnkit.grader.picture.Chart;
import org.rnnkit.grader.report.format.Html;
import org.rnnkit.grader.worker.ExperimentOutcome.Run;
import org.rnnkit.grader.worker.Variant;

/** An experiment as a page: a line for each variant's median, a band from its best run to its worst. */
public final class ExperimentPage {

    private static final List<String> LINES = List.of("first", "second", "third", "fourth");

    private ExperimentPage() {}

    /**
     * Draws the page.
     *
     * @param experiment what was asked
     * @param text which text it was
     * @param runs what came out, by variant
     * @return the page
     */
    public static String of(Experiment experiment, String text, List<List<Run>> runs) {
        Chart chart = Chart.log("Perplexity by epoch");
        for (int i = 0; i < runs.size(); i++) {
            List<Run> ofVariant = runs.get(i);
            chart.band(LINES.get(i), byEpoch(ofVariant, sorted -> sorted[0]),
                    byEpoch(ofVariant, sorted -> sorted[sorted.length - 1]));
            chart.line(LINES.get(i), byEpoch(ofVariant, ExperimentPage::median));
        }
        List<Variant> variants = experiment.variants();
        String legend = IntStream.range(0, variants.size())
                .mapToObj(i -> "<li><span class=\"key " + LINES.get(i) + "\"></span> " + Html.text(variants.get(i).label()
                        + (hasNumbers(runs.get(i)) ? "" : ": no perplexity is a number")) + "</li>\n")
                .collect(Collectors.joining());
        return Page.of(experiment.question(), """
                <header>
                <p class="kit">RNN Kit</p>
                <h1 class="question">%s</h1>
                </header>
                <main>
                %s<ul class="legend-list">
                %s</ul>
                %s<p><small>Text: %s.</small></p>
                </main>
                """.formatted(Html.text(experiment.question()),
                chart.draw(runs.get(0).size() == 1 ? "One run each."
                        : "The median of " + runs.get(0).size() + " runs, and a band from the best to the worst."), legend,
                sentences(experiment, runs).stream().map(sentence -> "<p>" + Html.text(sentence) + "</p>\n")
                        .collect(Collectors.joining()), Html.text(text)), "");
    }

    /**
     * Says what one sees.
     *
     * @param experiment what was asked
     * @param runs what came out, by variant
     * @return two sentences
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

    /** The middle value, or the mean of the two in the middle. */
    static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }
}
