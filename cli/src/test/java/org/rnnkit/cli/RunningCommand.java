package org.rnnkit.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.rnnkit.learner.watch.ShownText;

/** A command of a copy of the kit that runs until it is ended, and the text that it prints. */
final class RunningCommand implements AutoCloseable {

    private static final long END_SECONDS = 60;

    private final Process process;
    private final ShownText shown = new ShownText();

    /** Starts a command through the copy's launcher, without a terminal, and with some more environment variables. */
    RunningCommand(Path copy, Map<String, String> environment, String... arguments) throws IOException {
        String launcher = copy.resolve(Programs.WINDOWS ? "rnnkit.cmd" : "rnnkit").toString();
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of(launcher), Stream.of(arguments)).toList())
                .directory(copy.toFile()).redirectErrorStream(true);
        builder.environment().putAll(environment);
        process = builder.start();
        Thread reader = new Thread(() -> {
            try (InputStream output = process.getInputStream()) {
                output.transferTo(shown);
            } catch (IOException ended) {
                // There is no more output.
            }
        }, "output of a command");
        reader.setDaemon(true);
        reader.start();
    }

    /** Waits until the command has printed a text, and returns what it has printed since the last wait. */
    String await(String text) throws InterruptedException {
        return shown.await(text, process::isAlive);
    }

    /** Reads no more output, as {@code head -1} does, and closes the pipe. */
    void closeOutput() throws IOException {
        process.getInputStream().close();
    }

    /** Waits until the command ends by itself, and returns its exit status. */
    int awaitEnd() throws InterruptedException {
        if (!process.waitFor(END_SECONDS, TimeUnit.SECONDS)) {
            throw new AssertionError("it still runs; shown so far: " + shown);
        }
        return process.exitValue();
    }

    /** Ends the command as Ctrl-C does, and waits for the end of all its processes. */
    @Override
    public void close() {
        List<ProcessHandle> all = process.descendants().toList();
        process.destroy();
        if (Programs.WINDOWS) { // there, the launcher waits for Java
            all.forEach(ProcessHandle::destroy);
        }
        Stream.concat(Stream.of(process.toHandle()), all.stream())
                .forEach(one -> one.onExit().orTimeout(END_SECONDS, TimeUnit.SECONDS).join());
    }
}
