package org.rnnkit.bench.race;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.bench.worker.Request;
import org.rnnkit.bench.worker.Worker;
import org.rnnkit.grader.system.JvmCommand;
import org.rnnkit.toolkit.DeviceName;
import org.rnnkit.toolkit.EngineSettings;

/** Who runs against whom on a device. */
public final class Competitors {

    /** The memory of the workers of {@code ./rnnkit train}. */
    private static final List<String> MEMORY = List.of("-Xmx1024m", "-Xmn16m");

    private final boolean gpu;
    private final int cores;
    private final Path script;
    private final Optional<Eager> eager;

    /**
     * Says what there is to run on.
     *
     * @param device cpu or gpu
     * @param cores the machine's processors
     * @param script bench/eager_pytorch.py
     * @param eager PyTorch, where it is installed
     */
    public Competitors(String device, int cores, Path script, Optional<Eager> eager) {
        this.gpu = DeviceName.GPU.word().equals(device);
        this.cores = cores;
        this.script = script;
        this.eager = eager;
    }

    /** Everyone, on one thread and on two; a GPU has its own, and there the second would do nothing. */
    public List<Competitor> all() {
        int most = gpu ? 1 : Math.min(2, cores);
        List<Competitor> all = new ArrayList<>();
        IntStream.rangeClosed(1, most).mapToObj(this::reference).forEach(all::add);
        IntStream.rangeClosed(1, most).mapToObj(this::byHand).forEach(all::add);
        all.add(java(Request.CONCISE, "DJL's own RNN block", 1));
        IntStream.rangeClosed(1, most).mapToObj(n -> java(Request.PRODUCTS, "bare matrix products", n)).forEach(all::add);
        IntStream.rangeClosed(1, most).mapToObj(this::eager).flatMap(Optional::stream).forEach(all::add);
        return all;
    }

    /** Those whose speed is measured as work grows. */
    public List<Competitor> growing() {
        List<Competitor> growing = new ArrayList<>(List.of(reference(1), byHand(1)));
        eager(1).ifPresent(growing::add);
        return growing;
    }

    /** Those that train 500 epochs. */
    public List<Competitor> enduring() {
        return List.of(reference(1), byHand(gpu ? 1 : cores));
    }

    /** Reads minibatches, and trains nothing. */
    public Competitor reading() {
        return java(Request.READING, "making minibatches", 1);
    }

    private Competitor reference(int threads) {
        return java(Request.REFERENCE, "the reference", threads);
    }

    private Competitor byHand(int threads) {
        return java(Request.BY_HAND, "by hand", threads);
    }

    private static Competitor java(String what, String title, int threads) {
        List<String> command = JvmCommand.of(MEMORY, System.getProperty("java.class.path"), Worker.class);
        // The products' threads are Java's, and each of them is to multiply alone.
        Map<String, String> environment = new HashMap<>(EngineSettings.ENVIRONMENT);
        if (what.equals(Request.PRODUCTS)) {
            environment.put("OMP_NUM_THREADS", "1");
        }
        return new Competitor(what + "-" + threads, title, what, threads, command, environment);
    }

    private Optional<Competitor> eager(int threads) {
        Map<String, String> environment = new HashMap<>(EngineSettings.ENVIRONMENT);
        environment.put("OMP_NUM_THREADS", String.valueOf(threads));
        environment.put("OPENBLAS_NUM_THREADS", String.valueOf(threads));
        return eager.map(found -> new Competitor(Competitor.EAGER + "-" + threads, "eager PyTorch", Competitor.EAGER, threads,
                List.of(found.python(), script.toString()), environment));
    }

    /** The flags of a worker's virtual machine. */
    public static List<String> virtualMachine() {
        return Stream.concat(JvmCommand.FLAGS.stream(), MEMORY.stream()).toList();
    }
}
