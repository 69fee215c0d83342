package org.rnnkit.bench.parts;

import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;
import org.rnnkit.bench.BenchTrouble;
import org.rnnkit.bench.race.Competitors;
import org.rnnkit.bench.result.Spread;

/**
 * Measures the parts with JMH, each in processes of its own.
 *
 * @param iterations how often each is measured
 * @param seconds how long a measurement is
 */
public record Parts(int iterations, double seconds) {

    private static final long MILLIS = 1000;
    private static final double MEDIAN = 50;

    /** Measures all of them. */
    public List<Part> measure() {
        TimeValue time = TimeValue.milliseconds((long) (seconds * MILLIS));
        return List.of(
                run(new OptionsBuilder().include(StepParts.class.getName()).forks(1).warmupIterations(2).warmupTime(time)
                        .measurementIterations(iterations).measurementTime(time)),
                run(new OptionsBuilder().include(EngineStart.class.getName()).forks(iterations)))
                .stream().flatMap(List::stream).toList();
    }

    private static List<Part> run(ChainedOptionsBuilder options) {
        try {
            Collection<RunResult> results = new Runner(options.verbosity(VerboseMode.SILENT).shouldFailOnError(true)
                    .jvmArgs(Competitors.virtualMachine().toArray(String[]::new)).build()).run();
            return results.stream().map(Parts::part).toList();
        } catch (RunnerException e) {
            throw new BenchTrouble("JMH could not measure the parts: " + e.getMessage());
        }
    }

    private static Part part(RunResult result) {
        Statistics times = result.getPrimaryResult().getStatistics();
        return new Part(result.getPrimaryResult().getLabel(),
                new Spread(times.getPercentile(MEDIAN), times.getMin(), times.getMax()));
    }
}
