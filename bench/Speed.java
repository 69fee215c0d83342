import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.loss.Loss;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.grader.worker.training.ByHandTraining;
import org.rnnkit.grader.worker.training.GradientsByHand;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.step5model.RnnModelScratch;
import org.rnnkit.step8epoch.EpochTraining;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.EngineSettings;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.TextSource;
import org.rnnkit.toolkit.Updater;
import org.rnnkit.toolkit.Updaters;

/**
 * A comparison of training speeds: the bare matrix products, the reference, training by hand, and the same in eager PyTorch
 * (eager.py). Each contestant is a process of its own, because an engine's threads are set only once. They take turns, so that
 * the machine's other work affects all of them, and ratios are computed round by round. Started by bench/run.
 */
final class Speed {

    private static final String PRODUCTS = "bare matrix products";
    private static final String REFERENCE = "the reference";
    private static final String BY_HAND = "by hand";

    /** The sizes of chapter 9: characters, hidden units, subsequences in a minibatch, tokens in a subsequence. */
    private static final int TOKENS = 10_000;
    private static final int HIDDEN = 512;
    private static final int BATCH = 32;
    private static final int STEPS = 35;

    private static final int SEED = 1;
    private static final int ROUNDS = 7;
    private static final long TURN_NANOS = 1_500_000_000;
    /** The pause before each turn: OpenMP's threads spin for 0.2 s after their work, which would disturb the next one. */
    private static final long PAUSE_MILLIS = 250;

    private Speed() {}

    /**
     * Runs the comparison, or one contestant of it.
     *
     * @param args the class path of each kit, this one first; or "--train", a contestant, its threads and the file of tokens
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args[0].equals("--train")) {
            train(args[1], Integer.parseInt(args[2]), Path.of(args[3]));
        } else {
            compare(List.of(args));
        }
    }

    private static void compare(List<String> classPaths) throws IOException, InterruptedException {
        var text = TextSource.find(null);
        var vocabulary = CharacterVocabulary.of(text.characters());
        int[] indices = CharacterVocabulary.indices(vocabulary, text.characters().substring(0, TOKENS));
        byte[] tokens = new byte[TOKENS + 1];
        tokens[0] = (byte) vocabulary.size();
        IntStream.range(0, TOKENS).forEach(i -> tokens[i + 1] = (byte) indices[i]);
        Path file = Files.write(Files.createTempFile("tokens", ".bin"), tokens);
        file.toFile().deleteOnExit();
        System.out.println("Text: " + text.source() + "; Java " + Runtime.version() + "; tokens per second:\n");
        Path folder = Path.of(System.getProperty("bench.folder"));
        for (int threads = 1; threads <= Math.min(2, Runtime.getRuntime().availableProcessors()); threads++) {
            Map<String, Contestant> contestants = new LinkedHashMap<>();
            for (int kit = 0; kit < classPaths.size(); kit++) {
                for (String name : List.of(PRODUCTS, REFERENCE, BY_HAND)) {
                    contestants.put(name + (kit == 0 ? "" : " of kit " + (kit + 1)), new Contestant(List.of(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC",
                            "-XX:TieredStopAtLevel=1", "-Xmx1024m", "-Xmn16m", "-cp", classPaths.get(kit),
                            folder.resolve("Speed.java").toString(), "--train", name, "" + threads, "" + file), threads));
                }
            }
            contestants.put("eager PyTorch", new Contestant(List.of("python3", folder.resolve("eager.py").toString(),
                    "" + threads, "" + file), threads));
            takeTurns(contestants, threads);
        }
    }

    /** Lets the contestants take turns, after one turn of each that does not count, and prints a table. */
    private static void takeTurns(Map<String, Contestant> contestants, int threads) throws InterruptedException {
        Map<String, List<Double>> speeds = new LinkedHashMap<>();
        contestants.keySet().forEach(name -> speeds.put(name, new ArrayList<>()));
        for (int round = 0; round <= ROUNDS; round++) {
            for (String name : List.copyOf(speeds.keySet())) {
                Thread.sleep(PAUSE_MILLIS);
                try {
                    double speed = contestants.get(name).turn();
                    if (round > 0) {
                        speeds.get(name).add(speed);
                    }
                } catch (IOException e) {
                    System.out.println(name + " is left out, see above: " + e.getMessage());
                    speeds.remove(name);
                }
            }
        }
        contestants.values().forEach(Contestant::close);
        System.out.printf("%n| threads: %d | median | slowest to fastest | of the products |%n|---|---:|---:|---:|%n", threads);
        speeds.forEach((name, rounds) -> {
            List<Double> sorted = rounds.stream().sorted().toList();
            List<Double> ratios = IntStream.range(0, rounds.size())
                    .mapToObj(i -> rounds.get(i) / speeds.get(PRODUCTS).get(i)).sorted().toList();
            System.out.printf(Locale.ROOT, "| %s | %,.0f | %,.0f to %,.0f | %.2f |%n", name, sorted.get(ROUNDS / 2),
                    sorted.get(0), sorted.get(ROUNDS - 1), ratios.get(ROUNDS / 2));
        });
    }

    /** A process that trains in turns: it reads an empty line for each turn, and answers with its tokens per second. */
    private static final class Contestant {

