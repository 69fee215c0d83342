package org.rnnkit.cli.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.cli.Programs;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.grader.system.JvmCommand;

/** Tests of when the kit is built, with an invented Maven and an invented writer of the built kit. */
@Tag("slow")
class KitBuildTest {

    private static final Path SOURCE = Path.of("src/main/java/org/rnnkit/cli/start/KitBuild.java").toAbsolutePath();

    /**
     * A Maven that notes each call, and that the file "saves" makes save a source, after the clock by which files are dated has
     * gone on. With the file "beside" it takes two seconds, with the file "slow" it never ends.
     */
    private static final String MAVEN = """
            #!/bin/sh
            echo "$*" >>builds
            echo $$ >pid
            [ ! -f slow ] || exec sleep 60
            [ ! -f beside ] || sleep 2
            [ ! -f saves ] || { sleep 0.1; echo "// saved" >>toolkit/src/main/Text.java; }
            [ ! -f fails ] || { printf 'cannot find symbol: \\344\\n'; exit 1; }
            """;

    private static final String WRITER = """
            package org.rnnkit.cli.start;
            public class BuiltKitWriter {
                public static void main(String[] args) throws Exception {
                    java.nio.file.Files.createDirectories(java.nio.file.Path.of("kit/abc"));
                    java.nio.file.Files.writeString(java.nio.file.Path.of("kit/abc/libraries.txt"), "");
                    java.nio.file.Files.writeString(java.nio.file.Path.of("kit/next"), "abc\\n");
                }
            }
            """;

    @TempDir
    private Path home;

