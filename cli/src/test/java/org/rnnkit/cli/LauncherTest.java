package org.rnnkit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of when the launcher makes and uses its class-data archive, in an invented kit with an invented Java. */
class LauncherTest {

    private static final String MAKES = "LauncherArchive";
    private static final String USES = "-XX:SharedArchiveFile=";

    /** A Java that keeps its arguments, and writes an archive unless NO_ARCHIVE is set. */
    private static final String JAVA = """
            #!/bin/sh
            echo "$*" >>"${0%/jdk/*}/calls"
            for last; do :; done
            case $*:${NO_ARCHIVE:-} in *LauncherArchive*:) echo classes >"$last" ;; esac
            """;

    @TempDir
    private Path home;
    private Path archive;

    @BeforeEach
    void inventAKit() throws IOException {
        assumeTrue(File.separatorChar == '/', "this test runs the launcher for Linux and macOS");
        Files.copy(Path.of(System.getProperty("rnnkit.home"), "rnnkit"), home.resolve("rnnkit"));
        home = home.toRealPath();
        Path java = write("jdk/bin/java", JAVA);
        assertThat(java.toFile().setExecutable(true)).isTrue();
        write("solutions/target/test-classes/StepTest.class", "");
        Path library = write("toolkit/target/toolkit.jar", "");
        write("cli/target/cli.jar", "");
        write("cli/target/classpath.txt", library.toString());
        archive = home.resolve("cli/target/launcher.jsa");
    }

    private Path write(String file, String content) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, content);
    }

    @Test
    void makesTheArchiveOnceAndUsesIt() throws Exception {
        assertThat(calls(Map.of())).satisfiesExactly(first -> assertThat(first).contains(MAKES),
                second -> assertThat(second).contains(USES + archive).endsWith("list"));
        assertThat(calls(Map.of())).singleElement().asString().contains(USES + archive);
    }

    @Test
    void makesItAgainIfAJarIsNewer() throws Exception {
        calls(Map.of());
        Files.setLastModifiedTime(archive, FileTime.fromMillis(0));

        assertThat(calls(Map.of())).hasSize(2).first().asString().contains(MAKES);
    }

    @Test
    void triesOnlyOnceIfItCanNotBeMade() throws Exception {
        Map<String, String> broken = Map.of("NO_ARCHIVE", "true");

        assertThat(calls(broken)).hasSize(2).last().asString().doesNotContain(USES);
        assertThat(calls(broken)).singleElement().asString().doesNotContain(USES);
    }

    @Test
    void makesNoneOnACiMachine() throws Exception {
        assertThat(calls(Map.of("CI", "true"))).singleElement().asString().doesNotContain(USES);
        assertThat(archive).doesNotExist();
    }

    /** Runs {@code ./rnnkit list}, and returns the arguments of each call of Java. */
    private List<String> calls(Map<String, String> environment) throws Exception {
        Path calls = home.resolve("calls");
        Files.deleteIfExists(calls);
        ProcessBuilder builder = new ProcessBuilder("sh", home.resolve("rnnkit").toString(), "list")
                .redirectErrorStream(true);
        builder.environment().remove("CI");
        builder.environment().remove("RNNKIT_GPU");
        builder.environment().put("JAVA_HOME", home.resolve("jdk").toString());
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return Files.readAllLines(calls);
    }
}
