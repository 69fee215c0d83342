package org.rnnkit.bench.race;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.bench.worker.Request;
import org.rnnkit.bench.worker.Worker;
import org.rnnkit.grader.system.JvmCommand;
import org.rnnkit.grader.worker.training.GradientsByHand;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.DeviceName;
import org.rnnkit.toolkit.EngineSettings;

/** The competitors on a device, grouped by measurement. */
public final class Competitors {

    /** The memory flags that the workers of {@code ./rnnkit train} have, too. */
    private static final List<String> MEMORY = List.of("-Xmx1024m", "-Xmn16m");

    private static final SortedMap<String, String> OTHER_PEERS = new TreeMap<>(Map.of(Competitor.TORCH_RNN, "torch.nn.RNN",
            Competitor.COMPILED, "torch.compile"));

    private final boolean gpu;
    private final int cores;
    private final Path script;
    private final Optional<Peer> peer;

    /**
     * Makes the competitors for a machine.
     *
     * @param device cpu or gpu
     * @param cores the number of the machine's processors
     * @param script the path of bench/pytorch/worker.py
     * @param peer a Python with PyTorch; empty if there is no comparison with it
     */
    public Competitors(String device, int cores, Path script, Optional<Peer> peer) {
        this.gpu = DeviceName.GPU.word().equals(device);
        this.cores = cores;
        this.script = script;
        this.peer = peer;
    }

    /** Returns all competitors, on one thread and on two. On a GPU a second thread would not help, so there is only one. */
    public List<Competitor> all() {
        List<Competitor> all = new ArrayList<>(main());
        for (Map.Entry<String, String> other : OTHER_PEERS.entrySet()) {
            IntStream.rangeClosed(1, maxThreads()).mapToObj(threads -> python(other.getKey(), other.getValue(), threads))
                    .flatMap(Optional::stream).forEach(all::add);
        }
        return all;
    }

    /** Returns the competitors that are measured beside a busy core: all but the other ways to train with PyTorch. */
    public List<Competitor> main() {
        int maxThreads = maxThreads();
        List<Competitor> all = new ArrayList<>();
        IntStream.rangeClosed(1, maxThreads).mapToObj(this::reference).forEach(all::add);
        IntStream.rangeClosed(1, maxThreads).mapToObj(this::byHand).flatMap(Optional::stream).forEach(all::add);
        all.add(java(Request.CONCISE, "DJL's own RNN block", 1));
        IntStream.rangeClosed(1, maxThreads).mapToObj(n -> java(Request.PRODUCTS, "bare matrix products", n)).forEach(all::add);
        IntStream.rangeClosed(1, maxThreads).mapToObj(this::eager).flatMap(Optional::stream).forEach(all::add);
        return all;
    }

    private int maxThreads() {
        return gpu ? 1 : Math.min(2, cores);
    }

    /** Returns the competitors that are measured at growing sizes. */
    public List<Competitor> growing() {
        return Stream.of(Optional.of(reference(1)), byHand(1), eager(1)).flatMap(Optional::stream).toList();
    }

    /** Returns the competitors that are measured in whole trainings. */
    public List<Competitor> enduring() {
        return Stream.of(Optional.of(reference(1)), byHand(gpu ? 1 : cores)).flatMap(Optional::stream).toList();
    }

    /** Returns the competitor that makes minibatches and trains nothing. */
    public Competitor reading() {
        return java(Request.READING, "making minibatches", 1);
    }

    private Competitor reference(int threads) {
        return java(Request.REFERENCE, "the reference", threads);
    }

    /** Returns training by hand, if the kit has the bonus step for it. */
    private Optional<Competitor> byHand(int threads) {
        return Steps.usedBy(GradientsByHand.COMMAND).map(step -> java(Request.BY_HAND, "by hand", threads));
    }

    private static Competitor java(String what, String title, int threads) {
        List<String> command = JvmCommand.of(MEMORY, System.getProperty("java.class.path"), Worker.class);
        // The products have Java threads of their own, and each of them must multiply on one engine thread.
        Map<String, String> environment = new HashMap<>(EngineSettings.ENVIRONMENT);
        if (what.equals(Request.PRODUCTS)) {
            environment.put("OMP_NUM_THREADS", "1");
        }
        return new Competitor(what + "-" + threads, title, what, threads, command, environment);
    }

    private Optional<Competitor> eager(int threads) {
        return python(Competitor.EAGER, "eager PyTorch", threads);
    }

    private Optional<Competitor> python(String what, String title, int threads) {
        Map<String, String> environment = new HashMap<>(EngineSettings.ENVIRONMENT);
        environment.put("OMP_NUM_THREADS", String.valueOf(threads));
        environment.put("OPENBLAS_NUM_THREADS", String.valueOf(threads));
        // So that the time to compile is measured, and not the time to read what an earlier run compiled.
        environment.put("TORCHINDUCTOR_FORCE_DISABLE_CACHES", "1");
        return peer.map(found -> {
            environment.putAll(found.environment());
            return new Competitor(what + "-" + threads, title, what, threads,
                    List.of(found.python(), "-B", "-W", "ignore", script.toString()), environment);
        });
    }

    /** Returns the flags of a worker's virtual machine. */
    public static List<String> virtualMachine() {
        return Stream.concat(JvmCommand.FLAGS.stream(), MEMORY.stream()).toList();
    }
}
