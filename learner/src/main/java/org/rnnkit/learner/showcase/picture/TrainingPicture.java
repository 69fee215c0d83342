package org.rnnkit.learner.showcase.picture;

import java.util.ArrayList;
import java.util.List;
import org.rnnkit.grader.page.Chart;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.learner.showcase.worker.ShortTrainings;
import org.rnnkit.learner.showcase.worker.ShortTrainings.Sample;
import org.rnnkit.learner.showcase.worker.ShortTrainings.ShortRun;

/** The curves and samples of one or two short trainings. */
public final class TrainingPicture {

    private static final List<String> DASHES = List.of("solid", "dashed");

    private final List<ShortRun> runs;
    private final boolean isRunning;

    /**
     * Makes the picture.
     *
     * @param data the trainings
     * @param isRunning whether they still run
     */
    public TrainingPicture(ShortTrainings data, boolean isRunning) {
        this.runs = data.runs();
        this.isRunning = isRunning;
    }

    /**
     * A line of the table.
     *
     * @param label the network
     * @param line how its curve is drawn
     * @param epochs the number of epochs
     * @param first the perplexity of the first epoch
     * @param last the perplexity of the last epoch
     * @param seconds the time
     */
    public record TrainingRow(String label, String line, int epochs, String first, String last, String seconds) {}

    /** Tells whether the training still runs. */
    public boolean isRunning() {
        return isRunning;
    }

    /** Returns the curves. */
    public Chart chart() {
        Chart chart = Chart.perplexity("Perplexity");
        for (int i = 0; i < runs.size(); i++) {
            chart.line(Chart.CLASSES.get(i), runs.get(i).perplexities());
        }
        return chart;
    }

    /** Lists the trainings in numbers. */
    public List<TrainingRow> rows() {
        List<TrainingRow> rows = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            ShortRun run = runs.get(i);
            double[] values = run.perplexities();
            rows.add(new TrainingRow(run.label(), DASHES.get(i), values.length,
                    values.length == 0 ? "–" : Svg.number(values[0], 1),
                    values.length == 0 ? "–" : Svg.number(values[values.length - 1], 1), Svg.number(run.seconds(), 1)));
        }
        return rows;
    }

    /** Returns the number of hidden units of all networks. */
    public int numHiddens() {
        return runs.isEmpty() ? 0 : runs.get(0).numHiddens();
    }

    /** Lists the texts of the first training, printable, with a sign for each space at the end. */
    public List<Sample> samples() {
        return runs.isEmpty() ? List.of() : runs.get(0).samples().stream()
                .map(sample -> new Sample(sample.epoch(), Printable.withVisibleEnd(Printable.of(sample.text())))).toList();
    }
}
