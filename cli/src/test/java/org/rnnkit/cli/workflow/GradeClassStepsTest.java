package org.rnnkit.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.cli.Programs;

/** Tests that run the steps of grade-class.yml. */
class GradeClassStepsTest extends ScriptTest {

    private static final Workflow CLASS = Workflow.of(".github/workflows/grade-class.yml");
    private static final JsonNode READ = CLASS.step("roster", "Read the roster");
    private static final JsonNode GRADE = CLASS.step("grade", "Grade");
    private static final JsonNode MERGE = CLASS.step("scores", "Merge the scores");

    GradeClassStepsTest() {
        super("jq", "git");
    }

    @ParameterizedTest
    @CsvSource({"1,20,1", "20,20,1", "21,20,2", "500,20,25", "256,1,256"})
    void splitsAClassIntoJobs(int students, int perJob, int jobs) throws Exception {
        roster(classOf(students));

        Workspace.Run run = read(perJob);

        assertThat(run.status()).as(run.log()).isZero();
        assertThat(run.output()).isEqualTo("batches=" + IntStream.rangeClosed(1, jobs).boxed().toList().toString()
                .replace(" ", "") + "\ncount=" + jobs + "\n");
    }

    @Test
    void saysHowManySubmissionsAJobNeedsIfThereAreTooManyJobs() throws Exception {
        roster(classOf(600));

        Workspace.Run run = read(2);

        assertThat(run.status()).isNotZero();
        assertThat(run.log()).contains("600 submissions, 2 a job, make 300 jobs; GitHub starts 256 at most",
                "Set per-job to 3 or more");
        assertThat(run.output()).isEmpty();
        assertThat(read(3).status()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"$(touch x),a/b,", "a b,a/b,", "../a,a/b,", ".git,a/b,", "-rf,a/b,", "a,b,", "a,b/c/d,",
        "a,b/..,", "a,a/$(touch x),", "a,https://evil/x/y,", "a,a/b,--upload-pack=touch x", "a,a/b,$(touch x)", "a,a/b,c,d",
        "\"a\",a/b,", ",a/b,", "Student1,a/b,", "Con,a/b,", "com1,a/b,", "Feedback,a/b,"})
    void rejectsABadLineAndNamesItsNumber(String line) throws Exception {
        roster("student1,course/one,\n" + line + "\n");

        Workspace.Run run = read(20);

        assertThat(run.status()).isNotZero();
        assertThat(run.log().lines()).singleElement().asString().startsWith("::error title=Roster::")
                .contains("course/roster.csv:3: ");
        assertThat(run.output()).isEmpty();
        assertThat(Files.exists(folder.resolve("x"))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "student,repo\n", "name,repository,ref\n", "name,repository,ref\n\n"})
    void rejectsARosterWithoutHeadingOrLines(String content) throws Exception {
        Files.writeString(folder.resolve("course/roster.csv"), content);

        assertThat(read(20).status()).isNotZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"$(touch x).csv", "not there.csv", "'\ntouch x\n"})
    void rejectsAMissingRoster(String name) throws Exception {
        Workspace.Run run = workspace.run(READ, Map.of("ROSTER", name, "PER_JOB", "20"));

        assertThat(run.status()).isNotZero();
        assertThat(run.log().lines()).singleElement().asString().startsWith("::error title=Roster::There is no file");
        assertThat(Files.exists(folder.resolve("x"))).isFalse();
    }

    @Test
    void acceptsTheFormatOfASpreadsheet() throws Exception {
        Files.writeString(folder.resolve("course/roster.csv"),
                "\ufeffname,repository,ref\r\nada,course/ada,\r\nbob,course/bob,v1");

        assertThat(read(1).output()).isEqualTo("batches=[1,2]\ncount=2\n");
    }

    /** Each submission is in exactly one batch, and in the folder that its job grades. */
    @Test
    void fetchesOnlyTheSubmissionsOfItsBatch() throws Exception {
        repository("course/one", "exercises/A.java", "one");
        repository("course/two", "exercises/A.java", "two");
        roster("ada,course/one,\nbob,course/two,main\ncy,course/not-there,\n");

        assertThat(fetch(2, 1).status()).isZero();

        assertThat(folder.resolve("submissions/ada/exercises/A.java")).hasContent("one");
        assertThat(folder.resolve("submissions/bob/exercises/A.java")).hasContent("two");
        assertThat(folder.resolve("submissions/bob/.git")).doesNotExist();
        assertThat(folder.resolve("submissions/cy")).doesNotExist();
        assertThat(folder.resolve("report/batch.csv")).hasContent("ada,course/one,\nbob,course/two,main\n");
    }

    @Test
    void aFailedFetchLeavesItsReasonAndTheOthersGoOn() throws Exception {
        repository("course/two", "A.java", "two");
        repository("course/three", "A.java", "three");
        git(Files.createDirectories(folder.resolve("server/course/empty")), "git init -q");
        roster("ada,course/not-there,\nbob,course/two,no-such-branch\ncy,course/three,\ndan,course/empty,\n"
                + "eve,course/two,0123456789012345678901234567890123456789\n");

        Workspace.Run run = fetch(20, 1);

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
        roster("ada,course/one,\n");

        assertThat(fetch(20, 1).status()).isZero();

        assertThat(Files.isSymbolicLink(folder.resolve("submissions/ada/link"))).isFalse();
        assertThat(folder.resolve("submissions/ada/link")).hasContent("A.java");
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,0", "2,2", "3,3", "137,137"})
    void aBatchWithoutScoresIsRed(int kit, int status) throws Exception {
        workspace.setKitResult(kit, "::add-mask::100\nrnnkit: the disk is full\n");
        Map<String, String> environment = new LinkedHashMap<>(Map.of("TARGET", "submissions", "OUT",
                folder.resolve("report").toString(), "FORMATS", "markdown", "CONFIG", "$(touch x)", "TRAINING", "false",
                "REQUIRE_ISOLATION", "true", "GRADEBOOK", "$(touch y)", "COLUMN", "RNN Kit"));

        Workspace.Run run = workspace.run(GRADE, environment);

        assertThat(run.status()).as(run.log()).isEqualTo(status);
        assertThat(run.log().contains("\n::error ")).isEqualTo(status != 0);
        assertThat(run.log()).startsWith("::stop-commands::");
        assertThat(workspace.arguments()).containsExactly("grade-all", "submissions", "--out",
                folder.resolve("report").toString(), "--format", "markdown", "--batch", "--no-training", "--require-isolation",
                "--config", "$(touch x)", "--roster", "$(touch y)", "--column", "RNN Kit");
        assertThat(workspace.kitEnvironment()).doesNotContain("TOKEN");
    }

    /** The page over all batches has links to the reports, so these are copied beside it. */
    @Test
    void mergesTheBatches() throws Exception {
        batch(1, "cy", 100);
        batch(2, "bob", 40);
        roster("cy,course/cy,\nbob,course/bob,\nada,course/ada,\n");
        workspace.addKitReport("index.html", "the whole class");

        Workspace.Run run = merge(2, 2);

        assertThat(run.status()).as(run.log()).isZero();
        assertThat(run.log()).isEmpty();
        assertThat(run.summary()).containsSubsequence("| cy | 100 | 100 | 1 of 2 | 1.042 |\n", "| bob | no score |",
                "| ada | no score |").doesNotContain("Not complete");
        assertThat(workspace.arguments()).containsExactly("merge-classes", "--roster", "scores/names.part", "--out", "scores",
                "batches/batch-1", "batches/batch-2");
        assertThat(folder.resolve("scores/index.html")).hasContent("the whole class");
        assertThat(folder.resolve("scores/cy/report.json")).exists();
        assertThat(folder.resolve("scores")).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void writesTheGradebookFromTheBatches() throws Exception {
        batch(1, "ada", 100);
        roster("ada,course/ada,\n");
        Map<String, String> inputs = Map.of("COUNT", "1", "ROSTER", "roster.csv", "PER_JOB", "20", "GRADEBOOK",
                "course/$(touch x).csv", "COLUMN", "RNN Kit", "CONFIG", "course/grading.yaml");

        assertThat(workspace.run(MERGE, inputs).log()).isEmpty();

        assertThat(workspace.arguments()).containsExactly("merge-classes", "--roster", "scores/names.part", "--out", "scores",
                "--gradebook", "course/$(touch x).csv", "--column", "RNN Kit", "--config", "course/grading.yaml",
                "batches/batch-1");
        workspace.setKitResult(1, "No gradebook was written");
        assertThat(workspace.run(MERGE, inputs)).satisfies(run -> {
            assertThat(run.status()).isZero();
            assertThat(run.log()).startsWith("::warning title=No gradebook::");
        });
    }

    @Test
    void isRedIfTheBatchesCannotBeMerged() throws Exception {
        batch(1, "ada", 100);
        roster("ada,course/ada,\n");
        workspace.setKitResult(3, "::add-mask::100\nrnnkit: the disk is full\n");

        Workspace.Run run = merge(1, 20);

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.log()).startsWith("::stop-commands::").contains("the disk is full",
                "\n::error title=The batches are not merged::");
        assertThat(run.summary()).contains("| ada | 100 |");
        assertThat(folder.resolve("scores/ada/report.json")).exists();
    }

    private Workspace.Run merge(int count, int perJob) throws Exception {
        return workspace.run(MERGE, Map.of("COUNT", Integer.toString(count), "ROSTER", "roster.csv", "PER_JOB",
                Integer.toString(perJob), "GRADEBOOK", "", "COLUMN", "", "CONFIG", "course/grading.yaml"));
    }

    /** The perplexity of a few epochs must not look like that of a full training. */
    @Test
    void showsOnlyTheVerdictOfAProof() throws Exception {
        twoBatches();
        edit("batch-1/ada", "\"training\":{", "\"training\":{\"proof\":{\"passed\":true},");
        edit("batch-2/bob", "\"training\":{", "\"training\":{\"proof\":{\"passed\":false},");

        assertThat(merge(2, 1).summary()).contains("| ada | 100 | 100 | 1 of 2 | proof passed |\n",
                "| bob | 100 | 100 | 1 of 2 | proof failed |\n");
    }

    private void twoBatches() throws IOException {
        batch(1, "ada", 100);
        batch(2, "bob", 100);
        roster("ada,course/ada,\nbob,course/bob,\n");
    }

    private void edit(String submission, String text, String replacement) throws IOException {
        Path report = folder.resolve("batches").resolve(submission).resolve("report.json");
        Files.writeString(report, Files.readString(report).replace(text, replacement));
    }

    @Test
    void warnsIfTrainingsUsedDifferentTexts() throws Exception {
        twoBatches();
        assertThat(merge(2, 1).log()).isEmpty();
        edit("batch-2/bob", "The Time Machine", "a\\n::error ::story");

        assertThat(merge(2, 1).log().lines()).singleElement().asString()
                .startsWith("::warning title=Different texts::").contains("The Time Machine", "story");
    }

    /** Marks from two kits can't be compared. */
    @Test
    void refusesToMergeReportsOfTwoKits() throws Exception {
        twoBatches();
        edit("batch-2/bob", "a1b2c3d4e5f6", "b2\\n::error ::c3");

        Workspace.Run run = merge(2, 1);

        assertThat(run.status()).isEqualTo(2);
        assertThat(run.log().lines()).singleElement().asString().startsWith("::error title=Different kits::Not merged, ")
                .contains("a1b2c3d4e5f6", "b2");
        assertThat(run.summary()).isEmpty();
        assertThat(folder.resolve("kit/fake/arguments")).doesNotExist();
        assertThat(folder.resolve("scores")).doesNotExist();
    }

    @Test
    void namesMissingBatches() throws Exception {
        batch(1, "ada", 100);
        Files.createDirectories(folder.resolve("batches/batch-3"));
        roster("ada,course/ada,\nbob,course/bob,\ncy,course/cy,\n");

        Workspace.Run run = merge(3, 1);

        assertThat(run.status()).isEqualTo(3);
        assertThat(run.log()).contains("There are no scores from batch 2 3.");
        assertThat(run.summary()).contains("| ada | 100 |", "| bob | no score |", "| cy | no score |", "Not complete",
                "2 3");
        assertThat(workspace.arguments()).endsWith("batches/batch-1", "batches/batch-2", "batches/batch-3");
    }

    @Test
    void checksTheInputsFirst() throws Exception {
        JsonNode check = CLASS.step("roster", "Check the inputs");
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

    private Workspace.Run read(int perJob) throws Exception {
        return workspace.run(READ, Map.of("ROSTER", "roster.csv", "PER_JOB", Integer.toString(perJob)));
    }

    private static String classOf(int students) {
        return IntStream.rangeClosed(1, students).mapToObj(i -> "student" + i + ",course/kit-" + i + ",\n")
                .collect(Collectors.joining());
    }

    private void batch(int number, String name, int score) throws IOException {
        Path batch = Files.createDirectories(folder.resolve("batches/batch-" + number));
        Files.createDirectories(batch.resolve(name));
        Files.writeString(batch.resolve("class.json"), "{}");
        Files.writeString(batch.resolve(name + "/report.json"), "{\"score\":" + score + ",\"maxScore\":100,\"steps\":"
                + "[{\"status\":\"passed\"},{\"status\":\"failed\"}],\"training\":"
                + "{\"perplexity\":1.04187,\"text\":\"The Time Machine\"},"
                + "\"grading\":{\"kit\":{\"hash\":\"a1b2c3d4e5f6\"}}}");
    }
}
