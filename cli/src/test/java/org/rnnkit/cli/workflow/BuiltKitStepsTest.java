package org.rnnkit.cli.workflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.commons.io.FileUtils;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnnkit.cli.Programs;
import org.rnnkit.grader.TestMachine;
import org.rnnkit.grader.marking.CsvFile;
import org.rnnkit.grader.sandbox.SandboxFinder;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * Tests that run the workflows' steps with the real kit, of which a graded test changes between two runs. The launcher builds
 * it with an invented Maven, which compiles this test alone.
 */
@Tag("slow")
class BuiltKitStepsTest extends ScriptTest {

    private static final Step STEP = Steps.all().get(2);
    private static final String TEST = "src/test/java/org/rnnkit/step3state/HiddenStateTest.java";
    private static final String NEW_TEST = """

                @Test
                void aTestOfTheNewKit() {
                    Expect.that(false, "the new kit wants more");
                }
            }
            """;
    private static final List<String> CLASS = List.of("ada", "bob", "cy");

    /** What the first kit does before the tests: it says that it runs, and waits for a file. */
    private static final String WAITING = """

                @org.junit.jupiter.api.BeforeEach
                void waitForTheBuild() throws Exception {
                    java.nio.file.Files.writeString(java.nio.file.Path.of("%s"), "");
                    while (!java.nio.file.Files.exists(java.nio.file.Path.of("%s"))) {
                        Thread.sleep(20);
                        org.rnnkit.testkit.limit.WorkLimit.restartOfThread();
                    }
                }
            }
            """;
    private static final List<String> MODULES =
            List.of("cli", "learner", "classroom", "grader", "standins", "testkit", "toolkit");
    private static final List<String> OTHER_PARTS = List.of("pom.xml", "checkstyle.xml",
            "docs/allowed.md", "docs/learning.md", "cli/target/classpath.txt", "exercises/pom.xml", "exercises/src/main",
            "solutions/src/main", "solutions/target/classes", "solutions/target/test-classes", "src/test/java", "rnnkit");

    /** The repositories of the students on GitHub. */
    private final Map<String, List<String>> pushes = new HashMap<>();

    BuiltKitStepsTest() {
        super("jq", "git", "unzip");
    }

    /** Makes a checkout of the kit with the modules' classes and without a built kit. */
    @BeforeEach
    void checkOutTheKit() throws IOException {
        Path kit = folder.resolve("kit");
        for (String part : OTHER_PARTS) {
            copy(part, kit);
        }
        for (String module : MODULES) {
            copy(module + "/pom.xml", kit);
            copy(module + "/src/main", kit);
            copy(module + "/target/classes", kit);
        }
        String modules = MODULES.stream().map(module -> kit.resolve(module + "/target/classes").toString())
                .collect(Collectors.joining(File.pathSeparator, "", File.pathSeparator));
        String libraries = Files.readString(kit.resolve("cli/target/classpath.txt"));
        String compile = "#!/bin/sh\nexec '%s' -d solutions/target/test-classes -cp '%s' %s\n";
        Programs.script(folder.resolve("bin/mvn"), compile.formatted(Path.of(System.getProperty("java.home"), "bin/javac"),
                modules + Workflow.KIT.resolve("solutions/target/classes") + File.pathSeparator
                        + "solutions/target/test-classes" + File.pathSeparator + libraries, TEST));
    }

