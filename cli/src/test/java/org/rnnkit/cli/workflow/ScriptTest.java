package org.rnnkit.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.cli.Programs;

/** A base of tests of scripts: a workspace with a fake kit, a class's roster, and the class's repositories on a server. */
@EnabledOnOs(OS.LINUX)
abstract class ScriptTest {

    private static final JsonNode FETCH = Workflow.of(".github/workflows/grade-class.yml")
            .step("grade", "Fetch the submissions");

    @TempDir
    Path folder;
    Workspace workspace;
    private final String[] programs;

    /** Names the programs that the scripts need. Without them, the tests are skipped. */
    ScriptTest(String... programs) {
        this.programs = programs;
    }

    @BeforeEach
    void makeWorkspace() throws IOException {
        Programs.assumeInstalled(programs);
        workspace = new Workspace(folder);
        Files.createDirectories(folder.resolve("course"));
    }

    /** Writes the roster of a class. */
    void roster(String lines) throws IOException {
        Files.writeString(folder.resolve("course/roster.csv"), "name,repository,ref\n" + lines);
    }

    /** Makes a student's repository with one file on the server. */
    Path repository(String name, String file, String content) throws Exception {
        Path repository = Files.createDirectories(folder.resolve("server").resolve(name));
        Programs.write(repository.resolve(file), content);
        commit(repository);
        return repository;
    }

    void commit(Path repository) throws Exception {
        git(repository, """
                git init -q -b main
                git add -A
                git -c user.name=x -c user.email=x@example.org -c commit.gpgsign=false commit -q -m x""");
    }

    /** Runs a script in a repository. */
    void git(Path repository, String script) throws Exception {
        Workspace.Run run = workspace.run(Map.of("REPOSITORY", repository.toString(), "SCRIPT", script), "bash", "-ec",
                "cd \"$REPOSITORY\"; eval \"$SCRIPT\"");
        assertThat(run.status()).as(run.log()).isZero();
    }

    /** Fetches a batch of the submissions on the roster, as the workflow for a class does. */
    Workspace.Run fetch(int perJob, int batch) throws Exception {
        return workspace.run(FETCH, Map.of("ROSTER", "roster.csv", "PER_JOB", Integer.toString(perJob), "BATCH",
                Integer.toString(batch), "CHECKOUT_TOKEN", "secret-token", "GITHUB_SERVER_URL",
                "file://" + folder.resolve("server"), "GIT_ALLOW_PROTOCOL", "file"));
    }

    /** Returns the reason why a submission was not fetched. */
    String reason(String name) throws IOException {
        return Files.readString(folder.resolve("submissions/.not-fetched").resolve(name));
    }
}
