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
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the launcher: when it builds, and what it starts Java with, in an invented kit with an invented Java. */
class LauncherTest {

    private static final String BUILDS = "KitBuild.java";
    private static final String PREPARES = "StartFile";
    private static final String USES = "-XX:SharedArchiveFile=";

    /** A Java that keeps its arguments, and does what the launcher's helpers do. */
    private static final String JAVA = """
            #!/bin/sh
            home=${0%/jdk/*}
            echo "$*" >>"$home/calls"
            case $* in
              *KitBuild.java*) mkdir -p "$2/kit/abc" && echo abc >"$2/kit/current" ;;
              *StartFile*)
                place=$6
                mkdir -p "${place%/*}" 2>/dev/null || place=$home/temporary.txt
                printf '%s\\n' -cp "\\"$home/library.jar:$home/rnnkit\\"" >"$place"
                echo "$place" ;;
            esac
            """;

    /** The place of the user's cache in the invented home folder. */
    private static final String CACHE = System.getProperty("os.name").startsWith("Mac") ? "Library/Caches" : ".cache";

    @TempDir
    private Path home;

    @BeforeEach
    void inventAKit() throws IOException {
        assumeTrue(File.separatorChar == '/', "this test runs the launcher for Linux and macOS");
        Files.copy(Path.of(System.getProperty("rnnkit.home"), "rnnkit"), home.resolve("rnnkit"));
        home = home.toRealPath();
        assertThat(write("jdk/bin/java", JAVA).toFile().setExecutable(true)).isTrue();
        write("kit/abc/libraries.txt", "");
        write("kit/current", "abc\n");
        write("library.jar", "");
    }

    private Path write(String file, String content) throws IOException {
        Path path = home.resolve(file);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, content);
    }

    private void writeSource(String file, boolean newer) throws IOException {
        long built = Files.getLastModifiedTime(home.resolve("kit/current")).toMillis();
        Files.setLastModifiedTime(write(file, ""), FileTime.fromMillis(built + (newer ? 60_000 : -60_000)));
    }

    @Test
    void findsTheLibrariesOnceAndStartsTheCommand() throws Exception {
        assertThat(calls("list")).satisfiesExactly(first -> assertThat(first).contains(PREPARES, home + "/kit/abc"),
                second -> assertThat(second).startsWith("@" + home + "/" + CACHE + "/rnnkit/abc/")
                        .endsWith("java.txt -Xshare:auto -Drnnkit.home=" + home + " " + archive()
                                + " org.rnnkit.cli.RnnKit list"));
        assertThat(calls("list")).singleElement().asString().endsWith("RnnKit list");
    }

    @Test
    void findsThemAgainIfOneIsGone() throws Exception {
        calls("list");
        Files.delete(home.resolve("library.jar"));

        assertThat(calls("list")).hasSize(2).first().asString().contains(PREPARES);
    }

    private String archive() throws IOException {
        return "-Drnnkit.archive=" + arguments().toString().replace("java.txt", "classes.jsa");
    }

    /** Returns the file with Java's arguments. */
    private Path arguments() throws IOException {
        try (Stream<Path> files = Files.list(home.resolve(CACHE).resolve("rnnkit/abc"))) {
            return files.filter(file -> file.toString().endsWith("java.txt")).findFirst().orElseThrow();
        }
    }

    @Test
    void usesTheArchiveIfThereIsOne() throws Exception {
        calls("list");
        Path archive = Path.of(arguments().toString().replace("java.txt", "classes.jsa"));
        Files.writeString(archive, "");
        assertThat(calls("list")).as("it could not be made").singleElement().asString().doesNotContain(USES);

        Files.writeString(archive, "classes");
        assertThat(calls("list")).singleElement().asString().contains(USES + archive);
    }

    @Test
    void worksWhereTheCacheIsReadOnly() throws Exception {
        write(CACHE, "a file in the place of the folder");

        assertThat(calls("list")).hasSize(2).last().asString().startsWith("@" + home + "/temporary.txt");
    }

    @Test
    void theCudaLibraryNeedsOtherArguments() throws Exception {
        calls("list");
        assertThat(calls(0, Map.of("RNNKIT_GPU", "1"), "list")).hasSize(2).last().asString().contains("gpu-java.txt");
        assertThat(calls(0, Map.of("RNNKIT_GPU", "0"), "list")).singleElement().asString().doesNotContain("gpu-");
    }

    @Test
    void buildsWhereTheKitsSourcesAreIfOneIsNewer() throws Exception {
        writeSource("cli/src/main/java/org/rnnkit/cli/start/KitBuild.java", false);
        writeSource("exercises/src/main/java/org/rnnkit/step1onehot/OneHotEncoding.java", true);
        calls("list");
        assertThat(calls("list")).as("only a student's step is newer").hasSize(1);

        writeSource("exercises/src/main/java/org/rnnkit/step1onehot/README.md", true);
        assertThat(calls("list")).hasSize(2).first().asString().endsWith("/" + BUILDS + " " + home);

        Files.delete(home.resolve("kit/current"));
        assertThat(calls("list")).hasSize(2).first().asString().contains(BUILDS);

        Files.delete(home.resolve("kit/abc/libraries.txt"));
        assertThat(calls(2, Map.of(), "list")).as("this kit is not complete").singleElement().asString().contains(BUILDS);
    }

    @Test
    void neverBuildsInAStudentsCopy() throws Exception {
        writeSource("exercises/src/main/java/org/rnnkit/step1onehot/README.md", true);
        writeSource("src/test/java/org/rnnkit/step1onehot/OneHotEncodingTest.java", true);

        assertThat(calls("list")).noneMatch(call -> call.contains(BUILDS));
    }

    @Test
    void startsAnEarlierKit() throws Exception {
        writeSource("cli/src/main/java/org/rnnkit/cli/start/KitBuild.java", true);
        write("kit/def/libraries.txt", "");

        assertThat(calls("--kit", "def", "grade")).hasSize(2).allMatch(call -> call.contains("/def/"))
                .last().asString().endsWith("RnnKit --kit def grade");
        assertThat(calls(2, Map.of(), "--kit", "0123", "grade")).isEmpty();
    }

    private List<String> calls(String... arguments) throws Exception {
        return calls(0, Map.of(), arguments);
    }

    /** Runs a command, and returns the arguments of each call of Java. */
    private List<String> calls(int status, Map<String, String> environment, String... arguments) throws Exception {
        Path calls = home.resolve("calls");
        Files.writeString(calls, "");
        ProcessBuilder builder = new ProcessBuilder(Stream.concat(Stream.of("sh", home.resolve("rnnkit").toString()),
                Stream.of(arguments)).toList()).redirectErrorStream(true);
        List.of("RNNKIT_GPU", "XDG_CACHE_HOME").forEach(builder.environment()::remove);
        builder.environment().putAll(Map.of("JAVA_HOME", home.resolve("jdk").toString(), "HOME", home.toString()));
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(status);
        return Files.readAllLines(calls);
    }
}
