package org.rnnkit.learner.showcase.worker;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.rnnkit.learner.showcase.worker.WeightStatistics.ParameterStatistics;
import org.rnnkit.step2parameters.RnnParameters;

/** Step 2 at work: the values of new parameters. */
final class RnnParametersShowcase implements StepShowcase {

    /** Four standard deviations: of N(0, 0.01²), one weight in 16,000 lies beyond. */
    private static final double EDGE = 0.04;

    @Override
    public Object show(ShowcaseRequest request, NDManager manager, Consumer<Object> progress) {
        return show((int) request.number(), manager);
    }

    static WeightStatistics show(int numHiddens, NDManager manager) {
        int vocabSize = Story.vocabSize();
        NDList parameters = ResultChecks.list(RnnParameters.initialize(manager, vocabSize, numHiddens),
                "The result of RnnParameters.initialize", ParameterNames.ALL.size());
        List<ParameterStatistics> parts = new ArrayList<>();
        long[] counts = new long[WeightStatistics.INTERVALS];
        long outside = 0;
        Moments all = new Moments();
        for (int i = 0; i < parameters.size(); i++) {
            String name = ParameterNames.ALL.get(i);
            long[] shape = ParameterNames.shapes(vocabSize, numHiddens).get(i);
            Moments own = new Moments();
            for (float value : ResultChecks.floats(parameters.get(i), name, shape)) {
                own.add(value);
                if (shape.length == 2) {
                    all.add(value);
                    int interval = (int) Math.floor((value + EDGE) / (2 * EDGE) * WeightStatistics.INTERVALS);
                    if (interval >= 0 && interval < WeightStatistics.INTERVALS) {
                        counts[interval]++;
                    } else {
                        outside++;
                    }
                }
            }
            parts.add(new ParameterStatistics(name, own.count, own.mean(), own.deviation(), own.zeros));
        }
        return new WeightStatistics(parts, -EDGE, EDGE, counts, outside, all.mean(), all.deviation());
    }

    /** Mean and standard deviation of the values added so far. */
    private static final class Moments {

        private long count;
        private long zeros;
        private double sum;
        private double sumOfSquares;

        void add(double value) {
            count++;
            zeros += value == 0 ? 1 : 0;
            sum += value;
            sumOfSquares += value * value;
        }

        double mean() {
            return sum / count;
        }

        double deviation() {
            return Math.sqrt(Math.max(0, sumOfSquares / count - mean() * mean()));
        }
    }
}
