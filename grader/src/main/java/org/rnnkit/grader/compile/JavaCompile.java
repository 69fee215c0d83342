package org.rnnkit.grader.compile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.ToolProvider;
import org.rnnkit.grader.GraderTrouble;
import org.rnnkit.grader.Room;
import org.rnnkit.grader.Shutdown;
import org.rnnkit.grader.isolation.Jdk;

/**
 * Compiles sources in a process of its own: they can be made to keep the compiler busy for ever or to fill its memory,
 * and only a process can be stopped.
 */
final class JavaCompile {

    /** The steps compile in a second or two. */
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Path root;
    private final Duration limit;

    /**
     * Makes a compiler.
     *
     * @param root the source root, which paths in messages start from
     */
    JavaCompile(Path root) {
        this(root, LIMIT);
    }

    /**
     * Makes a compiler.
     *
     * @param root the source root, which paths in messages start from
     * @param limit how long it may take
     */
    JavaCompile(Path root, Duration limit) {
        this.root = root;
        this.limit = limit;
    }

    /**
     * Compiles.
     *
     * @param sources the files
     * @param classPath what they may use
     * @param sourcePath where further sources are looked for; an empty folder for none
     * @param output the folder for the class files
     * @return the errors as file:line: message, one a line; empty when there are none
     */
    String compile(List<Path> sources, List<Path> classPath, Path sourcePath, Path output) {
        if (ToolProvider.getSystemJavaCompiler() == null) {
            throw new GraderTrouble("This Java has no compiler (" + System.getProperty("java.home")
                    + "). Install a JDK, 17 or newer, and set JAVA_HOME to it.");
        }
        try {
            Files.createDirectories(output);
            Path words = Files.createTempFile(output.getParent(), "javac", ".txt");
            int status = run(command(sources, Javac.options(classPath, sourcePath, output)), words);
            return status == Javac.COMPILED ? "" : describe(status, Files.readString(words), output);
        } catch (IOException e) {
            throw new UncheckedIOException("can't compile to " + output, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GraderTrouble("interrupted", e);
        }
    }

    private List<String> command(List<Path> sources, List<String> options) {
        // A stack deep enough for whatever a person writes.
        List<String> command = new ArrayList<>(List.of(Jdk.java().toString(), "-Xmx512m", "-Xss8m", "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1", "-Xshare:auto", "-XX:-UsePerfData", "-cp", System.getProperty("java.class.path"),
                Javac.class.getName(), root.toString(), String.valueOf(options.size())));
        command.addAll(options);
        sources.forEach(source -> command.add(source.toString()));
        return command;
    }

    /** Returns its exit value. */
    private int run(List<String> command, Path words) throws IOException, InterruptedException {
        Process javac = new ProcessBuilder(command).redirectOutput(words.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        Runnable killer = javac::destroyForcibly;
        Shutdown.remember(killer);
        try {
            javac.getOutputStream().close();
            if (!javac.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                Files.writeString(words, "the compiler did not come to an end within " + limit.toSeconds() + " seconds",
                        StandardCharsets.UTF_8);
                return Javac.ERRORS;
            }
            return javac.exitValue();
        } finally {
            javac.destroyForcibly().waitFor();
            Shutdown.forget(killer);
        }
    }

    private static String describe(int status, String words, Path output) {
        if (status == Javac.CANT_WRITE) {
            // A class file may have too long a name, which is the student's affair, or no room, which is not.
            Room.demand(output);
        }
        return words.isEmpty() ? "the compiler gave up (exit value " + status + ")" : words;
    }
}
