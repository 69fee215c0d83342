package org.rnnkit.grader.page;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.SampleReport;
import org.rnnkit.grader.report.TrainingHistory;
import org.rnnkit.grader.report.TrainingReport;
import org.rnnkit.grader.report.TrainingSummary;
import org.rnnkit.grader.worker.training.EpochTrace;
import org.rnnkit.grader.worker.training.Excerpt.Guess;
import org.rnnkit.grader.worker.training.Excerpt;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.grader.worker.training.TrainingAnswer;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.EpochResult;

/** Pages of made-up trainings. */
public final class SamplePages {

    /** A text of several lines on every screen. Without escaping, parts of it would be read as HTML. */
    public static final String TEXT = "</script><b>&time".repeat(12);
    static final int UNITS = 3;
    /** An excerpt in which the activation of unit 2 goes up and down; the others are constant. */
    public static final Excerpt EXCERPT = excerpt();

    private SamplePages() {}

    private static Excerpt excerpt() {
        byte[] activations = new byte[TEXT.length() * UNITS];
        for (int i = 0; i < activations.length; i++) {
            activations[i] = (byte) (i % UNITS != 2 ? -20 : i % 2 == 0 ? 127 : -127);
        }
        List<List<Guess>> guesses = TEXT.chars().mapToObj(c -> List.of(new Guess("e", 0.75), new Guess(" ", 0.25))).toList();
        return new Excerpt(TEXT, UNITS, activations, guesses);
    }

    public static String trained(String sample) {
        List<EpochResult> epochs = IntStream.range(0, 4).mapToObj(i -> new EpochResult(20.0 / (i + 1), 1000, 0.1)).toList();
        List<EpochTrace> traces = List.of(new EpochTrace(1.5, 2, 1, 20, sample), new EpochTrace(0.5, 0.9, 0, Double.NaN, null),
                new EpochTrace(Double.NaN, Double.NaN, 0, 11, null), new EpochTrace(0.4, 0.5, 0, Double.NaN, "time traveller"));
        TrainingAnswer outcome = new TrainingAnswer(epochs, List.of(), "cpu", null,
                traces, EXCERPT, null);
        return TrainingPage.of(TrainingSummary.of(outcome, Hyperparameters.ofChapter(4, 1), "a <text>", "exercises", "scratch"),
                outcome, ShapeDrawing.read(new Layout(Path.of("..")), Steps.all())).html();
    }

    public static String graded(List<EpochResult> epochs, List<EpochTrace> traces) {
        TrainingHistory history = new TrainingHistory(Hyperparameters.ofChapter(epochs.size(), 1), epochs, traces, EXCERPT);
        TrainingReport training = new TrainingReport(1.0521, 9.75, 21_345.6, epochs.size(), "the kit's own story",
                List.of(), List.of(), history);
        Report report = new Report("inbox/<ada>", List.of(), List.of(), training, "", List.of(),
                SampleReport.ISOLATION);
        return TrainingPage.ofGraded(report, ShapeDrawing.read(new Layout(Path.of("..")), Steps.all())).html();
    }

    /**
     * Makes the history of a graded training.
     *
     * @param epochs the number of epochs; only the first two have traces
     * @return the history
     */
    public static TrainingHistory history(int epochs) {
        EpochTrace seen = new EpochTrace(Double.NaN, Double.NaN, 0.5, Double.NaN, "time traveller");
        return new TrainingHistory(Hyperparameters.ofChapter(epochs, 1),
                IntStream.range(0, epochs).mapToObj(i -> new EpochResult(20.0 / (i + 1), 1000, 0.1)).toList(),
                EpochTrace.checked(List.of(seen, seen), epochs), EXCERPT);
    }
}
