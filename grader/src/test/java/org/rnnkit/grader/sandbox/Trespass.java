package org.rnnkit.grader.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.grader.system.JvmCommand;

/** The start of an {@link Intruder}, and the search for processes that it has left behind. */
public final class Trespass {

    static final Path CLASSES = place(Intruder.class);
    /** The class path of an intruder. */
    static final List<Path> CLASS_PATH = List.of(CLASSES);
    /** The same, and the system's programs, which a worker does not see: an intruder may use them as its own. */
    static final List<Path> READABLE = Stream.concat(CLASS_PATH.stream(), Stream.of(Path.of("/usr/bin"))).toList();
    private static final boolean BUBBLEWRAP = SandboxFinder.tryBubblewrap().works();

    private Trespass() {}

    static List<String> command(String... actions) {
        List<String> command = new ArrayList<>(List.of(JvmCommand.java().toString(), "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC", "-Xmx64m", "-XX:MaxDirectMemorySize=8g", "-XX:-UsePerfData",
                "-cp",
                CLASS_PATH.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                Intruder.class.getName()));
        command.addAll(List.of(actions));
        return command;
    }

    /** Tells whether bubblewrap works on this machine. */
    static boolean bubblewrap() {
        return BUBBLEWRAP;
    }

    /** Returns a random time for a process to sleep. No other process sleeps so long, so that it can be found by it. */
    public static String unusualSeconds() {
        return String.valueOf(ThreadLocalRandom.current().nextInt(1_000_000, 2_000_000));
    }

    /** Lists the command lines of processes that sleep for so long. */
    static List<String> find(String seconds) {
        return ProcessHandle.allProcesses().flatMap(process -> process.info().commandLine().stream())
                .filter(line -> line.contains("sleep " + seconds) && !line.contains(GraderToKill.class.getName())).toList();
    }

    /** Fails if such a process still exists after ten seconds. A killed process does not end at once. */
    public static void assertThatNoneIsLeft(String seconds) throws InterruptedException {
        long begun = System.nanoTime();
        while (!find(seconds).isEmpty() && System.nanoTime() - begun < 10e9) {
            Thread.sleep(20);
        }
        assertThat(find(seconds)).isEmpty();
    }

    private static boolean sleeps(ProcessHandle process) {
        return process.info().command().orElse("").endsWith("/sleep");
    }

    private static Path place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The main class of a grader that a test kills. It has one worker, which sleeps. */
    static final class GraderToKill {

        private GraderToKill() {}

        /** Starts the worker, prints "started", and waits. */
        public static void main(String[] args) throws Exception {
            SandboxedProcess worker = new Sandbox(Trespass.bubblewrap(), Limits.DEFAULT, ControlGroup.findPlace()).start(
                    Trespass.command("shell", "exec sleep " + args[1]),
                    new SandboxSpec(Path.of(args[0]), Trespass.READABLE, false, Map.of()));
            while (worker.process().descendants().noneMatch(Trespass::sleeps) && worker.process().isAlive()) {
                Thread.sleep(20);
            }
            System.out.println("started");
            worker.process().waitFor();
        }
    }
}