    private static void copy(String part, Path kit) throws IOException {
        File from = Workflow.KIT.resolve(part).toFile();
        File to = kit.resolve(part).toFile();
        if (from.isDirectory()) {
            FileUtils.copyDirectory(from, to);
        } else {
            FileUtils.copyFile(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    /**
     * Twelve students from Classroom 50's roster to Moodle's worksheet, through all steps of the workflow. The second run has
     * other points and the artifact of the first one. Each mark is written here by hand.
     */
    @Test
    void aClassGoesFromTheRosterToTheGradebookAndTheNextRunKeepsItsFindings() throws Exception {
        TestMachine.assumeHas("bubblewrap", SandboxFinder.tryBubblewrap().works());
        Workspace job = workspace("class", build("built"));
        Path course = Files.createDirectories(job.folder().resolve("course"));
        gitHub(job.folder());
        handIn();
        String row = "Participant %d,\"Núñez, Student %d\",s%02d,s.%d@uni.example,No submission,,100,Yes,-,-,\n";
        Files.writeString(course.resolve("Grades.csv"), IntStream.rangeClosed(1, 12)
                .mapToObj(i -> row.formatted(900 + i, i, i, i))
                .collect(Collectors.joining("", "Identifier,Full name,ID number,Email address,Status,Grade,Maximum Grade,"
                        + "Grade can be changed,Last modified (submission),Last modified (grade),Feedback comments\n", "")));
        Files.writeString(course.resolve("classroom50.csv"), IntStream.range(1, 12).mapToObj(i ->
                "S%02d,Student,\"Núñez\",S.%d@uni.example,A,%d\n".formatted(i, i, i))
                .collect(Collectors.joining("", "username,first_name,last_name,email,section,github_id\n",
                        "guest,Gil,Guest,gil@home.example,A,99\n")));
        Workspace.Run joined = job.run(Map.of(), "kit/rnnkit", "roster", "course/classroom50.csv", "course/Grades.csv", "--out",
                "course/roster.csv", "--repositories", "course/fall-rnn");
        assertThat(joined.log()).contains("11 of 12 students joined.",
                "without a login (1): Núñez, Student 12 (Participant 912)", "Not in the gradebook (1): guest.");

        String settings = """
                deadline: 2026-12-01T23:59:00+01:00[Europe/Berlin]
                extensions:
                  s04: 2026-12-08T23:59:00+01:00[Europe/Berlin]
                late: {percent: 50}
                """;
        Files.writeString(course.resolve("grading.yaml"), settings);
        Workspace.Run first = gradeClass(job);

        assertThat(first.status()).as(first.log()).isZero();
        assertThat(first.log()).contains("10 graded (0 kept, 10 new), 1 not taken",
                "::warning title=Not all could be graded::",
                "Most frequent mistakes:\n  step 3, 1 submission: ",
                "No submission, so the grade stays as it was (1): Núñez, Student 12");
        assertThat(grades(job)).containsExactly("5", "0", "3", "5", "5", "5", "5", "15", "", "15", "0", "");
        assertThat(table(job)).contains("GitHub received commit").contains("from the student's computer");

        FileUtils.deleteDirectory(job.folder().resolve("marks").toFile());
        FileUtils.deleteDirectory(job.folder().resolve("submissions").toFile());
        gitHub(job.folder(), artifact(7, "2026-12-01T10:00:00Z", ""));
        Files.writeString(course.resolve("grading.yaml"),
                settings + "steps:\n  " + Steps.all().get(0).id() + ":\n    points: 20\n  " + Steps.all().get(1).id()
                        + ":\n    points: 0\n");
        submit("s02", step(3), "2026-12-01T22:59:00Z");

        Workspace.Run second = gradeClass(job);

        assertThat(second.log()).contains("10 graded (9 kept, 1 new), 1 not taken", "3 marks changed since the last run: ",
                "Núñez, Student 2 from 0 of 100 to 5 of 100", "Núñez, Student 8 from 15 of 100 to 25 of 100",
                "Núñez, Student 10 from 15 of 100 to 5 of 100");
    }

    /** Hands in for ten of the students; the one without a repository and the one without a login are missing. */
    private void handIn() throws Exception {
        String onTime = "2026-12-01T22:59:00Z";
        String earlier = "2026-12-01T20:00:00Z";
        String late = "2026-12-02T22:00:00Z";
        Map<String, String> right = step(3);
        submit("s01", right, onTime);
        submit("s02", step(3, "exercises"), earlier);
        submit("s03", right, late);
        submit("s04", right, late);
        submit("s05", right, earlier);
        git(repositoryOf("s05"), "git tag submit/2026-12-01T10-00-00Z-abcdefa");
        submit("s05", Map.of(STEP.sourceFile(), "class Broken {"), onTime);
        submit("s06", right, onTime);
        submit("s06", Map.of(STEP.sourceFile(), "class Broken {"), late);
        submit("s07", right, "");
        submit("s08", step(1), earlier);
        submit("s08", right, onTime);
        submit("s10", step(2), earlier);
        submit("s10", right, onTime);
        submit("s11", Map.of(STEP.sourceFile(), "class Broken {"), onTime);
    }

    private static Map<String, String> step(int number) throws IOException {
        return step(number, "solutions");
    }

    private static Map<String, String> step(int number, String module) throws IOException {
        String file = Steps.all().get(number - 1).sourceFile();
        return Map.of(file, Files.readString(Workflow.KIT.resolve(module).resolve(file)));
    }

    private Path repositoryOf(String student) {
        return folder.resolve("server/course/fall-rnn-" + student);
    }

    /** Pushes files of a student. GitHub keeps the times of all pushes; without a time, it does not answer. */
    private void submit(String student, Map<String, String> files, String received) throws Exception {
        for (Map.Entry<String, String> file : files.entrySet()) {
            Programs.write(repositoryOf(student).resolve("exercises").resolve(file.getKey()), file.getValue());
        }
        String commit = commit(repositoryOf(student), "2026-11-01T10:00:00Z");
        if (!received.isEmpty()) {
            pushes.computeIfAbsent(student, key -> new ArrayList<>()).add(commit + " " + received + " push");
            received(folder.resolve("class"), "fall-rnn-" + student, pushes.get(student).toArray(String[]::new));
        }
    }

    private static List<String> grades(Workspace job) throws IOException {
        return CsvFile.read(job.folder().resolve("marks/gradebook.csv")).records().stream().skip(1).map(row -> row.get(5))
                .toList();
    }

    private static String table(Workspace job) throws IOException {
        return Files.readString(job.folder().resolve("marks/scores.csv"));
    }

    /** Runs the workflow's steps, and returns the grading's outcome. */
    private Workspace.Run gradeClass(Workspace job) throws Exception {
        Map<String, String> values = new HashMap<>(GradeClassStepsTest.VALUES);
        values.put("inputs.config && format('course/{0}', inputs.config)", "course/grading.yaml");
        values.put("inputs.roster && format('course/{0}', inputs.roster)", "course/Grades.csv");
        return new JobRun(job, values, fromTheServer(), Files.createDirectories(job.folder().resolve("artifacts")))
                .run(Workflow.of(".github/workflows/grade-class.yml").yaml().at("/jobs/class")).get("Grade");
    }

    /**
     * A class is graded in the kit's own folder; meanwhile a test changes, and the next command builds the kit again. The tests
     * of the first student wait for the end of this build. What is graded next has the changed test.
     */
    @Test
    void aBuildBesideARunningClassChangesNoReportOfIt() throws Exception {
        Path begun = folder.resolve("begun");
        Path built = folder.resolve("built");
        Path test = folder.resolve("kit").resolve(TEST);
        String original = Files.readString(test);
        addToTheTest(WAITING.formatted(begun, built));
        Path before = build("before");
        for (String name : CLASS) {
            Path exercises = folder.resolve("submissions").resolve(name).resolve("exercises");
            writeStep(exercises);
            // The same files are graded only once.
            Path source = exercises.resolve(STEP.sourceFile());
            Files.writeString(source, Files.readString(source).replaceFirst("(?m)^        return ",
                    "        String student = \"" + name + "\";\n$0"));
        }
        Path settings = Files.writeString(folder.resolve("grading.yaml"), "steps:\n  " + STEP.id() + ":\n    seconds: 300\n");
        ProcessBuilder command = new ProcessBuilder(folder.resolve("kit/rnnkit").toString(), "grade-all", "submissions",
                "--out", "marks", "--config", settings.toString(), "--no-training", "--isolation", "process", "--jobs", "1");
        command.environment().putAll(Map.of("CI", "true", "XDG_CACHE_HOME", folder.resolve("cache").toString()));
        Path log = folder.resolve("class.txt");
        Process grading = command.directory(folder.toFile()).redirectErrorStream(true).redirectOutput(log.toFile()).start();
        try {
            while (grading.isAlive() && !Files.exists(begun)) {
                Thread.sleep(20);
            }
            Files.writeString(test, original); // not before: the running command would build the kit again
            changeTheTest();
            Path after = build("after");
            assertThat(before.resolve("current")).content().isNotEqualTo(Files.readString(after.resolve("current")));
            assertThat(grading.isAlive()).as(Files.readString(log)).isTrue();
            Files.createFile(built);
            assertThat(grading.waitFor(5, TimeUnit.MINUTES)).isTrue();
        } finally {
            grading.destroy();
        }
        assertThat(grading.exitValue()).as(Files.readString(log)).isZero();
        for (String name : CLASS) {
            expectOnlyOldTests(report(folder.resolve("marks").resolve(name)), before);
        }
        expectTheNewTest(feedback(workspace("student", folder.resolve("after"))), folder.resolve("after"));
    }

    private void changeTheTest() throws IOException {
        addToTheTest(NEW_TEST);
    }

    private void addToTheTest(String end) throws IOException {
        Path test = folder.resolve("kit").resolve(TEST);
        Files.writeString(test, Files.readString(test).stripTrailing().replaceFirst("}$", Matcher.quoteReplacement(end)));
    }

    /** Builds the kit as the first job of a class does, and returns a copy of what it hands on. */
    private Path build(String name) throws Exception {
        Workspace.Run run = workspace.run(PrepareTest.CHECK, Map.of("SANDBOX", "false"));
        assertThat(run.status()).as(run.log()).isZero();
        assertThat(run.log()).contains("building the kit");
        Path copy = folder.resolve(name);
        FileUtils.copyDirectory(folder.resolve("kit/kit").toFile(), copy.toFile());
        return copy;
    }

    /** Makes the workspace of another job, which has scripts, the launcher and a built kit, but no sources. */
    private Workspace workspace(String name, Path built) throws IOException {
        Workspace job = new Workspace(Files.createDirectories(folder.resolve(name)));
        // One for all jobs, since archives for faster starts take seconds to make. Its folders are named after the kit's hash.
        Files.createSymbolicLink(job.folder().resolve("cache"), Files.createDirectories(folder.resolve("cache")));
        copy("rnnkit", job.folder().resolve("kit"));
        FileUtils.copyDirectory(built.toFile(), job.folder().resolve("kit/kit").toFile());
        return job;
    }

    private JsonNode feedback(Workspace student) throws Exception {
        writeStep(student.folder().resolve("kit/exercises"));
        Workspace.Run run = student.run(Workflow.of(".github/workflows/feedback.yml").step("feedback", "Grade"),
                Map.of("TARGET", "exercises", "OUT", student.folder().resolve("report").toString(), "TRAINING", "false"));
        assertThat(run.status()).as(run.log()).isLessThanOrEqualTo(1);
        assertThat(run.log()).doesNotContain("building the kit");
        return report(student.folder().resolve("report"));
    }

    private static void writeStep(Path exercises) throws IOException {
        FileUtils.copyFile(Workflow.KIT.resolve("solutions").resolve(STEP.sourceFile()).toFile(),
                exercises.resolve(STEP.sourceFile()).toFile());
    }

    private static JsonNode report(Path folder) throws IOException {
        return new JsonMapper().readTree(folder.resolve("report.json").toFile());
    }

    private static void expectOnlyOldTests(JsonNode report, Path built) throws IOException {
        assertThat(report.at("/grading/kit/hash").asText()).isEqualTo(Files.readString(built.resolve("current")).strip());
        assertThat(report.at("/steps/2/status").asText()).isEqualTo("passed");
        assertThat(report.toString()).doesNotContain("the new kit wants more");
    }

    private static void expectTheNewTest(JsonNode report, Path built) throws IOException {
        assertThat(report.at("/grading/kit/hash").asText()).isEqualTo(Files.readString(built.resolve("current")).strip());
        assertThat(report.at("/steps/2/status").asText()).isEqualTo("failed");
        assertThat(report.at("/steps/2/tests").toString()).contains("a test of the new kit", "the new kit wants more");
    }
}
