package org.rnnkit.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.rnnkit.bench.error.BenchException;
import org.rnnkit.bench.page.PerformancePage;
import org.rnnkit.bench.race.Competitors;
import org.rnnkit.bench.race.Eager;
import org.rnnkit.bench.result.Machine;
import org.rnnkit.bench.result.Results;
import org.rnnkit.toolkit.DeviceChoice;
import org.rnnkit.toolkit.DeviceName;
import org.rnnkit.toolkit.EngineSettings;
import org.rnnkit.toolkit.Text;
import org.rnnkit.toolkit.TextException;
import org.rnnkit.toolkit.TextSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** {@code ./rnnkit bench}: measures everything in one run. */
@Command(name = "bench", mixinStandardHelpOptions = true, usageHelpAutoWidth = true, description = "Measures how fast the kit "
        + "trains: the reference, DJL's own block and eager PyTorch against the bare matrix products, also with a busy "
        + "neighbour; the parts of a minibatch; speed and memory as work grows; a whole training. About twenty minutes.")
public final class Bench implements Callable<Integer> {

    private static final int WRONG_USE = 2;
    private static final int OWN_TROUBLE = 3;

    /** What can be measured by itself. */
    enum Measured { speed, parts, scaling, endurance }

    @Option(names = "--quick", description = "Two minutes: whether it works. No figures to quote.")
    private boolean quick;

    @Option(names = "--only", paramLabel = "NAME", split = ",",
            description = "Of ${COMPLETION-CANDIDATES}. Default: all.")
    private Set<Measured> only = Set.of(Measured.values());

    @Option(names = "--rounds", paramLabel = "N", description = "Turns that each competitor has at the chapter's size.")
    private Integer rounds;

    @Option(names = "--seconds", paramLabel = "S", description = "How long a turn is.")
    private Double seconds;

    @Option(names = "--device", paramLabel = "NAME", defaultValue = "cpu",
            description = "cpu or gpu. Default: ${DEFAULT-VALUE}. For a GPU set RNNKIT_GPU=1.")
    private String device;

    @Option(names = "--python", paramLabel = "PROGRAM",
            description = "A Python with PyTorch. Default: Debian's, if there is one.")
    private String python;

    @Option(names = "--text", paramLabel = "FILE", description = "A text of your own, as for train.")
    private Path text;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "Of parameters and minibatches. Default: ${DEFAULT-VALUE}.")
    private int seed;

    @Option(names = "--out", paramLabel = "DIR", description = "Where performance.md and performance/results.json go; docs for "
            + "the figures that the kit publishes. Default: runs/bench.")
    private Path out;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private Bench() {}

    /** The launcher's command line. */
    @Command(name = "./rnnkit")
    private static final class Launcher {}

    /**
     * Measures, and exits with 0, with 2 after wrong use, or with 3 if something could not be measured.
     *
     * @param args bench, and its options
     */
    public static void main(String[] args) {
        System.exit(execute(args));
    }

    static int execute(String... args) {
        return new CommandLine(new Launcher()).addSubcommand(new Bench())
                .setParameterExceptionHandler((problem, arguments) -> {
                    System.err.println("rnnkit: " + problem.getMessage() + " See ./rnnkit bench --help");
                    return WRONG_USE;
                })
                .setExecutionExceptionHandler((problem, line, result) -> {
                    if (problem instanceof BenchException || problem instanceof TextException
                            || problem instanceof IOException) {
                        System.err.println("rnnkit: " + problem.getMessage());
                        return OWN_TROUBLE;
                    }
                    throw problem;
                }).execute(args);
    }

    @Override
    public Integer call() throws IOException {
        check();
        Path home = Path.of(System.getProperty("rnnkit.home", "."));
        EngineSettings.apply(EngineSettings.DEFAULT_THREADS);
        try {
            DeviceChoice.of(DeviceName.find(device).orElseThrow());
        } catch (IllegalArgumentException e) {
            throw wrong(e.getMessage());
        }
        Optional<Eager> eager = Eager.find(python == null ? Eager.usualPlaces() : List.of(python));
        if (python != null && eager.isEmpty()) {
            throw wrong("--python " + python + ": there is no such program, or it can't import torch. Leave --python out for "
                    + "Debian's; to have that: " + Eager.ADVICE + ".");
        }
        say(eager.map(found -> "eager PyTorch " + found.version())
                .orElse("no eager PyTorch to compare with; to have it: " + Eager.ADVICE));
        Path folder = folder(out == null ? home.resolve("runs/bench") : out);
        Plan plan = (quick ? Plan.QUICK : Plan.FULL).with(rounds, seconds);
        Text found = TextSource.find(text);
        Machine machine = Machine.here(device, eager.map(Eager::version).orElse(null));
        Results results = Results.empty(machine, named(found), quick, seed, plan.rounds(), plan.seconds());
        try (TokensFile tokens = new TokensFile(found)) {
            Competitors competitors = new Competitors(device, machine.cores(), home.resolve("bench/eager_pytorch.py"), eager);
            measure(new Measurements(plan, competitors, tokens, device, seed, Bench::say), results,
                    () -> results.write(folder.resolve("performance/results.json")));
        }
        PerformancePage.write(results, plan.growingRounds(), folder);
        say("written: " + folder.resolve("performance.md"));
        return 0;
    }

    /** Keeps what has been found, in case the rest fails. */
    @FunctionalInterface
    private interface Keeper {
        void keep() throws IOException;
    }

    private void measure(Measurements measurements, Results results, Keeper keeper) throws IOException {
        if (only.contains(Measured.speed)) {
            for (int busyCores = 0; busyCores <= 1; busyCores++) {
                say(busyCores == 0 ? "all against all" : "all against all, one core kept busy");
                results.passes().add(measurements.race(busyCores));
                say(PerformancePage.comparison(results.passes().get(busyCores)));
                keeper.keep();
            }
        }
        if (only.contains(Measured.parts)) {
            results.parts().addAll(measurements.parts());
            keeper.keep();
        }
        if (only.contains(Measured.scaling)) {
            results.scaling().add(measurements.hidden());
            results.scaling().add(measurements.batch());
            results.scaling().add(measurements.tokens());
            keeper.keep();
        }
        if (only.contains(Measured.endurance)) {
            results.endurance().addAll(measurements.endurance());
            keeper.keep();
        }
    }

    /** Where a text comes from, of a file its name only: results are published. */
    private static String named(Text text) {
        return text.source().replaceFirst("^file .*[/\\\\]", "file ");
    }

    private void check() {
        if (DeviceName.find(device).filter(name -> name != DeviceName.AUTO).isEmpty()) {
            throw wrong("--device " + device + ": choose cpu or gpu.");
        }
        if (rounds != null && rounds < 1) {
            throw wrong("--rounds " + rounds + ": give 1 or more.");
        }
        if (seconds != null && !(seconds > 0 && seconds <= 3600)) {
            throw wrong("--seconds " + seconds + ": give a number above 0, an hour at most.");
        }
    }

    /** Before anything is measured: what can't be kept need not be. */
    private Path folder(Path folder) {
        try {
            if (Files.isWritable(Files.createDirectories(folder))) {
                return folder;
            }
        } catch (IOException e) {
            // A file in its place, or a folder that nobody may make one in.
        }
        throw wrong("Results can't be written to " + folder + ". Choose another --out.");
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
