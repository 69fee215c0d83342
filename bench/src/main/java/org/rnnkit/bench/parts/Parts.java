package org.rnnkit.bench.parts;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;
import org.rnnkit.bench.error.BenchException;
import org.rnnkit.bench.race.Competitors;
import org.rnnkit.bench.result.Part;
import org.rnnkit.bench.result.Spread;
import org.rnnkit.grader.system.Jdk;
import org.rnnkit.toolkit.EngineSettings;

/**
 * The measurement of a minibatch's parts with JMH. JMH starts new processes, which get JMH's own environment. So JMH itself
 * runs in a process with the environment of a training.
 *
 * @param iterations the number of measurements of each part
 * @param seconds the length of a measurement
 */
public record Parts(int iterations, double seconds) {

    private static final Gson JSON = new Gson();
    private static final long MILLIS = 1000;
    private static final double MEDIAN = 50;

    /** Measures all parts. */
    public List<Part> measure() {
        try {
            Path result = Files.createTempFile("parts", ".json");
            result.toFile().deleteOnExit();
            ProcessBuilder builder = new ProcessBuilder(Jdk.java().toString(), "-cp", System.getProperty("java.class.path"),
                    Parts.class.getName(), String.valueOf(iterations), String.valueOf(seconds), result.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT).redirectOutput(ProcessBuilder.Redirect.INHERIT);
            builder.environment().putAll(EngineSettings.ENVIRONMENT);
            if (builder.start().waitFor() != 0) {
                throw new BenchException("JMH could not measure the parts; its message is above.");
            }
            return List.of(JSON.fromJson(Files.readString(result), Part[].class));
        } catch (IOException e) {
            throw new BenchException("JMH could not measure the parts: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted");
        }
    }

    /**
     * Runs JMH. If something can't be measured, prints the reason and exits with status 1.
     *
     * @param args the number of measurements, their length in seconds, and the file for the results
     * @throws IOException if the file can't be written
     */
    public static void main(String[] args) throws IOException {
        ProcessHandle.current().parent().ifPresent(bench -> bench.onExit().thenRun(Parts::end));
        try {
            List<Part> found = new Parts(Integer.parseInt(args[0]), Double.parseDouble(args[1])).withJmh();
            Files.writeString(Path.of(args[2]), JSON.toJson(found));
        } catch (RunnerException e) {
            System.err.println(e.getMessage() + (e.getCause() == null ? "" : ": " + e.getCause().getMessage()));
            System.exit(1);
        }
    }

    /** Ends this process and JMH's processes. It is called when the bench has ended, even if it was killed. */
    private static void end() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        Runtime.getRuntime().halt(1);
    }

    private List<Part> withJmh() throws RunnerException {
        TimeValue time = TimeValue.milliseconds((long) (seconds * MILLIS));
        Stream<Part> small = run(new OptionsBuilder().include(MinibatchParts.class.getName()).forks(1).warmupIterations(2)
                .warmupTime(time).measurementIterations(iterations).measurementTime(time));
        Stream<Part> start = run(new OptionsBuilder().include(EngineStartBenchmark.class.getName()).forks(iterations));
        return Stream.concat(small, start).toList();
    }

    private static Stream<Part> run(ChainedOptionsBuilder options) throws RunnerException {
        Collection<RunResult> results = new Runner(options.verbosity(VerboseMode.SILENT).shouldFailOnError(true)
                .jvmArgs(Competitors.virtualMachine().toArray(String[]::new)).build()).run();
        return results.stream().map(Parts::part);
    }

    private static Part part(RunResult result) {
        Statistics times = result.getPrimaryResult().getStatistics();
        return new Part(result.getPrimaryResult().getLabel(),
                new Spread(times.getPercentile(MEDIAN), times.getMin(), times.getMax()));
    }
}
