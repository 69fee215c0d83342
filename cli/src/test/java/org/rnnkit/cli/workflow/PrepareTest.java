package org.rnnkit.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests that run the build step of the action that prepares a machine, with a fake kit. */
class PrepareTest extends ScriptTest {

    private static final Workflow PREPARE = Workflow.of(".github/actions/prepare/action.yml");
    private static final FileTime OLD = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

    /** The launcher builds if a source is newer than the built kit, and a checkout makes all sources new. */
    @Test
    void takesTheBuildOfTheSameSourcesFromTheCache() throws Exception {
        Path current = build();

        assertThat(run("true", "false")).containsExactly("--version");
        assertThat(Files.getLastModifiedTime(current)).isGreaterThan(OLD);
    }

    @Test
    void removesTheBuildOfOtherSources() throws Exception {
        Path current = build();

        assertThat(run("false", "true")).containsExactly("doctor");
        assertThat(current).doesNotExist();
        assertThat(run("", "true")).containsExactly("doctor");
    }

    /** A change of any file of the kit changes the key, in the kit's own layout and in a student's copy. */
    @ParameterizedTest
    @ValueSource(strings = {"solutions/", "stubs/"})
    void theKeyHasEveryFileInGitExceptTheStudentsSteps(String steps) throws Exception {
        Tools.assume("git");
        List<String> files = git(Workflow.KIT, "", "ls-files", "--stage").lines()
                .map(line -> line.replace("\tsolutions/", "\t" + steps))
                .sorted(Comparator.comparing(line -> line.substring(line.indexOf('\t')))).toList();
        assertThat(files).anyMatch(line -> line.contains("\tsrc/test/java/org/rnnkit/step1onehot/OneHotEncodingTest.java"))
                .anyMatch(line -> line.contains("\t" + steps + "src/main/java/"));
        git(folder.resolve("kit"), "", "init", "-q");

        String key = key(files);

        String depends = files.stream().filter(line -> !line.contains("\texercises/src/")).map(line -> line + "\n")
                .collect(Collectors.joining());
        assertThat(key).isEqualTo("hash=" + git(folder, depends, "hash-object", "--stdin"));
        assertThat(key(changed(files, "\tsrc/test/java/org/rnnkit/step1onehot/"))).isNotEqualTo(key);
        assertThat(key(changed(files, "\texercises/src/main/java/org/rnnkit/step1onehot/OneHotEncoding.java"))).isEqualTo(key);
    }

    private String key(List<String> files) throws Exception {
        git(folder.resolve("kit"), String.join("\n", files) + "\n", "update-index", "--index-info");
        Workspace.Run run = workspace.run(step("Compute the key of the build"), Map.of());
        assertThat(run.status()).as(run.log()).isZero();
        return run.output();
    }

    /** Gives other contents to the first file whose line has a piece. */
    private static List<String> changed(List<String> files, String piece) {
        String first = files.stream().filter(line -> line.contains(piece)).findFirst().orElseThrow();
        return files.stream().map(line -> line.equals(first) ? line.replaceFirst("[0-9a-f]{40}", "a".repeat(40)) : line)
                .toList();
    }

    private static String git(Path in, String input, String... arguments) throws IOException, InterruptedException {
        Process git = new ProcessBuilder(Stream.concat(Stream.of("git"), Stream.of(arguments)).toList())
                .directory(in.toFile()).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        try (Writer writer = git.outputWriter()) {
            writer.write(input);
        }
        String output = new String(git.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(git.waitFor()).isZero();
        return output;
    }

    @Test
    void theCacheIsRestoredAndSavedUnderThisKey() {
        JsonNode restore = step("Restore the libraries and the build");
        assertThat(restore.at("/with/key").asText())
                .isEqualTo("rnnkit-${{ runner.os }}-${{ runner.arch }}-${{ steps.key.outputs.hash }}");
        assertThat(step("Compute the key of the build").get("id").asText()).isEqualTo("key");
        JsonNode save = step("Save the libraries and the build");
        assertThat(save.at("/with/path")).isEqualTo(restore.at("/with/path"));
        assertThat(save.at("/with/key").asText()).isEqualTo("${{ steps.cache.outputs.cache-primary-key }}");
        assertThat(save.get("if").asText()).contains("cache-hit != 'true'");
    }

    private Path build() throws Exception {
        Path built = Files.createDirectories(folder.resolve("kit/kit"));
        Path current = Files.writeString(built.resolve("current"), "");
        Files.setLastModifiedTime(current, OLD);
        return current;
    }

    private List<String> run(String found, String sandbox) throws Exception {
        Workspace.Run run = workspace.run(step("Build the kit and check this machine"), Map.of("BUILD_FOUND", found,
                "SANDBOX", sandbox));
        assertThat(run.status()).as(run.log()).isZero();
        return workspace.arguments();
    }

    private static JsonNode step(String name) {
        return PREPARE.steps().stream().filter(step -> step.path("name").asText().equals(name)).findFirst().orElseThrow();
    }
}
