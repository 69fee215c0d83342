package org.rnnkit.learner.showcase.worker;

import java.util.List;
import org.rnnkit.grader.worker.Bounds;

/**
 * The values of the parameters that step 2 has made, counted.
 *
 * @param parts the five parameters
 * @param lowest the left edge of the histogram
 * @param highest its right edge
 * @param counts the number of weights in each interval, all of the same width
 * @param outside the number of weights beyond the edges
 * @param mean the mean of all weights, without the biases
 * @param deviation their standard deviation
 */
public record WeightStatistics(List<ParameterStatistics> parts, double lowest, double highest, long[] counts, long outside,
        double mean, double deviation) {

    /** The number of intervals in the histogram. */
    static final int INTERVALS = 40;

    /** Checks the sizes, since a student's code can forge them. */
    public WeightStatistics {
        SizeChecks.list(parts, ParameterNames.ALL.size());
        Bounds.require(counts.length == INTERVALS, "counts");
        for (long count : counts) {
            Bounds.require(count >= 0, "count");
        }
        Bounds.require(lowest < highest && outside >= 0, "histogram");
    }

    /**
     * One parameter.
     *
     * @param name its symbol
     * @param size the number of its values
     * @param mean their mean
     * @param deviation their standard deviation
     * @param zeros how many of them are exactly 0
     */
    public record ParameterStatistics(String name, long size, double mean, double deviation, long zeros) {

        /** Checks the name. */
        public ParameterStatistics {
            Bounds.text(name, Bounds.NAME);
        }
    }
}
