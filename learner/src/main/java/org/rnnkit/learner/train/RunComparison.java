package org.rnnkit.learner.train;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rnnkit.grader.page.Chart;
import org.rnnkit.grader.report.Printable;

/**
 * Trainings side by side, for runs-comparison.jte.
 *
 * @param chart a line for each training
 * @param columns the trainings, in the order of the lines
 */
public record RunComparison(Chart chart, List<Column> columns) {

    private static final int MAX_SAMPLES = 5;
    private static final int MAX_SAMPLE = 200;

    /**
     * One training of the comparison.
     *
     * @param line the CSS class of its line in the chart
     * @param run its settings and results
     * @param ending what the legend says about its line; empty if the line reaches the last epoch
     * @param samples the texts that it wrote at its end
     */
    public record Column(String line, RunRow run, String ending, List<String> samples) {}

    /** The largest number of trainings in one chart. */
    static final int MAX_RUNS = Chart.CLASSES.size();

    /** Compares up to four trainings. */
    public static RunComparison of(List<RunFolder> runs) {
        Chart chart = Chart.perplexity("Perplexity by epoch");
        for (int i = 0; i < runs.size(); i++) {
            chart.line(Chart.CLASSES.get(i),
                    runs.get(i).summary().perplexities().stream().mapToDouble(Double::doubleValue).toArray());
        }
        Map<String, String> endings = new LinkedHashMap<>();
        chart.exits().forEach(exit -> endings.put(exit.cssClass(), exit.words()));
        List<Column> columns = new ArrayList<>();
        for (int i = 0; i < runs.size(); i++) {
            String line = Chart.CLASSES.get(i);
            columns.add(new Column(line, RunRow.of(runs.get(i)), endings.getOrDefault(line, ""),
                    runs.get(i).summary().samples().stream().limit(MAX_SAMPLES)
                            .map(sample -> Printable.withVisibleEnd(Printable.line(sample, MAX_SAMPLE))).toList()));
        }
        return new RunComparison(chart, List.copyOf(columns));
    }
}
