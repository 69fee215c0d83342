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
import org.rnnkit.bench.page.ReadmeSpeed;
import org.rnnkit.bench.race.Blas;
import org.rnnkit.bench.race.Competitors;
import org.rnnkit.bench.race.Peer;
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

/** The command {@code ./rnnkit bench}, which measures everything in one run. */
@Command(name = "bench", mixinStandardHelpOptions = true, usageHelpAutoWidth = true, description = "Measures how fast the kit "
        + "trains and answers: the reference, DJL's own block and PyTorch, compared with the bare matrix products, on an idle "
        + "machine and with one busy core; the parts of a minibatch; speed and memory as sizes grow; a whole training; the "
        + "launcher, Maven and the watch loop; grading. Takes about twenty-five minutes.")
public final class Bench implements Callable<Integer> {

    private static final int USAGE_ERROR = 2;
    private static final int BENCH_ERROR = 3;
    private static final String RESULTS = "performance/results";

    @Option(names = "--quick",
            description = "A run of three minutes that shows whether everything works. Don't quote its figures.")
    private boolean quick;

    @Option(names = "--only", paramLabel = "NAME", split = ",",
            description = "One or more of ${COMPLETION-CANDIDATES}. Default: all. The other results of this processor in --out "
                    + "are kept.")
    private Set<Measured> only = Set.of(Measured.values());

    @Option(names = "--page", description = "Measures nothing and writes the page again, from the results in --out.")
    private boolean pageOnly;

    @Option(names = "--rounds", paramLabel = "N", description = "The number of turns of each competitor at the chapter's size.")
    private Integer rounds;

    @Option(names = "--seconds", paramLabel = "S", description = "The length of a turn.")
    private Double seconds;

    @Option(names = "--device", paramLabel = "NAME", defaultValue = "cpu",
            description = "cpu or gpu. Default: ${DEFAULT-VALUE}. For a GPU set RNNKIT_GPU=1.")
    private String device;

    @Option(names = "--python", paramLabel = "PROGRAM",
            description = "A Python with PyTorch. Default: Debian's, if it is installed.")
    private String python;

    @Option(names = "--text", paramLabel = "FILE", description = "A text of your own, as for train.")
    private Path text;

    @Option(names = "--seed", paramLabel = "N", defaultValue = "1",
            description = "The seed of parameters and minibatches. Default: ${DEFAULT-VALUE}.")
    private int seed;

    @Option(names = "--out", paramLabel = "DIR",
            description = "The folder for performance.md and performance/results/, which has a file for each processor; docs "
                    + "for the figures that the kit publishes. Default: runs/bench.")
    private Path out;

    @CommandLine.Spec
    private CommandLine.Model.CommandSpec spec;

    private Bench() {}

    /** The launcher's own command, so that usage messages start with ./rnnkit. */
    @Command(name = "./rnnkit")
    private static final class Launcher {}

    /**
     * Measures, and exits with status 0, with 2 after a usage error, or with 3 if something could not be measured.
     *
     * @param args "bench" and its options
     */
    public static void main(String[] args) {
        System.exit(execute(args));
    }

    static int execute(String... args) {
        return new CommandLine(new Launcher()).addSubcommand(new Bench())
                .setParameterExceptionHandler((problem, arguments) -> {
                    System.err.println("rnnkit: " + problem.getMessage().replaceFirst("\\.$", "")
                            + ". See ./rnnkit bench --help");
                    return USAGE_ERROR;
                })
                .setExecutionExceptionHandler((problem, line, result) -> {
                    if (problem instanceof BenchException || problem instanceof TextException
                            || problem instanceof IOException) {
                        System.err.println("rnnkit: " + problem.getMessage());
                        return BENCH_ERROR;
                    }
                    throw problem;
                }).execute(args);
    }

    @Override
    public Integer call() throws IOException {
        checkOptions();
        Path home = home();
        Path folder = createFolder(out == null ? home.resolve("runs/bench") : out);
        if (pageOnly) {
            return writePageAgain(folder);
        }
        EngineSettings.apply(EngineSettings.DEFAULT_THREADS);
        try {
            DeviceChoice.of(DeviceName.find(device).orElseThrow());
        } catch (IllegalArgumentException e) {
            throw usageError(e.getMessage());
        }
        Optional<Peer> peer = findPeer(home);
        Plan plan = (quick ? Plan.QUICK : Plan.FULL).with(rounds, seconds);
        Text found = TextSource.find(text);
        Machine machine = Machine.here(device, peer.map(Peer::blas).map(Blas::toString).orElse(null));
        Results results = Results.empty(machine, publicSource(found), quick, seed, plan.rounds(), plan.seconds(),
                plan.growingRounds());
        Path all = folder.resolve(RESULTS);
        addEarlier(results, results.file(all));
        boolean complete;
        try (TokensFile tokens = new TokensFile(found)) {
            Competitors competitors = new Competitors(device, machine.cores(), home.resolve("bench/pytorch/worker.py"), peer);
            complete = new Groups(new Measurements(plan, competitors, tokens, device, seed, Bench::print), plan, home, found,
                    results, () -> {
                        results.write(all);
                        writePage(folder);
                    }, Bench::print).measure(only);
        }
        print("Results: " + folder.resolve("performance.md"));
        return complete ? 0 : BENCH_ERROR;
    }

