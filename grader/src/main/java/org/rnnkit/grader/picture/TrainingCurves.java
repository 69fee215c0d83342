package org.rnnkit.grader.picture;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rnnkit.grader.worker.EpochTrace;
import org.rnnkit.toolkit.EpochResult;

/** A training by epoch: perplexity, gradients and speed, drawn and as a table. */
final class TrainingCurves {

    private static final int ROWS = 25;
    private static final int PERCENT = 100;

    private final double[] perplexities;
    private final double[] meanNorms;
    private final double[] maxNorms;
    private final double[] clipped;
    private final double[] speeds;

    private TrainingCurves(List<EpochResult> epochs, List<EpochTrace> traces) {
        perplexities = values(epochs, EpochResult::perplexity);
        meanNorms = values(traces, EpochTrace::meanNorm);
        maxNorms = values(traces, EpochTrace::maxNorm);
        clipped = values(traces, trace -> PERCENT * trace.clipped());
        speeds = values(epochs, EpochResult::tokensPerSecond);
    }

    private static <T> double[] values(List<T> all, ToDoubleFunction<T> value) {
        return all.stream().mapToDouble(value).toArray();
    }

    /**
     * Draws them.
     *
     * @param epochs an epoch's results each
     * @param traces what was seen of it, as many
     * @param told whose word it is, as HTML
     * @return a part of a page
     */
    static String of(List<EpochResult> epochs, List<EpochTrace> traces, String told) {
        TrainingCurves curves = new TrainingCurves(epochs, traces);
        return "<section aria-labelledby=\"curves\">\n<h2 id=\"curves\">How it went</h2>\n" + told
                + Chart.log("Perplexity by epoch").line("first", curves.perplexities)
                        .draw("On a log scale; 1 is a text known by heart.")
                + curves.gradients()
                + Chart.linear("Tokens per second by epoch").line("first", curves.speeds).draw("")
                + curves.table() + "</section>\n";
    }

    private String gradients() {
        double[] seen = Arrays.stream(clipped).filter(Double::isFinite).toArray();
        if (seen.length == 0) {
            return "";
        }
        String often = String.format(Locale.ROOT, "%.0f %% of all minibatches", Arrays.stream(seen).average().orElse(0));
        if (Arrays.stream(meanNorms).noneMatch(Double::isFinite)) {
            return Arrays.stream(seen).max().orElse(0) == 0 ? "<p>Step 7 had no gradients to clip.</p>\n" : Chart
                    .linear("Clipped minibatches by epoch").line("first", clipped).draw("In percent: step 7 clipped the "
                    + "gradients of " + often + ". Their norm before clipping can be seen where something stands in for the "
                    + "model, which a grading does not do: <code>./rnnkit train</code> shows it.");
        }
        return Chart.linear("Gradient norm by epoch").line("second", maxNorms).line("first", meanNorms).threshold(1)
                .draw("Before clipping: each epoch’s largest (thin) and its mean. Above the dashed line they are clipped: "
                        + often + ".");
    }

    /** The same for those who read rather than look: some of the epochs, where there are many, and the last. */
    private String table() {
        int epochs = perplexities.length;
        int stride = (epochs + ROWS - 1) / ROWS;
        return """
                <details><summary><h3>The same in numbers</h3></summary>
                <div class="wide" tabindex="0" role="group" aria-label="The same in numbers">
                <table class="numbers">
                <thead><tr><th scope="col">Epoch</th><th scope="col">Perplexity</th><th scope="col">Mean norm</th>\
                <th scope="col">Largest norm</th><th scope="col">Clipped, %%</th><th scope="col">Tokens/s</th></tr></thead>
                <tbody>
                %s</tbody>
                </table>
                </div>
                </details>
                """.formatted(IntStream.range(0, epochs).filter(i -> (i + 1) % stride == 0 || i == 0 || i == epochs - 1)
                .mapToObj(i -> "<tr><th scope=\"row\">" + (i + 1) + "</th>" + cell("%.3f", perplexities[i])
                        + cell("%.3f", meanNorms[i]) + cell("%.3f", maxNorms[i]) + cell("%.0f", clipped[i])
                        + cell("%,.0f", speeds[i]) + "</tr>\n").collect(Collectors.joining()));
    }

    /** Nothing where there is no figure, or none that anybody would read off. */
    private static String cell(String format, double value) {
        return "<td>" + (Math.abs(value) < Chart.HIGHEST ? String.format(Locale.ROOT, format, value) : "–") + "</td>";
    }
}
