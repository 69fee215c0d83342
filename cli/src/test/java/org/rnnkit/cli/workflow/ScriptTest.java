package org.rnnkit.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.cli.Programs;

/** A base of tests of scripts: a workspace with a fake kit, a class's list, and the class's repositories on a server. */
@EnabledOnOs(OS.LINUX)
abstract class ScriptTest {

    private static final Workflow CLASS = Workflow.of(".github/workflows/grade-class.yml");
    private static final JsonNode READ = CLASS.step("class", "Read the list of repositories");
    private static final JsonNode FETCH = CLASS.step("class", "Fetch the submissions");

    @TempDir
    Path folder;
    Workspace workspace;
    /** The lines that the kit writes about the deadlines. */
    String deadlines = "";
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

    /** Writes the list of a class's repositories. */
    void list(String lines) throws IOException {
        Files.writeString(folder.resolve("course/repositories.csv"), "name,repository,ref\n" + lines);
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

    /** Reads the list of a class's repositories, as the workflow for a class does. */
    Workspace.Run read(String file) throws Exception {
        return workspace.run(READ, Map.of("REPOSITORIES", file));
    }

    /** Fetches the submissions of the list, as the workflow for a class does. */
    Workspace.Run fetch() throws Exception {
        Workspace.Run run = read("repositories.csv");
        assertThat(run.status()).as(run.log()).isZero();
        Map<String, String> environment = new HashMap<>(fromTheServer());
        environment.put("CHECKOUT_TOKEN", "secret-token");
        Files.writeString(folder.resolve("deadlines.csv"), deadlines);
        return workspace.run(FETCH, environment);
    }

    /** Returns the variables with which git takes the server's folder for GitHub. */
    Map<String, String> fromTheServer() {
        return Map.of("GITHUB_SERVER_URL", "file://" + folder.resolve("server"), "GIT_ALLOW_PROTOCOL", "file");
    }

    /** Makes a GitHub for a workspace that knows some artifacts, of which only number 7 can be downloaded. */
    static void gitHub(Path workspace, String... artifacts) throws IOException {
        Path answer = Files.writeString(workspace.resolve("artifacts.json"),
                "{\"artifacts\":[" + String.join(",", artifacts) + "]}");
        Programs.script(workspace.resolve("bin/gh"), """
                #!/bin/bash
                case $*:$GH_TOKEN in
                  'api --paginate repos/course/'*:secret-token) name=${3#repos/course/}; name=${name%%/*}
                    exec jq -r "${*: -1}" "%2$s/activity/$name.json" ;;
                esac
                [ "$GH_TOKEN" = job-token ] || exit 4
                case $* in
                  'api --method GET repos/ada/rnn-kit/actions/artifacts -f name=marks -F per_page=100') cat '%1$s' ;;
                  'api repos/ada/rnn-kit/actions/artifacts/7/zip') cat '%2$s/artifacts/marks.zip' ;;
                  *) exit 1 ;;
                esac
                """.formatted(answer, workspace));
    }

    /** Tells a workspace's GitHub what a student's repository has received: lines of commit, time, kind. */
    static void received(Path workspace, String repository, String... pushes) throws IOException {
        Programs.write(workspace.resolve("activity").resolve(repository + ".json"), Stream.of(pushes)
                .map(push -> push.split(" ")).map(push -> """
                        {"after":"%s","timestamp":"%s","ref":"refs/heads/main","activity_type":"%s"}"""
                        .formatted(push[0], push[1], push[2])).collect(Collectors.joining(",", "[", "]")));
    }

    /** Commits everything in a repository with a time that the student's computer writes, and returns the commit. */
    String commit(Path repository, String time) throws Exception {
        git(repository, """
                git init -q -b main
                git config uploadpack.allowAnySHA1InWant true
                git add -A
                GIT_COMMITTER_DATE=%s git -c user.name=x -c user.email=x@example.org -c commit.gpgsign=false commit -q \
                  --allow-empty -m x
                git rev-parse HEAD >../commit""".formatted(time));
        return Files.readString(repository.resolveSibling("commit")).strip();
    }

    /** Returns what GitHub says of an artifact of this repository, which may be "expired", or of a "fork". */
    static String artifact(int id, String time, String what) {
        return """
                {"id":%d,"created_at":"%s","expired":%b,"workflow_run":{"repository_id":1,"head_repository_id":%d}}"""
                .formatted(id, time, what.equals("expired"), what.equals("fork") ? 2 : 1);
    }

    /** Returns the reason why a submission was not fetched. */
    String reason(String name) throws IOException {
        return Files.readString(folder.resolve("submissions/.not-fetched").resolve(name));
    }
}
