package org.rnnkit.bench;

import ai.djl.modality.nlp.DefaultVocabulary;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.rnnkit.bench.Results.Report;
import org.rnnkit.bench.TrainingContestant.Request;
import org.rnnkit.bench.TrainingContestant.Sizes;
import org.rnnkit.bench.Turns.Contestant;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.worker.training.ByHandTraining.GradientsByHand;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.EngineSettings;
import org.rnnkit.toolkit.EngineSettings.DeviceChoice;
import org.rnnkit.toolkit.EngineSettings.DeviceChoice.DeviceName;
import org.rnnkit.toolkit.TextSource;
import org.rnnkit.toolkit.TextSource.Text;
import org.rnnkit.toolkit.TextSource.TextException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** The command {@code ./rnnkit bench}. */
@Command(name = "bench", mixinStandardHelpOptions = true, usageHelpAutoWidth = true, description = "Measures how fast training "
        + "is here beside eager PyTorch and the bare matrix products, and how long users wait for the kit's commands. All "
        + "take turns, and ratios are computed round by round. With --against, a second kit takes turns, too. Takes about ten "
        + "minutes.")
public final class Bench implements Callable<Integer> {

    private static final int USAGE_ERROR = 2;
    private static final int BENCH_ERROR = 3;
    private static final String AGAINST = " (--against)";
    /** The length of the chapter's training text. */
    private static final int CHAPTER_TOKENS = 10_000;
    private static final int SEED = 1;

    /** The groups of measurements; their names are those of {@code --only}. */
    enum Group { speed, waits }

    @Option(names = "--quick", description = "One short round, to see whether everything works. Don't quote its figures.")
    private boolean quick;

    @Option(names = "--only", paramLabel = "NAME", split = ",", description = "${COMPLETION-CANDIDATES}. Default: both.")
    private Set<Group> only = Set.of(Group.values());

    @Option(names = "--against", paramLabel = "DIR", description = "The folder of another kit that is built (./rnnkit bench "
            + "--help there builds it), such as the state before your change.")
    private Path against;

    @Option(names = "--rounds", paramLabel = "N", description = "The number of turns of each. Default: 7.")
    private Integer rounds;

    @Option(names = "--device", paramLabel = "NAME", defaultValue = "cpu",
            description = "cpu or gpu. Default: ${DEFAULT-VALUE}. For a GPU set RNNKIT_GPU=1.")
    private String device;

    @Option(names = "--python", paramLabel = "PROGRAM",
            description = "A Python with PyTorch. Default: Debian's, if it is installed.")
    private String python;

