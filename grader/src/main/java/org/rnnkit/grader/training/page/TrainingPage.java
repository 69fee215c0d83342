package org.rnnkit.grader.training.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rnnkit.grader.page.Html;
import org.rnnkit.grader.page.HtmlPage;
import org.rnnkit.grader.page.Page;
import org.rnnkit.grader.report.Count;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.grader.report.format.Format;
import org.rnnkit.grader.worker.training.EpochTrace;
import org.rnnkit.grader.worker.training.Excerpt;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.grader.worker.training.Insight;
import org.rnnkit.grader.worker.training.TrainingOutcome;
import org.rnnkit.toolkit.EpochResult;

/**
 * A training as one page that needs nothing else: how it went, what it wrote on the way, and the trained model as it
 * reads, unit by unit and guess by guess. At the chapter's size it has some 500 kB, nearly all of them activations.
 */
public final class TrainingPage {

    private static final String SCRIPT = HtmlPage.resource(TrainingPage.class, "training.js");

    private TrainingPage() {}

    /**
     * Draws the page of a training that somebody wanted for themselves.
     *
     * @param summary what the training was and came to
     * @param outcome what there is to look at
     * @param shapes the drawing of each step's shapes, by the step's title
     * @return the page
     */
    public static String of(TrainingSummary summary, TrainingOutcome outcome, Map<String, String> shapes) {
        String subtitle = "<p>" + words(outcome.epochs().size(), summary.text(), summary.steps(), summary.settings())
                + String.format(Locale.ROOT, "; %,.0f tokens/s on %s.</p>%n", summary.tokensPerSecond(),
                        Html.text(summary.device()));
        return page("Perplexity", summary.perplexity(), subtitle,
                TrainingCurves.of(outcome.epochs(), outcome.insight().traces(), ""), outcome.insight(), "", shapes);
    }

    /**
     * Draws the page of a grading's training. Of what the steps say it takes what can be drawn, and marks it as that.
     *
     * @param training what the grader has worked out
     * @param epochs what the steps say of each epoch
     * @param insight what they say that could be seen, and what the grader has read itself
     * @param settings what the training was like
     * @param submission whose steps
     * @param shapes the drawing of each step's shapes, by the step's title
     * @return the page
     */
    public static String ofGraded(TrainingReport training, List<EpochResult> epochs, Insight insight,
            Hyperparameters settings, String submission, Map<String, String> shapes) {
        String subtitle = "<p>" + words(training.epochs(), training.text(), submission, settings)
                + (training.heldOutPerplexity() == null ? ""
                        : String.format(Locale.ROOT, "; perplexity %.3f on text held out", training.heldOutPerplexity()))
                + String.format(Locale.ROOT, "; %,.0f tokens/s.</p>%n", training.tokensPerSecond())
                + (training.prediction() == null ? "" : "<p>" + training.words() + ".</p>\n")
                + "<p>These figures, and what one unit sees, the grader has worked out from the trained parameters. "
                + "<a href=\"" + Format.HTML.file() + "\">The report</a></p>\n";
        return page(training.measure(), training.perplexity(), subtitle, TrainingCurves.of(epochs, insight.traces(),
                "<p>As the submission’s code told it.</p>\n"), insight, ", as the submission’s code told it", shapes);
    }

    private static String words(int epochs, String text, String steps, Hyperparameters settings) {
        return String.format(Locale.ROOT, "%s on %s with %s; %s, %s sampling, learning rate %s", Count.of(epochs, "epoch"),
                Html.text(Printable.of(text)), Html.text(Printable.of(steps)),
                Count.of(settings.numHiddens(), "hidden unit"), settings.sampling().name().toLowerCase(Locale.ROOT),
                settings.learningRate());
    }

    private static String page(String measure, double perplexity, String subtitle, String curves, Insight insight,
            String told, Map<String, String> shapes) {
        return Page.of(String.format(Locale.ROOT, "%s %.3f", measure, perplexity), """
                <header>
                <p class="kit">RNN Kit</p>
                <h1>%.3f <small>%s</small></h1>
                %s</header>
                <main>
                %s%s%s%s</main>
                <script id="data" type="application/json">%s</script>
                """.formatted(perplexity, measure.toLowerCase(Locale.ROOT), subtitle, curves,
                samples(insight.traces(), told), reading(insight.excerpt()), shapes(shapes), data(insight.excerpt())), SCRIPT);
    }

    private static String samples(List<EpochTrace> traces, String told) {
        return """
                <section aria-labelledby="samples">
                <h2 id="samples">What it wrote on the way</h2>
                <table class="samples">
                <caption>Fifty characters after “time traveller”, the most likely one each time%s</caption>
                <thead><tr><th scope="col">After epoch</th><th scope="col">Text</th></tr></thead>
                <tbody>
                %s</tbody>
                </table>
                </section>
                """.formatted(told, IntStream.range(0, traces.size()).filter(i -> traces.get(i).sample() != null)
                .mapToObj(i -> "<tr><th scope=\"row\">" + (i + 1) + "</th><td>"
                        + Html.text(Printable.of(traces.get(i).sample())) + "</td></tr>\n").collect(Collectors.joining()));
    }

    private static String reading(Excerpt excerpt) {
        return """
                <section aria-labelledby="reading">
                <h2 id="reading">What one unit sees</h2>
                <p id="how">The beginning of the text, coloured by the activation of one hidden unit after each character. Point
                at a character, or move through the text with the arrow keys, to see what the model expects next.</p>
                <div class="controls">
                <label for="unit">Hidden unit</label>
                <input id="unit" type="range" min="0" max="%d" step="1" value="0"/>
                <output id="unit-number" for="unit">0</output>
                <span class="scale"><small>−1</small> <span class="legend" role="img" \
                aria-label="from orange for −1 to blue for 1"></span> <small>1</small></span>
                </div>
                <div id="excerpt" tabindex="0" role="slider" aria-label="Place in the text" aria-describedby="how" \
                aria-valuemin="1" aria-valuemax="%d" aria-valuenow="1"></div>
                <div id="guesses"></div>
                <noscript><p>This part needs JavaScript.</p></noscript>
                </section>
                """.formatted(excerpt.numHiddens() - 1, excerpt.text().length());
    }

    private static String shapes(Map<String, String> shapes) {
        return """
                <section aria-labelledby="shapes">
                <h2 id="shapes">The shapes of every step</h2>
                %s</section>
                """.formatted(shapes.entrySet().stream().map(shape -> "<details><summary><h3>" + Html.text(shape.getKey())
                + "</h3></summary>\n<pre class=\"drawing\" tabindex=\"0\">"
                + Html.text(shape.getValue()) + "</pre>\n</details>\n")
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