    private int writePageAgain(Path folder) throws IOException {
        List<Results> all = Results.readAll(folder.resolve(RESULTS));
        if (all.isEmpty()) {
            throw usageError("--page: there are no results in " + folder.resolve(RESULTS) + ". Choose another --out.");
        }
        writePage(folder);
        return 0;
    }

    /** Writes the page. In docs/ it also replaces the README's line about speed. */
    private static void writePage(Path folder) throws IOException {
        List<Results> all = Results.readAll(folder.resolve(RESULTS));
        PerformancePage.write(all, folder);
        if (Files.isSameFile(folder, home().resolve("docs"))) {
            ReadmeSpeed.update(home().resolve(ReadmeSpeed.FILE), all);
        }
    }

    private static Path home() {
        return Path.of(System.getProperty("rnnkit.home", "."));
    }

    /** Looks for PyTorch. One that multiplies slowly is left out, because a comparison with it would flatter the kit. */
    private Optional<Peer> findPeer(Path home) {
        Optional<Peer> peer = Peer.find(python == null ? Peer.usualPlaces() : List.of(python),
                home.resolve("bench/pytorch/blas.py"), Peer.openMpBuilds());
        if (python != null && peer.isEmpty()) {
            throw usageError("--python " + python + ": there is no such program, or it can't import torch. Without --python "
                    + "the bench uses Debian's Python; to install PyTorch for it: " + Peer.ADVICE + ".");
        }
        if (peer.isEmpty()) {
            print("There is no eager PyTorch to compare with. To install it: " + Peer.ADVICE);
            return peer;
        }
        print("eager PyTorch " + peer.get().blas());
        if (peer.get().blas().kernelsFixed(System.getenv())) {
            print("OPENBLAS_CORETYPE is set, so OpenBLAS does not choose its kernels for this processor. For PyTorch at its "
                    + "best, run the bench without this variable.");
        }
        Optional<String> slowness = peer.get().slowness();
        if (slowness.isEmpty()) {
            return peer;
        }
        String message = "This PyTorch can't be compared: " + slowness.get() + ". To install a fast one: " + Peer.ADVICE + ".";
        if (python != null) {
            throw usageError("--python " + python + ": " + message);
        }
        print(message + " The run goes on without it.");
        return Optional.empty();
    }

    /** Adds the earlier results of this processor, so that a group can be measured alone. */
    private void addEarlier(Results results, Path file) throws IOException {
        Optional<Results> earlier = Results.read(file);
        if (earlier.isEmpty()) {
            return;
        }
        if (earlier.get().quick() == quick) {
            results.addAll(earlier.get());
        } else if (quick) {
            throw usageError(file + " has the figures of a whole run, which a quick run would replace. Choose another --out.");
        }
    }

    /** Returns the source of a text. Of a file it gives only the name and not the folder, because results are published. */
    private static String publicSource(Text text) {
        return text.source().replaceFirst("^file .*[/\\\\]", "file ");
    }

    private void checkOptions() {
        if (DeviceName.find(device).filter(name -> name != DeviceName.AUTO).isEmpty()) {
            throw usageError("--device " + device + ": choose cpu or gpu.");
        }
        if (rounds != null && rounds < 1) {
            throw usageError("--rounds " + rounds + ": give 1 or more.");
        }
        if (seconds != null && !(seconds > 0 && seconds <= 3600)) {
            throw usageError("--seconds " + seconds + ": give a number above 0, an hour at most.");
        }
    }

    /** Creates the folder for the results. It does so before anything is measured, so that no result gets lost. */
    private Path createFolder(Path folder) {
        try {
            if (Files.isWritable(Files.createDirectories(folder))) {
                return folder;
            }
        } catch (IOException e) {
            // There is a file with this name, or the parent folder can't be written to.
        }
        throw usageError("Results can't be written to " + folder + ". Choose another --out.");
    }

    private ParameterException usageError(String message) {
        return new ParameterException(spec.commandLine(), message);
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
