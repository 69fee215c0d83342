package org.rnnkit.grader.picture;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.TrainingSummary;
import org.rnnkit.grader.report.format.Html;
import org.rnnkit.grader.report.format.HtmlPage;
import org.rnnkit.grader.worker.EpochTrace;
import org.rnnkit.grader.worker.Excerpt;
import org.rnnkit.grader.worker.TrainingOutcome;
import org.rnnkit.toolkit.EpochResult;

/**
 * A training as one page that needs nothing else: how it went, what it wrote on the way, and the trained model as it
 * reads, unit by unit and guess by guess.
 */
public final class TrainingPage {

    private static final String SCRIPT = HtmlPage.resource(TrainingPage.class, "training.js");

    private TrainingPage() {}

    /**
     * Draws the page.
     *
     * @param summary what the training was and came to
     * @param outcome what there is to look at
     * @param shapes the drawing of each step's shapes, by the step's title
     * @return the page
     */
    public static String of(TrainingSummary summary, TrainingOutcome outcome, Map<String, String> shapes) {
        return Page.of(String.format(Locale.ROOT, "Perplexity %.3f", summary.perplexity()), """
                <header>
                <p class="kit">RNN Kit</p>
                <h1>%.3f <small>perplexity</small></h1>
                <p>%d epochs on %s with %s; %d hidden units, %s sampling, learning rate %s; %,.0f tokens/s on %s.</p>
                </header>
                <main>
                %s%s%s%s</main>
                <script id="data" type="application/json">%s</script>
                """.formatted(summary.perplexity(), outcome.epochs().size(),
                Html.text(summary.text()), Html.text(summary.steps()), summary.settings().numHiddens(),
                summary.settings().sampling().name().toLowerCase(Locale.ROOT), summary.settings().learningRate(),
                summary.tokensPerSecond(), summary.device(), curves(outcome), samples(outcome.insight().traces()),
                reading(outcome.insight().excerpt()), shapes(shapes), data(outcome.insight().excerpt())), SCRIPT);
    }

    private static String curves(TrainingOutcome outcome) {
        List<EpochTrace> traces = outcome.insight().traces();
        double clipped = traces.stream().mapToDouble(EpochTrace::clipped).average().orElse(0);
        return "<section aria-labelledby=\"curves\">\n<h2 id=\"curves\">How it went</h2>\n"
                + Chart.log("Perplexity by epoch")
                        .line("first", values(outcome.epochs(), EpochResult::perplexity))
                        .draw("Perplexity of each epoch, on a log scale. 1 is a text known by heart.")
                + Chart.linear("Gradient norm by epoch")
                        .line("second", values(traces, EpochTrace::maxNorm))
                        .line("first", values(traces, EpochTrace::meanNorm)).threshold(1)
                        .draw(String.format(Locale.ROOT, "Norm of the gradients before clipping: each epoch's mean, and its "
                                + "largest (thin). Above the dashed line they are clipped: %.0f %% of all minibatches.",
                                100 * clipped))
                + Chart.linear("Tokens per second by epoch")
                        .line("first", values(outcome.epochs(), EpochResult::tokensPerSecond))
                        .draw("Tokens a second, by epoch.")
                + "</section>\n";
    }

    private static <T> double[] values(List<T> all, ToDoubleFunction<T> value) {
        return all.stream().mapToDouble(value).toArray();
    }

    private static String samples(List<EpochTrace> traces) {
        return """
                <section aria-labelledby="samples">
                <h2 id="samples">What it wrote on the way</h2>
                <table class="samples">
                <caption>Fifty characters after “time traveller”, the most likely one each time</caption>
                <thead><tr><th scope="col">After epoch</th><th scope="col">Text</th></tr></thead>
                <tbody>
                %s</tbody>
                </table>
                </section>
                """.formatted(IntStream.range(0, traces.size()).filter(i -> traces.get(i).sample() != null)
                .mapToObj(i -> "<tr><th scope=\"row\">" + (i + 1) + "</th><td>"
                        + Html.text(Printable.of(traces.get(i).sample())) + "</td></tr>\n").collect(Collectors.joining()));
    }

    private static String reading(Excerpt excerpt) {
        return """
                <section aria-labelledby="reading">
                <h2 id="reading">What one unit sees</h2>
                <p>The beginning of the text, coloured by the activation of one hidden unit after each character. Point at a
                character, or move through the text with the arrow keys, to see what the model expects next.</p>
                <div class="controls">
                <label for="unit">Hidden unit</label>
                <input id="unit" type="range" min="0" max="%d" step="1" value="0"/>
                <output id="unit-number" for="unit">0</output>
                <span><small>−1</small> <span class="legend" role="img" aria-label="from orange for −1 to blue for 1"></span> \
                <small>1</small></span>
                </div>
                <div id="excerpt" tabindex="0" role="group" aria-label="The text, character by character"></div>
                <div id="guesses" aria-live="polite"></div>
                <noscript><p>This part needs JavaScript.</p></noscript>
                </section>
                """.formatted(excerpt.numHiddens() - 1);
    }

    private static String shapes(Map<String, String> shapes) {
        return """
                <section aria-labelledby="shapes">
                <h2 id="shapes">The shapes of every step</h2>
                %s</section>
                """.formatted(shapes.entrySet().stream().map(shape -> "<details><summary><h3>" + Html.text(shape.getKey())
                + "</h3></summary>\n<pre>" + Html.text(shape.getValue()) + "</pre>\n</details>\n")
                .collect(Collectors.joining()));
    }

    /** A "<" in a text must not end the script that the data stands in. */
    private static String data(Excerpt excerpt) {
        try {
            return JsonMapper.builder().build().writeValueAsString(excerpt).replace("<", "\\u003c");
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