    @Option(names = "--out", paramLabel = "DIR", description = "The folder for bench.json. With docs/performance, "
            + "the table goes into docs/performance.md, too. Default: runs/bench.")
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
                    if (problem instanceof IOException || problem instanceof TextException) {
                        System.err.println("rnnkit: " + problem.getMessage());
                        return BENCH_ERROR;
                    }
                    throw problem;
                }).execute(args);
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        checkOptions();
        Path home = Path.of(System.getProperty("rnnkit.home", ".")).toAbsolutePath();
        Path folder = createFolder(out == null ? home.resolve("runs/bench") : out);
        EngineSettings.apply(EngineSettings.DEFAULT_THREADS);
        try {
            DeviceChoice.of(DeviceName.find(device).orElseThrow());
        } catch (IllegalArgumentException e) {
            throw usageError(e.getMessage());
        }
        Optional<Peer> peer = only.contains(Group.speed) ? findPeer(home) : Optional.empty();
        Text found = TextSource.find(null);
        Results results = Results.empty(Results.describeMachine(), setting(found, peer), quick);
        try (Scratch temporary = new Scratch()) {
            Path scratch = temporary.folder();
            Turns turns = new Turns(turnsOrDefault(), System.out::println);
            if (only.contains(Group.speed)) {
                turns.measure(trainings(home, tokensFile(found, scratch), found, peer), results);
            }
            if (only.contains(Group.waits)) {
                measureWaits(turns, home, Files.writeString(scratch.resolve("text.txt"), found.characters()), results);
            }
        }
        write(results, folder.toAbsolutePath().normalize());
        return results.absent().isEmpty() ? 0 : BENCH_ERROR;
    }

    private static void write(Results results, Path folder) throws IOException {
        results.write(folder.resolve("bench.json"));
        Path page = folder.resolveSibling("performance.md");
        if (Files.exists(page)) {
            Report.writeInto(page, results);
        }
        System.out.println("\n" + Report.table(results) + "\nResults: " + folder.resolve("bench.json"));
    }

    /** Returns the trainings on one thread and on two; on a GPU a second thread would not help. */
    private List<Contestant> trainings(Path home, Path tokens, Text found, Optional<Peer> peer) {
        List<Contestant> all = new ArrayList<>();
        int most = device.equals(DeviceName.GPU.word()) ? 1 : Math.min(2, Runtime.getRuntime().availableProcessors());
        double turn = quick ? 0.3 : 1.5;
        String own = System.getProperty("java.class.path");
        int vocabSize = (int) CharacterVocabulary.of(found.characters()).size();
        for (int threads = 1; threads <= most; threads++) {
            int n = threads;
            List<String> bases = List.of(TrainingContestant.name(TrainingContestant.PRODUCTS, n),
                    TrainingContestant.name(TrainingContestant.EAGER, n));
            List<String> tasks = new ArrayList<>(List.of(TrainingContestant.PRODUCTS, Worker.REFERENCE, Worker.CONCISE));
            Steps.usedBy(GradientsByHand.COMMAND).ifPresent(step -> tasks.add(Worker.BY_HAND));
            peer.ifPresent(pytorch -> all.add(TrainingContestant.eager(request(TrainingContestant.EAGER, n, vocabSize, tokens),
                    pytorch, home.resolve("bench/eager.py").toString())
                    .called(TrainingContestant.EAGER, bases.subList(0, 1), turn)));
            for (String task : tasks) {
                Request request = request(task, n, vocabSize, tokens);
                boolean isBase = task.equals(TrainingContestant.PRODUCTS);
                all.add(TrainingContestant.java(request, own).called(task, isBase ? bases.subList(1, 2) : bases, turn));
                if (against != null && !isBase) {
                    all.add(TrainingContestant.java(request, classPath(against)).called(task + AGAINST,
                            List.of(TrainingContestant.name(task, n)), turn));
                }
            }
        }
        return all;
    }

    private Request request(String task, int threads, int vocabSize, Path tokens) {
        return new Request(task, threads, device, SEED, vocabSize, Sizes.CHAPTER, tokens.toString());
    }

    private String classPath(Path kit) {
        try {
            return kit.resolve("bench/target/classes") + File.pathSeparator
                    + Files.readString(kit.resolve("bench/target/classpath.txt")).strip();
        } catch (IOException e) {
            throw usageError("--against " + against + ": this kit's bench is not built. Run ./rnnkit bench --help in it.");
        }
    }

    private void measureWaits(Turns turns, Path home, Path textFile, Results results)
            throws IOException, InterruptedException {
        System.out.println("copying and building the kit as students get it ...");
        try (Waits here = new Waits(home, textFile.toString(), "");
                Waits there = against == null ? null : new Waits(against.toAbsolutePath(), textFile.toString(), AGAINST)) {
            List<Contestant> all = new ArrayList<>(List.of(Waits.engine()));
            all.addAll(here.all());
            if (there != null) {
                all.addAll(there.all());
            }
            turns.measure(all, results);
        }
    }

    private int turnsOrDefault() {
        return rounds != null ? rounds : quick ? 1 : 7;
    }

    private String setting(Text found, Optional<Peer> peer) {
        // Of a file only the name, because results are published.
        String source = found.source().replaceFirst("^file .*[/\\\\]", "file ");
        return String.format(Locale.ROOT, "Text: %s; seed %d; device %s; %d rounds; eager PyTorch: %s", source, SEED, device,
                turnsOrDefault(), peer.map(Peer::toString).orElse("none"));
    }

    /** Writes the chapter's training text as tokens, one byte for each, which a process in any language can read. */
    private static Path tokensFile(Text found, Path folder) throws IOException {
        DefaultVocabulary vocabulary = CharacterVocabulary.of(found.characters());
        int[] indices = CharacterVocabulary.indices(vocabulary, found.characters());
        byte[] tokens = new byte[Math.min(indices.length, CHAPTER_TOKENS)];
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = (byte) indices[i];
        }
        return Files.write(folder.resolve("tokens"), tokens);
    }

    /** Looks for PyTorch. One that multiplies slowly is left out, because a comparison with it would flatter the kit. */
    private Optional<Peer> findPeer(Path home) {
        Optional<Peer> peer = Peer.find(python == null ? Peer.usualPlaces() : List.of(python), home.resolve("bench/eager.py"),
                Peer.openMpBuilds());
        String problem = peer.isEmpty() ? "there is no such program, or it can't import torch"
                : peer.get().slowness().orElse("");
        if (problem.isEmpty()) {
            System.out.println("eager PyTorch " + peer.get());
            return peer;
        }
        if (python != null) {
            throw usageError("--python " + python + ": " + problem + ". To install a fast PyTorch: " + Peer.ADVICE + ".");
        }
        System.out.println("No comparison with eager PyTorch: " + problem + ". To install a fast one: " + Peer.ADVICE);
        return Optional.empty();
    }

    private void checkOptions() {
        if (DeviceName.find(device).filter(name -> name != DeviceName.AUTO).isEmpty()) {
            throw usageError("--device " + device + ": choose cpu or gpu.");
        }
        if (rounds != null && rounds < 1) {
            throw usageError("--rounds " + rounds + ": give 1 or more.");
        }
        if (against != null && only.contains(Group.speed)) {
            classPath(against);
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
}