    @BeforeEach
    void inventAKit() throws IOException {
        assumeTrue(File.separatorChar == '/', "the invented Maven is a shell script");
        Programs.script(home.resolve("bin/mvn"), MAVEN);
        write("toolkit/src/main/Text.java", "");
        write("exercises/src/main/Step.java", "");
        write("cli/target/classpath.txt", "");
        Path writer = write("writer/org/rnnkit/cli/start/BuiltKitWriter.java", WRITER);
        Files.createDirectories(home.resolve("cli/target/classes"));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-d",
                home.resolve("cli/target/classes").toString(), writer.toString())).isZero();
    }

    private Path write(String file, String content) throws IOException {
        return Programs.write(home.resolve(file), content);
    }

    @Test
    void twoStartsAtOnceBuildOnce() throws Exception {
        write("beside", "");
        Process first = start();
        Process second = start();
        String output = end(0, first) + end(0, second);

        assertThat(Files.readAllLines(home.resolve("builds"))).singleElement().asString().contains("-pl cli --also-make");
        assertThat(output).containsOnlyOnce("building the kit").containsOnlyOnce("waiting for it");
    }

    @Test
    void waitsUntilMavenHasEnded() throws Exception {
        Process other = new ProcessBuilder("sh", "-c", "cat; true", "-Dmaven.multiModuleProjectDirectory=" + home, "test")
                .start();
        Process build = start();
        assertThat(build.inputReader().lines().anyMatch(line -> line.contains("Maven is running in this folder"))).isTrue();
        assertThat(home.resolve("builds")).doesNotExist();

        other.getOutputStream().close();
        assertThat(build.waitFor()).isZero();
        assertThat(home.resolve("builds")).exists();
    }

    @Test
    void buildsAgainWhatWasSavedDuringTheBuild() throws Exception {
        write("saves", "");
        end(0, start());
        Files.delete(home.resolve("saves"));
        end(0, start());
        Files.writeString(home.resolve("exercises/src/main/Step.java"), "a student's work");
        end(0, start());

        assertThat(Files.readAllLines(home.resolve("builds"))).hasSize(2);
    }

    @Test
    void onlyTheTimeOfAChangeCounts() throws Exception {
        Path source = home.resolve("toolkit/src/main/Text.java");
        Files.setLastModifiedTime(source, FileTime.from(Instant.now().plus(Duration.ofDays(1))));
        Files.createSymbolicLink(source.resolveSibling(".#Text.java"), Path.of("nowhere"));
        end(0, start());
        end(0, start());
        assertThat(Files.readAllLines(home.resolve("builds"))).singleElement().asString().doesNotContain("clean");

        Files.writeString(source, "// restored from somewhere");
        Files.setLastModifiedTime(source, FileTime.fromMillis(0));
        end(0, start());
        assertThat(Files.readAllLines(home.resolve("builds"))).as("Maven does not see the change").hasSize(2).last().asString()
                .contains(" clean package");

        Files.delete(source);
        end(0, start());
        assertThat(Files.readAllLines(home.resolve("builds"))).hasSize(3).last().asString().doesNotContain("clean");
        assertThat(home.resolve("kit").toFile().list()).containsExactlyInAnyOrder("abc", "current", "built", "build.lock");
    }

    @Test
    void aBuildThatIsKilledEndsMaven() throws Exception {
        write("slow", "");
        Process build = start();
        ProcessHandle maven = maven();
        build.toHandle().destroy();
        end(143, build);
        assertThat(maven.isAlive()).isFalse();

        Process launcher = start(new ArrayList<>(List.of("sh", "-c", "'%s' -cp target/classes %s \"$1\"; true".formatted(
                JvmCommand.java(), KitBuild.class.getName()), "sh")));
        maven = maven();
        launcher.destroyForcibly();
        assertThat(maven.onExit()).succeedsWithin(Duration.ofSeconds(20));
    }

    @Test
    void buildsAgainIfTheBuiltKitIsNotComplete() throws Exception {
        end(0, start());
        Files.delete(home.resolve("kit/abc/libraries.txt"));
        end(0, start());

        assertThat(Files.readAllLines(home.resolve("builds"))).hasSize(2);
    }

    @Test
    void saysWhyNothingCanBeWritten() throws Exception {
        write("kit", "a file in the place of the folder");

        assertThat(end(3, start())).startsWith("rnnkit: the kit can't be built in " + home).hasLineCount(1);
    }

    /** Also if Maven writes in another encoding, as on Windows. */
    @Test
    void showsWhyTheKitDoesNotBuild() throws Exception {
        write("fails", "");

        assertThat(end(3, startFromSource())).contains("cannot find symbol: \uFFFD", "rnnkit: it ran with MAVEN_OPTS=-Xmx1g\n",
                "rnnkit: the kit does not build, see above.");
        assertThat(home.resolve("kit/current")).doesNotExist();
    }

    @Test
    void saysThatMavenOrAHomeFolderIsMissing() throws Exception {
        assertThat(end(3, start(Map.of("PATH", "")))).startsWith("rnnkit: Maven is missing");

        String missing = home.resolve("missing").toString();
        assertThat(end(3, start(Map.of("JAVA_TOOL_OPTIONS", "-Duser.home=" + missing)))).contains("rnnkit: you have no home "
                + "folder here (\"" + missing + "\"), in which Maven and PyTorch keep their libraries: "
                + "set JAVA_TOOL_OPTIONS=-Duser.home=FOLDER");
        assertThat(home.resolve("builds")).doesNotExist();
    }

    /** Waits until Maven has begun. */
    private ProcessHandle maven() throws Exception {
        Path pid = home.resolve("pid");
        while (!Files.exists(pid) || !Files.readString(pid).endsWith("\n")) {
            Thread.sleep(20);
        }
        ProcessHandle maven = ProcessHandle.of(Long.parseLong(Files.readString(pid).strip())).orElseThrow();
        Files.delete(pid);
        return maven;
    }

    /** Starts the build as the launcher does, from its source, which the virtual machine compiles each time. */
    private Process startFromSource() throws IOException {
        return start(new ArrayList<>(List.of(JvmCommand.java().toString(), SOURCE.toString())));
    }

    /** Starts the build from its class. */
    private Process start() throws IOException {
        return start(Map.of());
    }

    private Process start(Map<String, String> environment) throws IOException {
        return start(JvmCommand.of(List.of(), List.of(ModuleClasses.location(KitBuild.class)), KitBuild.class), environment);
    }

    private Process start(List<String> command) throws IOException {
        return start(command, Map.of());
    }

    private Process start(List<String> command, Map<String, String> environment) throws IOException {
        command.add(home.toString());
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().compute("PATH", (name, path) -> home.resolve("bin") + File.pathSeparator + path);
        builder.environment().put("MAVEN_OPTS", "-Xmx1g");
        builder.environment().putAll(environment);
        return builder.start();
    }

    private static String end(int status, Process process) throws Exception {
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isEqualTo(status);
        return output;
    }
}
