package org.rnnkit.grader.page;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.TrainingHistory;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.grader.report.TrainingSummary;
import org.rnnkit.grader.worker.training.EpochTrace;
import org.rnnkit.grader.worker.training.Excerpt;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.grader.worker.training.TrainingAnswer;

/**
 * The data of a training's page, for training.jte: the curves, the texts that the model wrote during the training, and the
 * trained model's activations and guesses on an excerpt of the text. With the chapter's model the page has some 500 kB,
 * nearly all of it activations.
 *
 * @param summary the training's settings and results, in one sentence
 * @param graded whether the training is part of a grading; its curves and samples then come from the submission's code
 * @param excerpt the beginning of the text, with the trained model's activations and guesses
 * @param shapes the drawing of each step's shapes, by the step's title
 */
public record TrainingPage(String perplexity, String summary, boolean graded,
        EpochCurves curves, List<TrainingText> samples, Excerpt excerpt, Map<String, ShapeDrawing> shapes) {

    /** The name of the page's file. */
    public static final String FILE = "training.html";

    /** Makes the page of a training that the user has started with ./rnnkit train. */
    public static TrainingPage of(TrainingSummary summary, TrainingAnswer answer, Map<String, ShapeDrawing> shapes) {
        List<EpochTrace> traces = answer.traces();
        return new TrainingPage(String.format(Locale.ROOT, "%.3f", summary.perplexity()),
                describe(Plural.of(answer.epochs().size(), "epoch"), summary.text(), summary.steps().equals(Layout.EXERCISES)
                        ? "your steps" : "the steps in " + Printable.of(summary.steps()), summary.settings())
                        + String.format(Locale.ROOT, "; %,.0f tokens/s on %s", summary.tokensPerSecond(), summary.device()),
                false, EpochCurves.of(answer.epochs(), traces), samples(traces), answer.excerpt(), shapes);
    }

    /** Makes the page of a training that is part of a grading. Values of the steps that can't be drawn are left out. */
    public static TrainingPage ofGraded(Report report, Map<String, ShapeDrawing> shapes) {
        TrainingReport training = report.training();
        TrainingHistory history = training.history();
        List<EpochTrace> traces = history.traces();
        String heldOut = training.heldOutPerplexity() == null ? ""
                : String.format(Locale.ROOT, "; perplexity %.3f on text held out, on which it was not trained",
                        training.heldOutPerplexity());
        return new TrainingPage(String.format(Locale.ROOT, "%.3f", training.perplexity()),
                describe(training.reported(), training.text(), "the steps in " + Printable.of(report.submission()),
                        history.settings()) + heldOut,
                true, EpochCurves.of(history.epochs(), traces), samples(traces), history.excerpt(), shapes);
    }

    private static String describe(String epochs, String text, String steps, Hyperparameters settings) {
        return String.format(Locale.ROOT, "%s on %s with %s; %s, %s sampling, learning rate %s", epochs,
                Printable.of(text), steps, Plural.of(settings.numHiddens(), "hidden unit"),
                settings.sampling().name().toLowerCase(Locale.ROOT), settings.learningRate());
    }

    private static List<TrainingText> samples(List<EpochTrace> traces) {
        return IntStream.range(0, traces.size()).filter(i -> traces.get(i).sample() != null)
                .mapToObj(i -> new TrainingText(i + 1,
                        Printable.withVisibleEnd(Printable.of(traces.get(i).sample())))).toList();
    }

    /** Tells whether a text ends in a space, whose sign the page then explains. */
    public boolean hasSpacesAtEnd() {
        return samples.stream().anyMatch(sample -> sample.text().endsWith(Printable.SPACE));
    }

    public String html() {
        return Pages.render("training.jte", this);
    }
}
