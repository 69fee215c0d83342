package org.rnnkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.rnnkit.grader.TestMachine;

/** The programs that tests write and run. */
public final class Programs {

    /** Whether this is Windows. There, the launcher and Maven have other file names. */
    public static final boolean WINDOWS = File.separatorChar == '\\';

    /** The name of Maven. */
    public static final String MAVEN = WINDOWS ? "mvn.cmd" : "mvn";

    private Programs() {}

    /** Skips a test if this machine lacks a program that every GitHub runner has, but not every student's machine. */
    public static void assumeInstalled(String... programs) {
        for (String program : programs) {
            TestMachine.assumeHas(program, Stream.of(System.getenv("PATH").split(File.pathSeparator))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, program))));
        }
    }

    /** Writes a file, and makes the folders around it. */
    public static Path write(Path file, String content) throws IOException {
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    /** Writes a program. */
    public static Path script(Path file, String content) throws IOException {
        assertThat(write(file, content).toFile().setExecutable(true)).isTrue();
        return file;
    }

    /** Runs a program that must end with a status, and returns what it prints. */
    public static String run(int status, Path folder, Map<String, String> environment, List<String> command)
            throws IOException, InterruptedException {
        Path log = Files.createTempFile("output", ".txt");
        try {
            ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true)
                    .redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            process.getOutputStream().close();
            assertThat(process.waitFor(1, TimeUnit.HOURS)).as("it ends").isTrue();
            assertThat(process.exitValue()).as(Files.readString(log)).isEqualTo(status);
            return Files.readString(log);
        } finally {
            Files.delete(log);
        }
    }
}
