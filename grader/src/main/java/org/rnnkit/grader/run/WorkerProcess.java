package org.rnnkit.grader.run;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.grader.GraderTrouble;
import org.rnnkit.grader.Shutdown;
import org.rnnkit.grader.worker.Messages;

/** A JVM of its own for a student's code: quick to start, with a time limit, and gone with all its children after. */
final class WorkerProcess {

    /** What a worker needs of the environment; what else is in there is none of a student's business. */
    private static final Set<String> ENVIRONMENT = Set.of("PATH", "HOME", "USERPROFILE", "LANG", "LC_ALL", "TMPDIR",
            "TEMP", "TMP", "SYSTEMROOT", "LD_LIBRARY_PATH", "CUDA_VISIBLE_DEVICES", "NVIDIA_VISIBLE_DEVICES",
            "DJL_CACHE_DIR", "ENGINE_CACHE_DIR");

    /** Exit values above this one tell of a signal. */
    private static final int SIGNALS = 128;
    private static final long GRACE_SECONDS = 2;
    private static final Duration START_LIMIT = Duration.ofSeconds(120);
    private static final long POLL_MILLIS = 20;

    /** What a worker is told. */
    @FunctionalInterface
    interface Input {

        /** One message, the whole input. */
        static Input of(Object message) {
            return in -> Messages.send(message, in);
        }

        /** Writes it, part by part where an answer has to be awaited. */
        void write(OutputStream in) throws IOException, InterruptedException;
    }

    private final Class<?> main;
    private final List<Path> classPath;
    private final Path folder;
    private final int heapMegabytes;

    /**
     * Describes a worker.
     *
     * @param main its main class
     * @param classPath its class path
     * @param folder where it works
     * @param heapMegabytes the most heap it gets
     */
    WorkerProcess(Class<?> main, List<Path> classPath, Path folder, int heapMegabytes) {
        this.main = main;
        this.classPath = classPath;
        this.folder = folder;
        this.heapMegabytes = heapMegabytes;
    }

    /**
     * Runs it to its end.
     *
     * @param input what it is told on standard input, which is closed then
     * @param file what it says that it is ready with
     * @param limit how long it may take from then on
     * @param lines told of every whole line on its standard output, as it comes
     * @param errorLines told of every whole line on its standard error, as it comes
     * @return how it ended
     */
    WorkerEnd run(Input input, ResultFile file, Duration limit, Consumer<String> lines,
            Consumer<String> errorLines) {
        Process process = start();
        Runnable killer = () -> killAndWait(process);
        Shutdown.remember(killer);
        Thread feeder = hand(input, process);
        try {
            OutputPump out = OutputPump.of(process.getInputStream(), lines);
            OutputPump err = OutputPump.of(process.getErrorStream(), errorLines);
            boolean ready = awaitReady(process, file);
            boolean ended = ready ? process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS) : !process.isAlive();
            kill(process);
            process.waitFor();
            if (Shutdown.hasBegun(process.exitValue() > SIGNALS)) {
                throw new GraderTrouble("interrupted");
            }
            return new WorkerEnd(ready, !ended, process.exitValue(), out.text(), err.text());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GraderTrouble("interrupted", e);
        } finally {
            feeder.interrupt();
            kill(process);
            Shutdown.forget(killer);
        }
    }

    /** The start is the machine's time, not the steps'. */
    private static boolean awaitReady(Process process, ResultFile file) throws InterruptedException {
        long begun = System.nanoTime();
        while (!file.isReady()) {
            if (process.waitFor(POLL_MILLIS, TimeUnit.MILLISECONDS)
                    || System.nanoTime() - begun > START_LIMIT.toNanos()) {
                return file.isReady();
            }
        }
        return true;
    }

    private Process start() {
        ProcessBuilder builder = new ProcessBuilder(command()).directory(folder.toFile());
        builder.environment().keySet().removeIf(name -> !ENVIRONMENT.contains(name.toUpperCase(Locale.ROOT)));
        try {
            return builder.start();
        } catch (IOException e) {
            throw new GraderTrouble("A process for a student's code can't be started: " + e.getMessage(), e);
        }
    }

    private List<String> command() {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-Xmx" + heapMegabytes + "m",
                "-XX:-UsePerfData", "--enable-native-access=ALL-UNNAMED", "-Djava.awt.headless=true",
                "-Dfile.encoding=UTF-8", "-Dstdout.encoding=UTF-8", "-Dstderr.encoding=UTF-8", "-DOPT_OUT_TRACKING=true",
                "-Dai.djl.pytorch.num_threads=1", "-Dai.djl.pytorch.num_interop_threads=1"));
        command.add("-cp");
        command.add(classPath.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
        command.add(main.getName());
        return command;
    }

    /** On a thread of its own: a worker that does not read must not keep the grader from watching the clock. */
    private static Thread hand(Input input, Process process) {
        Thread thread = new Thread(() -> {
            try (OutputStream in = process.getOutputStream()) {
                input.write(in);
            } catch (IOException ignored) {
                // It ended before it read; how it ended tells why.
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void kill(Process process) {
        try (Stream<ProcessHandle> children = process.descendants()) {
            children.forEach(ProcessHandle::destroyForcibly);
        }
        process.destroyForcibly();
    }

    private static void killAndWait(Process process) {
        kill(process);
        try {
            process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
