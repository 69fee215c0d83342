package org.rnnkit.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.cli.start.KitBuild;
import org.rnnkit.cli.start.WindowsStart;

/** Tests of the launcher: when it builds, and what it starts Java with, in an invented kit with an invented Java. */
class LauncherTest {

    private static final String BUILDS = "KitBuild.java";
    private static final String PREPARES = "StartFile";

    /** A Java that keeps its arguments, does what the launcher's helpers do, and does not start with wrong options. */
    private static final String JAVA = """
            #!/bin/sh
            home=${0%/jdk/*}
            case $* in
              *-version) [ "${JAVA_TOOL_OPTIONS:-}" != wrong ]; exit ;;
            esac
            echo "$*" >>"$home/calls"
            case $* in
              *KitBuild.java*)
                mkdir -p "$2/kit/abc" && echo abc >"$2/kit/current" && sleep 0.02 && echo >"$2/kit/built" ;;
              *StartFile*)
                [ ! -f "$home/damaged" ] || exit 1
                for place; do :; done
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
        Programs.script(home.resolve("jdk/bin/java"), JAVA);
        write("kit/abc/libraries.txt", "");
        write("kit/current", "abc\n");
        write("library.jar", "");
    }

    private Path write(String file, String content) throws IOException {
        return Programs.write(home.resolve(file), content);
    }

    @Test
    void findsTheLibrariesOnceAndStartsTheCommand() throws Exception {
        assertThat(calls("list")).satisfiesExactly(first -> assertThat(first).contains(PREPARES, home + "/kit/abc"),
                second -> assertThat(second).startsWith("@" + home + "/" + CACHE + "/rnnkit/abc/")
                        .endsWith("java.txt -Drnnkit.home=" + home + " org.rnnkit.cli.RnnKit list"));
        assertThat(calls("list")).singleElement().asString().endsWith("RnnKit list");
    }

    @Test
    void findsThemAgainIfOneIsGone() throws Exception {
        calls("list");
        Files.delete(home.resolve("library.jar"));

        assertThat(calls("list")).hasSize(2).first().asString().contains(PREPARES);
    }

    @Test
    void worksWhereTheCacheIsReadOnly() throws Exception {
        write(CACHE, "a file in the place of the folder");

        assertThat(calls("list")).hasSize(2).last().asString().startsWith("@" + home + "/temporary.txt");
    }

    @Test
    void theCudaLibraryNeedsOtherArguments() throws Exception {
        calls("list");
        assertThat(withGpu("RNNKIT_GPU=1 ./rnnkit doctor")).hasSize(2).last().asString().contains("gpu-java.txt")
                .endsWith("doctor");
        assertThat(withGpu("RNNKIT_GPU=1 ./rnnkit train")).singleElement().asString().contains("gpu-java.txt")
                .endsWith("train");
        assertThat(calls(0, Map.of("RNNKIT_GPU", "0"), "list")).singleElement().asString().doesNotContain("gpu-");
    }

    private List<String> withGpu(String command) throws Exception {
        List<String> words = PageCommands.words(command);
        assertThat(words).startsWith("RNNKIT_GPU=1", "./rnnkit");
        return calls(0, Map.of("RNNKIT_GPU", "1"), words.get(2));
    }

    @Test
    void buildsWhereTheKitsSourcesAreIfOneHasChanged() throws Exception {
        String source = "cli/src/main/java/org/rnnkit/cli/start/KitBuild.java";
        write(source, "");
        assertThat(calls("list")).hasSize(3).first().asString().endsWith("/" + BUILDS + " " + home);
        assertThat(calls("list")).hasSize(1);

        FileTime past = FileTime.fromMillis(0);
        Files.setLastModifiedTime(write(source, "// restored with its earlier time"), past);
        assertThat(calls("list")).hasSize(2).first().asString().contains(BUILDS);

        write("exercises/src/main/java/org/rnnkit/step1onehot/OneHotEncoding.java", "a student's step");
        assertThat(calls("list")).hasSize(1);
        write("exercises/src/main/java/org/rnnkit/step1onehot/README.md", "a chapter");
        assertThat(calls("list")).hasSize(2).first().asString().contains(BUILDS);

        Path gone = write("toolkit/src/main/Text.java", "");
        assertThat(calls("list")).hasSize(2);
        Files.delete(gone);
        assertThat(calls("list")).hasSize(2).first().asString().contains(BUILDS);

        Files.delete(home.resolve("kit/current"));
        assertThat(calls("list")).hasSize(2).first().asString().contains(BUILDS);

        Files.delete(home.resolve("kit/abc/libraries.txt"));
        assertThat(calls(2, Map.of(), "list")).as("this kit is not complete").singleElement().asString().contains(BUILDS);
    }

    @Test
    void neverBuildsInAStudentsCopy() throws Exception {
        write("exercises/src/main/java/org/rnnkit/step1onehot/README.md", "");
        write("src/test/java/org/rnnkit/step1onehot/OneHotEncodingTest.java", "");

        assertThat(calls("list")).noneMatch(call -> call.contains(BUILDS));
    }

    @Test
    void aJarThatWasDamagedLaterIsNoResult() throws Exception {
        write("kit/abc/org/rnnkit/cli/abc/cli-abc.jar", "classes");
        calls("list");
        assertThat(calls("list")).hasSize(1);

        write("kit/abc/org/rnnkit/cli/abc/cli-abc.jar", "nothing");
        write("damaged", "");
        assertThat(calls(3, Map.of(), "list")).singleElement().asString().contains(PREPARES);
    }

    @Test
    void passesTheTemporaryFolderOn() throws Exception {
        calls("list");
        assertThat(calls(0, Map.of("TMPDIR", home.toString()), "list")).singleElement().asString()
                .contains(" -Djava.io.tmpdir=" + home + " ");
        assertThat(calls(0, Map.of("TMPDIR", ""), "list")).singleElement().asString().doesNotContain("tmpdir");
    }

    /** A virtual machine that can't start ends with the status of a step that does not pass. */
    @Test
    void saysWhichOptionsKeepJavaFromStarting() throws Exception {
        calls("list");
        assertThat(calls(0, Map.of("JAVA_TOOL_OPTIONS", "right"), "list")).hasSize(1);
        assertThat(start(3, Map.of("JAVA_TOOL_OPTIONS", "wrong", "_JAVA_OPTIONS", "-Xmx1g")))
                .startsWith("rnnkit: Java can't start with JAVA_TOOL_OPTIONS=wrong _JAVA_OPTIONS=-Xmx1g. ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a:b", "step \uD83D\uDE80", "two\nlines"})
    void refusesAFolderFromWhichJavaCanNotStart(String name) throws Exception {
        Path folder = Files.createDirectories(home.resolve(name));
        Files.copy(home.resolve("rnnkit"), folder.resolve("rnnkit"));

        assertThat(Programs.run(3, folder, Map.of(), List.of("sh", "./rnnkit"))).startsWith("rnnkit: Java can't start from a "
                + "folder with a colon, an emoji or a line break in its name. Rename it: " + folder);
        Path allowed = Files.createDirectories(home.resolve("J\u00f6rg! & co. (100%) \u65e5\u672c"));
        Files.copy(home.resolve("rnnkit"), allowed.resolve("rnnkit"));
        assertThat(Programs.run(2, allowed, Map.of(), List.of("sh", "./rnnkit"))).contains("there is no built kit");
    }

    @Test
    void saysThatTooFewFilesMayBeOpen() throws Exception {
        assertThat(Programs.run(3, home, Map.of(), List.of("sh", "-c", "ulimit -n 64; exec ./rnnkit list")))
                .isEqualTo("rnnkit: only 64 files may be open at the same time here, and the kit needs 256: "
                        + "raise the limit (ulimit -n).\n");
    }

    /** Nobody can run the launcher for Windows here. It refuses a network folder, in which its shell can't run Maven. */
    @Test
    void theLauncherForWindowsIsPlain() throws Exception {
        String text = Files.readString(Path.of(System.getProperty("rnnkit.home"), "rnnkit.cmd"));
        List<String> lines = text.lines().toList();

        assertThat(lines).hasSizeLessThan(60).allSatisfy(line -> assertThat(line.length()).isLessThan(400));
        assertThat(lines).as("the names in a block would be expanded too early").noneMatch(line -> line.endsWith("("));
        assertThat(text).isASCII().contains("DisableDelayedExpansion", "if not \"%PLACE:~0,2%\"==\"\\\\\" goto")
                .doesNotContain("powershell");
        assertThat(lines.get(lines.size() - 1)).as("an update may replace the file while the program runs")
                .startsWith("\"%JAVA%\" ").endsWith(" %* & exit /b");
        assertThat(lines.stream().filter(line -> line.startsWith("\"%JAVA%\" ")))
                .as("a crash has a negative status, which is below an errorlevel of 1").hasSize(4)
                .allMatch(line -> line.matches(".* (\\|\\| exit /b 3|&& goto (javaStarts|start)|& exit /b)"));
        Matcher jump = Pattern.compile("goto (\\w+)").matcher(text);
        assertThat(jump.results().map(found -> ":" + found.group(1))).isNotEmpty().allMatch(lines::contains);
        Matcher place = Pattern.compile("\n([^\n]*)%(~dp0|[A-Z_]+%|~1)").matcher(text);
        assertThat(place.results()).as("all in quotes, because of spaces and &").isNotEmpty()
                .allMatch(found -> found.group(1).replaceAll("[^\"]", "").length() % 2 == 1);
        assertThat(text).contains(WindowsStart.class.getName() + " ", KitBuild.class.getSimpleName() + ".java");
    }

    @Test
    void startsAnEarlierKit() throws Exception {
        write("cli/src/main/java/org/rnnkit/cli/start/KitBuild.java", "");
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
        start(status, environment, arguments);
        return Files.readAllLines(calls);
    }

    /** Runs a command, and returns what it prints. */
    private String start(int status, Map<String, String> environment, String... arguments) throws Exception {
        Map<String, String> variables = new HashMap<>(Map.of("RNNKIT_GPU", "", "XDG_CACHE_HOME", "", "TMPDIR", "", "JAVA_HOME",
                home.resolve("jdk").toString(), "HOME", home.toString()));
        variables.putAll(environment);
        return Programs.run(status, home, variables, Stream.concat(Stream.of("sh", home.resolve("rnnkit").toString()),
                Stream.of(arguments)).toList());
    }
}
