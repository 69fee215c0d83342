package org.rnnkit.grader.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.TrainingHistory;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.grader.report.TrainingSummary;
import org.rnnkit.grader.worker.training.EpochTrace;
import org.rnnkit.grader.worker.training.Excerpt;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.grader.worker.training.TrainingOutcome;

/**
 * The data of a training's page, for training.jte: how it went, what the model wrote on the way, and the trained model as
 * it reads, unit by unit and guess by guess. At the chapter's size the page has some 500 kB, nearly all of them
 * activations.
 *
 * @param measure the name of the perplexity
 * @param perplexity the perplexity of the trained model
 * @param summary what the training was like
 * @param prediction a short training's prediction; null if there is none
 * @param graded whether this is a grading's training: its curves and samples are then the submission's word
 * @param curves the training by epoch
 * @param samples what the model wrote on the way
 * @param excerpt the beginning of the text as the trained model reads it
 * @param shapes the drawing of each step's shapes, by the step's title
 */
public record TrainingPage(String measure, String perplexity, String summary, String prediction, boolean graded,
        TrainingCurves curves, List<WrittenText> samples, Excerpt excerpt, Map<String, String> shapes) {

    /** The name of the page's file. */
    public static final String FILE = "training.html";

    /**
     * A text that the model wrote.
     *
     * @param epoch the epoch after which it wrote it, from 1
     * @param text the text
     */
    public record WrittenText(int epoch, String text) {}

    /**
     * Makes the page of a training that was started by hand.
     *
     * @param summary the training's settings and results
     * @param outcome the training, epoch by epoch
     * @param shapes the drawing of each step's shapes, by the step's title
     * @return the page's data
     */
    public static TrainingPage of(TrainingSummary summary, TrainingOutcome outcome, Map<String, String> shapes) {
        List<EpochTrace> traces = outcome.insight().traces();
        return new TrainingPage("Perplexity", String.format(Locale.ROOT, "%.3f", summary.perplexity()),
                words(outcome.epochs().size(), summary.text(), summary.steps(), summary.settings())
                        + String.format(Locale.ROOT, "; %,.0f tokens/s on %s", summary.tokensPerSecond(), summary.device()),
                null, false, TrainingCurves.of(outcome.epochs(), traces), samples(traces), outcome.insight().excerpt(), shapes);
    }

    /**
     * Makes the page of a grading's training. Of what the steps say it takes what can be drawn.
     *
     * @param report a report with a training and its history
     * @param shapes the drawing of each step's shapes, by the step's title
     * @return the page's data
     */
    public static TrainingPage ofGraded(Report report, Map<String, String> shapes) {
        TrainingReport training = report.training();
        TrainingHistory history = training.history();
        List<EpochTrace> traces = history.insight().traces();
        String heldOut = training.heldOutPerplexity() == null ? ""
                : String.format(Locale.ROOT, "; perplexity %.3f on text held out", training.heldOutPerplexity());
        return new TrainingPage(training.perplexityName(), String.format(Locale.ROOT, "%.3f", training.perplexity()),
                words(training.epochs(), training.text(), report.submission(), history.settings()) + heldOut
                        + String.format(Locale.ROOT, "; %,.0f tokens/s", training.tokensPerSecond()),
                training.prediction() == null ? null : training.summary(), true,
                TrainingCurves.of(history.epochs(), traces), samples(traces), history.insight().excerpt(), shapes);
    }

    private static String words(int epochs, String text, String steps, Hyperparameters settings) {
        return String.format(Locale.ROOT, "%s on %s with %s; %s, %s sampling, learning rate %s", Plural.of(epochs, "epoch"),
                Printable.of(text), Printable.of(steps), Plural.of(settings.numHiddens(), "hidden unit"),
                settings.sampling().name().toLowerCase(Locale.ROOT), settings.learningRate());
    }

    private static List<WrittenText> samples(List<EpochTrace> traces) {
        return IntStream.range(0, traces.size()).filter(i -> traces.get(i).sample() != null)
                .mapToObj(i -> new WrittenText(i + 1, Printable.of(traces.get(i).sample()))).toList();
    }

    /**
     * Returns the excerpt for the page's script.
     *
     * @return the excerpt in JSON
     */
    public String data() {
        try {
            return JsonMapper.builder().build().writeValueAsString(excerpt);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Makes the page.
     *
     * @return the page in HTML
     */
    public String html() {
        return Pages.render("training.jte", this);
    }
}
