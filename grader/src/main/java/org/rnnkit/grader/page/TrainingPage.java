package org.rnnkit.grader.page;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.page.Pages.ShapeDrawing;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.grader.report.TrainingReport.History;
import org.rnnkit.grader.report.TrainingReport.TrainingSummary;
import org.rnnkit.grader.worker.training.TrainingAnswer;
import org.rnnkit.grader.worker.training.TrainingAnswer.EpochTrace;
import org.rnnkit.grader.worker.training.TrainingAnswer.Excerpt;
import org.rnnkit.grader.worker.training.TrainingSetup.Hyperparameters;
import org.rnnkit.toolkit.EpochResult;

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
        EpochCurves curves, List<WrittenText> samples, Excerpt excerpt, Map<String, ShapeDrawing> shapes) {

    /** The name of the page's file. */
    public static final String FILE = "training.html";

    /**
     * A text that the model wrote.
     *
     * @param epoch the epoch after which it was written, from 1
     */
    public record WrittenText(int epoch, String text) {}

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
        History history = training.history();
        List<EpochTrace> traces = history.traces();
        String heldOut = training.heldOutPerplexity() == null ? ""
                : String.format(Locale.ROOT, "; perplexity %.3f on text held out", training.heldOutPerplexity());
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

    private static List<WrittenText> samples(List<EpochTrace> traces) {
        return IntStream.range(0, traces.size()).filter(i -> traces.get(i).sample() != null)
                .mapToObj(i -> new WrittenText(i + 1,
                        Printable.withVisibleEnd(Printable.of(traces.get(i).sample())))).toList();
    }

    /** Tells whether a text ends in a space, whose sign the page then explains. */
    public boolean hasSpacesAtEnd() {
        return samples.stream().anyMatch(sample -> sample.text().endsWith(Printable.SPACE));
    }

    public String html() {
        return Pages.render("training.jte", this);
    }

    /**
     * The data of a training's curves, for curves.jte: perplexity, gradients and speed by epoch, as charts and as a table.
     *
     * @param norm the chart of the gradients' norm; null if it was not recorded
     * @param clipped the chart of the share of clipped minibatches; null if there is a chart of the norm, or if nothing was
     *     clipped
     * @param clippedShare the share of clipped minibatches as text; null if it was not recorded
     * @param speed the chart of the tokens per second
     * @param numbers the table's rows; if there are many epochs, about 25 of them, including the first and the last
     */
    public record EpochCurves(Chart perplexity, Chart norm, Chart clipped, String clippedShare, Chart speed,
            List<EpochRow> numbers) {

        private static final int ROWS = 25;
        private static final int PERCENT = 100;

        /**
         * A row of the table: one epoch.
         *
         * @param epoch the epoch, from 1
         * @param cells its numbers as text
         */
        public record EpochRow(int epoch, List<String> cells) {}

        /** Makes the curves of a training. */
        static EpochCurves of(List<EpochResult> epochs, List<EpochTrace> traces) {
            double[] perplexities = values(epochs, EpochResult::perplexity);
            double[] meanNorms = values(traces, EpochTrace::meanNorm);
            double[] maxNorms = values(traces, EpochTrace::maxNorm);
            double[] clipped = values(traces, trace -> PERCENT * trace.clipped());
            double[] speeds = values(epochs, EpochResult::tokensPerSecond);
            double[] recorded = Arrays.stream(clipped).filter(Double::isFinite).toArray();
            boolean hasNorms = recorded.length > 0 && Arrays.stream(meanNorms).anyMatch(Double::isFinite);
            boolean hasClipped = recorded.length > 0 && !hasNorms && Arrays.stream(recorded).anyMatch(share -> share > 0);
            int stride = (perplexities.length + ROWS - 1) / ROWS;
            return new EpochCurves(Chart.perplexity("Perplexity by epoch").line("first", perplexities),
                    hasNorms ? Chart.norm("Gradient norm by epoch").line("second", maxNorms).line("first", meanNorms)
                            .threshold(1) : null,
                    hasClipped ? Chart.linear("Clipped minibatches by epoch").line("first", clipped) : null,
                    recorded.length == 0 ? null : percent(Arrays.stream(recorded).average().orElse(0)) + " of all minibatches",
                    Chart.linear("Tokens per second by epoch").line("first", speeds),
                    IntStream.range(0, perplexities.length)
                            .filter(i -> (i + 1) % stride == 0 || i == 0 || i == perplexities.length - 1)
                            .mapToObj(i -> new EpochRow(i + 1, List.of(cell("%.3f", perplexities[i]),
                                    cell("%.3f", meanNorms[i]), cell("%.3f", maxNorms[i]), cell("%.0f", clipped[i]),
                                    cell("%,.0f", speeds[i]))))
                            .toList());
        }

        private static <T> double[] values(List<T> all, ToDoubleFunction<T> value) {
            return all.stream().mapToDouble(value).toArray();
        }

        /** Formats a share. A small one is not written as 0 %. */
        private static String percent(double share) {
            return share > 0 && share < 0.5 ? "under 1 %" : String.format(Locale.ROOT, "%.0f %%", share);
        }

        /** Formats a number; a dash stands for NaN and for numbers too large to be read. */
        private static String cell(String format, double value) {
            return Math.abs(value) < Chart.HIGHEST ? String.format(Locale.ROOT, format, value) : "–";
        }
    }
}
