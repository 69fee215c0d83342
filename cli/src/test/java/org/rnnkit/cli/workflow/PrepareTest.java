package org.rnnkit.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Tests that run the build step of the action that prepares a machine, with a fake kit. */
@EnabledOnOs(OS.LINUX)
class PrepareTest {

    private static final Workflow PREPARE = Workflow.of(".github/actions/prepare/action.yml");
    private static final FileTime OLD = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

    @TempDir
    private Path folder;
    private Workspace workspace;

    @BeforeEach
    void makeWorkspace() throws IOException {
        workspace = new Workspace(folder);
    }

    /** The launcher builds if a source is newer than classpath.txt, and a checkout makes all sources new. */
    @Test
    void takesTheBuildOfTheSameSourcesFromTheCache() throws Exception {
        Path classpath = build();

        assertThat(run("true", "false")).containsExactly("--version");
        assertThat(Files.getLastModifiedTime(classpath)).isGreaterThan(OLD);
    }

    @Test
    void removesTheBuildOfOtherSources() throws Exception {
        Path classpath = build();

        assertThat(run("false", "true")).containsExactly("doctor");
        assertThat(classpath).doesNotExist();
        assertThat(run("", "true")).containsExactly("doctor");
    }

    /** The cache never has classes of a student's sources, because its key does not depend on these sources. */
    @Test
    void theKeyHasAllSourcesExceptTheStudents() {
        JsonNode restore = PREPARE.steps().stream().filter(step -> step.path("id").asText().equals("cache")).findFirst()
                .orElseThrow();
        assertThat(restore.at("/with/key").asText())
                .contains("hashFiles('kit/pom.xml', 'kit/*/pom.xml', 'kit/*/src/**', '!kit/exercises/src/**')");
        JsonNode save = PREPARE.steps().get(PREPARE.steps().size() - 1);
        assertThat(save.at("/with/path")).isEqualTo(restore.at("/with/path"));
        assertThat(save.get("if").asText()).contains("cache-hit != 'true'");
    }

    private Path build() throws Exception {
        Path target = Files.createDirectories(folder.resolve("kit/cli/target"));
        Path classpath = Files.writeString(target.resolve("classpath.txt"), "");
        Files.setLastModifiedTime(classpath, OLD);
        return classpath;
    }

    private List<String> run(String found, String sandbox) throws Exception {
        JsonNode step = PREPARE.steps().stream().filter(each -> each.path("name").asText().startsWith("Build the kit"))
                .findFirst().orElseThrow();
        Workspace.Run run = workspace.run(step, Map.of("BUILD_FOUND", found, "SANDBOX", sandbox));
        assertThat(run.status()).as(run.log()).isZero();
        return workspace.arguments();
    }
}