        private final ProcessBuilder builder;
        private Process process;

        Contestant(List<String> command, int threads) {
            builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
            builder.environment().putAll(EngineSettings.ENVIRONMENT);
            // The products have Java threads of their own, and each of them must multiply on one engine thread.
            builder.environment().put("OMP_NUM_THREADS", command.contains(PRODUCTS) ? "1" : "" + threads);
        }

        double turn() throws IOException {
            if (process == null) {
                process = builder.start();
            }
            BufferedWriter turns = process.outputWriter();
            turns.newLine();
            turns.flush();
            String answer = process.inputReader().readLine();
            if (answer == null) {
                throw new IOException("its process has ended");
            }
            return Double.parseDouble(answer);
        }

        void close() {
            if (process != null) {
                process.destroyForcibly();
            }
        }
    }

    /** Trains in turns. Each is as many epochs as fit into its time, and one more. */
    private static void train(String name, int threads, Path file) throws IOException {
        PrintStream answers = System.out;
        System.setOut(System.err); // the engine's own lines
        EngineSettings.apply(name.equals(REFERENCE) ? threads : 1);
        Engine.getInstance().setRandomSeed(SEED);
        byte[] tokens = Files.readAllBytes(file);
        try (NDManager manager = NDManager.newBaseManager()) {
            LongSupplier epoch = epoch(name, threads, tokens, manager);
            BufferedReader turns = new BufferedReader(new InputStreamReader(System.in));
            while (turns.readLine() != null) { // until it is killed
                long start = System.nanoTime();
                long trained = 0;
                do {
                    trained += epoch.getAsLong();
                } while (System.nanoTime() - start < TURN_NANOS);
                answers.println(trained * 1e9 / (System.nanoTime() - start));
            }
        }
    }

    /** Returns a function that trains for one epoch, and returns the number of its tokens. */
    private static LongSupplier epoch(String name, int threads, byte[] file, NDManager manager) {
        int vocabSize = file[0]; // the tokens follow
        if (name.equals(PRODUCTS)) {
            return products(manager, vocabSize, threads);
        }
        int[] tokens = IntStream.range(1, file.length).map(i -> file[i]).toArray();
        SequenceDataset dataset = new SequenceDataset(tokens, BATCH, STEPS, Sampling.SEQUENTIAL, SEED);
        LanguageModel net = new RnnModelScratch(manager, vocabSize, HIDDEN, RnnParameters::initialize, HiddenState::initialize,
                RnnForward::forward);
        if (name.equals(BY_HAND)) {
            ByHandTraining training = new ByHandTraining(threads,
                    GradientsByHand.of(Steps.usedBy(GradientsByHand.COMMAND).orElseThrow().fullName()));
            return () -> training.trainEpoch(net, dataset.getData(manager), 1, Sampling.SEQUENTIAL).tokens();
        }
        Loss loss = Loss.softmaxCrossEntropyLoss();
        Updater updater = Updaters.sgd(1);
        return () -> EpochTraining.trainEpoch(net, dataset.getData(manager), loss, updater, Sampling.SEQUENTIAL).tokens();
    }

    /**
     * Makes the contestant that computes only the matrix products that every training needs, which no training on this engine
     * can beat. With n rows, s steps, h hidden units and v tokens these are s products [n, h]·[h, h] in the forward pass and s
     * in the backward pass, one [h, sn]·[sn, h] for the gradient of W_hh, and for the output layer one [sn, h]·[h, v], one
     * [h, sn]·[sn, v] and one [sn, v]·[v, h]. W_xh needs no product, because the inputs are one-hot. Each thread has its share
     * of the rows, and the threads wait for each other after each minibatch, as they must before an update.
     */
    private static LongSupplier products(NDManager manager, int vocabSize, int threads) {
        int rows = BATCH / threads;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Runnable> shares = Stream.<Runnable>generate(() -> {
            NDArray h = normal(manager, rows, HIDDEN);
            NDArray wHh = normal(manager, HIDDEN, HIDDEN);
            NDArray hiddens = normal(manager, rows * STEPS, HIDDEN);
            NDArray wHq = normal(manager, HIDDEN, vocabSize);
            NDArray logits = normal(manager, rows * STEPS, vocabSize);
            return () -> {
                try (NDArray wHhT = wHh.transpose(); NDArray hiddensT = hiddens.transpose(); NDArray wHqT = wHq.transpose()) {
                    for (int t = 0; t < STEPS; t++) {
                        h.matMul(wHh).close();
                        h.matMul(wHhT).close();
                    }
                    hiddensT.matMul(hiddens).close();
                    hiddens.matMul(wHq).close();
                    hiddensT.matMul(logits).close();
                    logits.matMul(wHqT).close();
                }
            };
        }).limit(threads).toList();
        return () -> {
            CompletableFuture.allOf(shares.stream().map(share -> CompletableFuture.runAsync(share, pool))
                    .toArray(CompletableFuture[]::new)).join();
            return (long) rows * threads * STEPS;
        };
    }

    private static NDArray normal(NDManager manager, long... shape) {
        return manager.randomNormal(0, 0.01f, new Shape(shape), DataType.FLOAT32);
    }
}
