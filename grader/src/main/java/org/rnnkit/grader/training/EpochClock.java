package org.rnnkit.grader.training;

import java.util.ArrayList;
import java.util.List;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.TrainingMonitor;

/** A monitor that notes by the grader's clock when each epoch was reported, and passes everything on to another monitor. */
final class EpochClock implements TrainingMonitor {

    private static final double NANOS = 1e9;

    private final TrainingMonitor monitor;
    private final List<Long> times = new ArrayList<>();

    EpochClock(TrainingMonitor monitor) {
        this.monitor = monitor;
    }

    @Override
    public synchronized void epochFinished(int epoch, EpochResult result) {
        if (epoch == times.size() + 1) {
            times.add(System.nanoTime());
        }
        monitor.epochFinished(epoch, result);
    }

    /**
     * Returns the median time between two epochs, in seconds. A pause of the whole machine changes few of these times, and
     * so does not change the median. NaN with fewer than four epochs.
     */
    synchronized double medianSeconds() {
        return median(times);
    }

    static double median(List<Long> times) {
        if (times.size() < 4) {
            return Double.NaN;
        }
        List<Long> intervals = new ArrayList<>();
        for (int i = 1; i < times.size(); i++) {
            intervals.add(times.get(i) - times.get(i - 1));
        }
        intervals.sort(null);
        return intervals.get(intervals.size() / 2) / NANOS;
    }
}
