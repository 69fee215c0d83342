package org.rnnkit.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.cli.Programs;

/** Tests that run the steps of grade-class.yml. */
class GradeClassStepsTest extends ScriptTest {

    private static final Workflow CLASS = Workflow.of(".github/workflows/grade-class.yml");
    private static final JsonNode GRADE = CLASS.step("class", "Grade");

    /** The values of the workflow's expressions, of a call with a roster and the other inputs' defaults. */
    static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("github.event.repository.private", "true"),
            Map.entry("github.token", "job-token"),
            Map.entry("secrets.checkout-token || github.token", "secret-token"),
            Map.entry("inputs.kit-repository || job.workflow_repository", "course/rnn-kit"),
            Map.entry("inputs.kit-ref || job.workflow_sha", "0123abc"),
            Map.entry("inputs.kit-repository", ""),
            Map.entry("inputs.kit-ref", ""),
            Map.entry("inputs.repositories", "repositories.csv"),
            Map.entry("inputs.config && format('course/{0}', inputs.config)", ""),
            Map.entry("inputs.roster && format('course/{0}', inputs.roster)", "course/roster.csv"),
            Map.entry("inputs.column", ""),
            Map.entry("inputs.training", "false"),
            Map.entry("inputs.artifact", "marks"));

    GradeClassStepsTest() {
        super("jq", "git", "unzip");
    }

    /** The second run begins with the results of the first one, and both leave the whole class's. */
    @Test
    void runsFromTheListToTheResultsAndBeginsWithThoseOfTheLastRun() throws Exception {
        repository("course/ada", "exercises/A.java", "one");
        list("ada.lovelace,course/ada,\nbob,course/not-there,\n");
        workspace.addKitReport("scores.csv", "name,total\n");
        workspace.addKitReport(".graded/ada.lovelace/steps.json", "first");
        workspace.setKitResult(0, "1 graded (0 kept, 1 new).\n");
        marks("10 of 100", "no score");
        gitHub(folder);

        Map<String, Workspace.Run> first = runAll();

        assertThat(first.values()).allSatisfy(run -> assertThat(run.status()).as(run.log()).isZero());
        assertThat(first.keySet()).containsExactly("Check the inputs", "Read the list of repositories",
                "Fetch the earlier results", "Find the deadlines", "Fetch the submissions", "Grade");
        assertThat(first.get("Fetch the earlier results").log()).isEmpty();
        assertThat(first.get("Grade").summary()).contains("    1 graded (0 kept, 1 new).\n");
        assertThat(folder.resolve("submissions/ada.lovelace/exercises/A.java")).hasContent("one");
        assertThat(workspace.arguments()).containsExactly("grade-all", "submissions", "--out", "marks", "--require-isolation",
                "--no-training", "--roster", "course/roster.csv");
        assertThat(workspace.kitEnvironment()).doesNotContain("TOKEN");

        // Another machine: only the artifact is left.
        FileUtils.deleteDirectory(folder.resolve("marks").toFile());
        FileUtils.deleteDirectory(folder.resolve("submissions").toFile());
        FileUtils.deleteDirectory(folder.resolve("kit/fake/reports").toFile());
        workspace.addKitReport("gradebook.csv", "id,grade\n");
        marks("12 of 100", "no score");
        gitHub(folder, artifact(7, "2026-12-01T10:00:00Z", ""));
        runAll();

        assertThat(folder.resolve("marks/.graded/ada.lovelace/steps.json")).hasContent("first");
        assertThat(folder.resolve("marks/scores.csv")).exists();
        assertThat(folder.resolve("marks/gradebook.csv")).exists();
    }

    private Map<String, Workspace.Run> runAll() throws Exception {
        return new JobRun(workspace, VALUES, fromTheServer(), Files.createDirectories(folder.resolve("artifacts")))
                .run(CLASS.yaml().at("/jobs/class"));
    }

    @Test
    void takesTheNewestArtifactOfThisRepository() throws Exception {
        zip("marks", "newest");
        gitHub(folder, artifact(6, "2026-12-01T10:00:00Z", ""), artifact(7, "2026-12-02T10:00:00Z", ""),
                artifact(8, "2026-12-03T10:00:00Z", "expired"), artifact(9, "2026-12-04T10:00:00Z", "fork"));

        assertThat(fetchResults().log()).isEmpty();

        assertThat(folder.resolve("marks/class.json")).hasContent("newest");
    }

    /** Without its results a class can be graded, only not as fast. */
    @ParameterizedTest
    @ValueSource(strings = {"exit 4", "echo '{\"message\": \"Not Found\"}'", "echo nothing"})
    void gradesTheWholeClassIfTheEarlierResultsCanNotBeFetched(String gh) throws Exception {
        Programs.script(folder.resolve("bin/gh"), "#!/bin/bash\n" + gh + "\n");

        Workspace.Run run = fetchResults();

        assertThat(run.status()).isZero();
        assertThat(run.log()).contains("::warning title=No earlier results::", "needs the permission actions: read");
        assertThat(folder.resolve("marks")).doesNotExist();
    }

    private Workspace.Run fetchResults() throws Exception {
        return workspace.run(CLASS.step("class", "Fetch the earlier results"), Map.of("GH_TOKEN", "job-token", "ARTIFACT",
                "marks"));
    }

    private void zip(String name, String content) throws IOException {
        Path zip = Files.createDirectories(folder.resolve("artifacts")).resolve(name + ".zip");
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip))) {
            out.putNextEntry(new ZipEntry("class.json"));
            out.write(content.getBytes(StandardCharsets.UTF_8));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"../a,a/b,", ".git,a/b,", "-rf,a/b,", "a/c,a/b,", " a,a/b,", "a ,a/b,", "a\\b,a/b,", "a,b,",
        "a,b/c/d,", "a,b/..,", "a,a/$(touch x),", "a,https://evil/x/y,", "a,a/b,--upload-pack=touch x", "a,a/b,$(touch x)",
        "a,a/b,c,d", "\"a\",a/b,", ",a/b,", "Student1,a/b,"})
    void rejectsABadLineAndNamesItsNumber(String line) throws Exception {
        list("student1,course/one,\n" + line + "\n");

        Workspace.Run run = read("repositories.csv");

        assertThat(run.status()).isNotZero();
        assertThat(run.log().lines()).singleElement().asString().startsWith("::error title=List of repositories::")
                .contains("course/repositories.csv:3: ");
        assertThat(folder.resolve("repositories.csv")).isEmptyFile();
        assertThat(Files.exists(folder.resolve("x"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "student,repo\n", "name,repository,ref\n", "name,repository,ref\n\n"})
    void rejectsAListWithoutHeadingOrLines(String content) throws Exception {
        Files.writeString(folder.resolve("course/repositories.csv"), content);

        assertThat(read("repositories.csv").status()).isNotZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"$(touch x).csv", "not there.csv", "'\ntouch x\n"})
    void rejectsAMissingList(String name) throws Exception {
        Workspace.Run run = read(name);

        assertThat(run.status()).isNotZero();
        assertThat(run.log().lines()).singleElement().asString()
                .startsWith("::error title=List of repositories::There is no file");
        assertThat(Files.exists(folder.resolve("x"))).isFalse();
    }

    @Test
    void acceptsTheFormatOfASpreadsheetAndOrdinaryNames() throws Exception {
        Files.writeString(folder.resolve("course/repositories.csv"), "\ufeffname,repository,ref\r\nada.lovelace,course/ada,\r\n"
                + "Zoë Müller,course/my_kit.v2,v1\r\ncon,a/b,\r\n$(touch x),a/b,submit/2026-12-01");

        assertThat(read("repositories.csv").status()).isZero();

        assertThat(folder.resolve("repositories.csv")).hasContent("ada.lovelace,course/ada,\nZoë Müller,course/my_kit.v2,v1\n"
                + "con,a/b,\n$(touch x),a/b,submit/2026-12-01\n");
        assertThat(folder.resolve("x")).doesNotExist();
    }

    @Test
    void aFailedFetchLeavesItsReasonAndTheOthersGoOn() throws Exception {
        repository("course/two", "A.java", "two");
        repository("course/three", "A.java", "three");
        git(Files.createDirectories(folder.resolve("server/course/empty")), "git init -q");
        list("ada,course/not-there,\nbob,course/two,no-such-branch\ncy,course/three,\ndan,course/empty,\n"
                + "eve,course/two,0123456789012345678901234567890123456789\n");

        Workspace.Run run = fetch();

        assertThat(run.status()).isZero();
        assertThat(run.log())
                .contains("::warning title=ada::Not fetched", "::warning title=bob::Not fetched")
                .doesNotContain("title=cy", "secret-token");
        assertThat(folder.resolve("submissions")).isDirectoryNotContaining("glob:**/{ada,bob,dan,eve}");
        assertThat(reason("ada")).startsWith("there is no repository course/not-there");
        assertThat(reason("bob")).startsWith("course/two has no branch, tag or commit no-such-branch");
        assertThat(reason("dan")).startsWith("course/empty has no commit");
        assertThat(reason("eve")).startsWith("course/two has no branch, tag or commit 0123");
        assertThat(folder.resolve("submissions/cy/A.java")).hasContent("three");
    }

    /** The time of the push, from GitHub, goes before the time of the commit, from the student's computer. */
    @Test
    void fetchesTheLastPushBeforeTheDeadlineOrTheLastTag() throws Exception {
        gitHub(folder);
        deadlines = "push,2026-12-02T00:00:00Z\nlate,2026-11-30T00:00:00Z\ntag,2026-12-02T00:00:00Z\n";
        list("push,course/push,\nlate,course/late,\ntag,course/tag,\nnone,course/none,\nfixed,course/push,first\n");
        List<String> commits = threeCommits("push");
        git(folder.resolve("server/course/push"), "git tag first " + commits.get(0));
        received(folder, "push", commits.get(2) + " 2026-12-02T00:00:01Z push",
                commits.get(1) + " 2026-12-02T00:00:00Z force_push", commits.get(0) + " 2026-11-01T00:00:00Z branch_creation");
        List<String> late = threeCommits("late");
        received(folder, "late", late.get(2) + " 2026-12-03T00:00:00Z push",
                late.get(0) + " 2026-11-01T00:00:00Z branch_creation");
        List<String> tagged = threeCommits("tag");
        git(folder.resolve("server/course/tag"), "git tag submit/2026-11-01T00-00-00Z-abc " + tagged.get(0)
                + "\ngit -c user.name=x -c user.email=x@example.org tag -a -m x submit/2026-11-02T00-00-00Z-abd "
                + tagged.get(1) + "\ngit tag submit/2026-11-03T00-00-00Z-abe");
        received(folder, "tag", tagged.get(2) + " 2026-12-09T00:00:00Z push");
        List<String> none = threeCommits("none");

        Workspace.Run run = fetch();

        assertThat(run.log()).isEmpty();
        assertThat(folder.resolve("submissions/.times")).content().hasLineCount(5)
                .contains("push,2026-12-02T00:00:00Z,push," + commits.get(1))
                .contains("late,2026-12-03T00:00:00Z,push," + late.get(2))
                .containsPattern("tag,2020-01-02T00:00:00(Z|\\+00:00),commit," + tagged.get(1))
                .containsPattern("none,2020-01-03T00:00:00(Z|\\+00:00),commit," + none.get(2))
                .contains("fixed,2026-11-01T00:00:00Z,push," + commits.get(0));
        assertThat(folder.resolve("submissions/push/A.java")).hasContent("2");
        assertThat(folder.resolve("submissions/fixed/A.java")).hasContent("1");
    }

    private List<String> threeCommits(String name) throws Exception {
        List<String> commits = new ArrayList<>();
        for (int i = 1; i <= 3; i++) {
            Path repository = folder.resolve("server/course").resolve(name);
            Programs.write(repository.resolve("A.java"), Integer.toString(i));
            commits.add(commit(repository, "2020-01-0" + i + "T00:00:00Z"));
        }
        return commits;
    }

    @Test
    void aMistakeInTheSettingsEndsTheRunBeforeAnythingIsFetched() throws Exception {
        workspace.setKitResult(2, "rnnkit: grading.yaml:3: no such key\n");

        Workspace.Run run = workspace.run(CLASS.step("class", "Find the deadlines"),
                Map.of("CONFIG", "course/grading.yaml", "ROSTER", "", "COLUMN", ""));

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.log()).contains("::error title=Not graded::rnnkit: grading.yaml:3: no such key");
    }

    /** The messages are git's own; its server is played by a script. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "fatal: Authentication failed for 'https://github.com/course/one/' | the token may not read course/one",
        "fatal: could not read Username for 'https://github.com': terminal prompts disabled | the token may not read",
        "fatal: unable to access: The requested URL returned error: 403 | the token may not read course/one",
        "remote: Repository not found. | there is no repository course/one, or the token can't see it",
        "fatal: unable to access: Could not resolve host: github.com | git could not fetch course/one"})
    void saysWhyARepositoryCanNotBeRead(String message, String reason) throws Exception {
        Path batch = Files.writeString(folder.resolve("batch.csv"), "ada,course/one,\n");
        Programs.script(folder.resolve("bin/git"),
                "#!/bin/bash\n[ \"$1\" = init ] && exit 0\necho \"$MESSAGE\" >&2\nexit 128\n");

        Workspace.Run run = workspace.run(Map.of("MESSAGE", message),
                "kit/.github/scripts/fetch-submissions.sh", batch.toString(), "submissions");

        assertThat(run.status()).as(run.log()).isZero();
        assertThat(reason("ada")).startsWith(reason);
    }

    @Test
    void linksInASubmissionBecomePlainFiles() throws Exception {
        Path repository = repository("course/one", "A.java", "one");
        Files.createSymbolicLink(repository.resolve("link"), Path.of("A.java"));
        Files.writeString(repository.resolve(".gitattributes"), "*.java filter=lfs\n");
        commit(repository);
        list("ada,course/one,\n");

        assertThat(fetch().status()).isZero();

        assertThat(Files.isSymbolicLink(folder.resolve("submissions/ada/link"))).isFalse();
        assertThat(folder.resolve("submissions/ada/link")).hasContent("A.java");
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,0", "2,2", "3,3", "137,137"})
    void isRedIfTheGraderFails(int kit, int status) throws Exception {
        workspace.setKitResult(kit, "::add-mask::100\nrnnkit: the disk is full\n");
        marks("52 of 100", "no score");

        Workspace.Run run = workspace.run(GRADE, Map.of("TARGET", "submissions", "OUT", "marks", "CONFIG", "$(touch x)",
                "TRAINING", "true", "ROSTER", "$(touch y)", "COLUMN", "RNN Kit"));

        assertThat(run.status()).as(run.log()).isEqualTo(status);
        assertThat(run.log().contains("\n::error ")).isEqualTo(status != 0);
        assertThat(run.log().contains("\n::warning ")).isEqualTo(kit == 1);
        assertThat(run.log()).startsWith("::stop-commands::").contains("rnnkit: the disk is full");
        assertThat(run.summary()).contains("    rnnkit: the disk is full\n");
        assertThat(workspace.arguments()).containsExactly("grade-all", "submissions", "--out", "marks", "--require-isolation",
                "--config", "$(touch x)", "--roster", "$(touch y)", "--column", "RNN Kit");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1 | no score | rnnkit: 2 submissions can't be graded | title=Nobody has a mark::rnnkit: 2 submissions",
        "0 | no score | | title=Nobody has a mark::The log of this step",
        "0 | 7 of 100 | In doubt, so no grade was written (1): Bob. | title=A decision is needed::In doubt",
        "1 | 7 of 100 | No gradebook was written, because the time is not known. | title=A decision is needed::No gradebook"})
    void isRedIfNobodyHasAMarkOrADecisionIsNeeded(int kit, String score, String printed, String error) throws Exception {
        workspace.setKitResult(kit, Objects.toString(printed, "") + "\n");
        marks(score, "no score");

        Workspace.Run run = workspace.run(GRADE, Map.of("TARGET", "submissions", "OUT", "marks", "CONFIG", "", "TRAINING",
                "false", "ROSTER", "course/roster.csv", "COLUMN", ""));

        assertThat(run.status()).as(run.log()).isEqualTo(1);
        assertThat(run.log()).contains("\n::error " + error);
    }

    /** Makes the file of a class of two. */
    private void marks(String one, String other) throws IOException {
        workspace.addKitReport("class.json", "{\"marks\":[{\"score\":\"%s\"},{\"score\":\"%s\"}]}".formatted(one, other));
    }

    @Test
    void checksTheInputsFirst() throws Exception {
        JsonNode check = CLASS.step("class", "Check the inputs");
        Map<String, String> good = Map.of("PRIVATE", "true", "KIT_REPOSITORY", "a/b", "KIT_REF", "v1", "KIT_GIVEN", "",
                "KIT_REF_GIVEN", "");
        assertThat(workspace.run(check, good).status()).isZero();
        for (Map<String, String> bad : List.of(Map.of("PRIVATE", "false"), Map.of("PRIVATE", ""), Map.of("KIT_REF", ""),
                Map.of("KIT_GIVEN", "a/$(touch x)"))) {
            Map<String, String> environment = new LinkedHashMap<>(good);
            environment.putAll(bad);
            Workspace.Run run = workspace.run(check, environment);
            assertThat(run.status()).isEqualTo(2);
            assertThat(run.log()).startsWith("::error title=");
        }
        assertThat(Files.exists(folder.resolve("x"))).isFalse();
    }
}
