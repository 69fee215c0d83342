package org.rnnkit.classroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.classroom.results.ClassroomReportTest;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.classroom.results.ResultKind;
import org.rnnkit.grader.TestSubmission;
import org.rnnkit.grader.Trainer;
import org.rnnkit.grader.TrainingOutcome;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.config.SampleConfig;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.report.format.FormatName;
import org.rnnkit.grader.sandbox.IsolationKind;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.grader.system.ProcessLock;
import org.rnnkit.grader.system.RecursiveDelete;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests that the grading of a class survives a kill and grades nothing twice. */
@Tag("slow")
class ClassroomTest {

    private static final TrainingOutcome NO_TRAINING = TrainingOutcome.withoutReport(Report.NO_TRAINING);

    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path folder;
    private Path inbox;
    private Path out;

    @BeforeEach
    void addSubmissions() {
        inbox = folder.resolve("inbox");
        out = folder.resolve("out");
        TestSubmission.copyTo(inbox.resolve("ada"));
        TestSubmission.copyTo(inbox.resolve("bob")).state("manager.zeros", "manager.ones");
    }

    /** Makes stubs of both, for a test to which the verdict does not matter: a stub gets its report without running. */
    private void replaceByStubs() throws IOException {
        Step step = Steps.all().get(2);
        for (String name : List.of("ada", "bob")) {
            Files.copy(Kit.find(Steps.all()).layout().exercise(step), inbox.resolve(name).resolve(step.sourceFile()),
                    StandardCopyOption.REPLACE_EXISTING);
        }
    }

    @Test
    void keepsFinishedReportsWhenItIsKilled() throws IOException, InterruptedException {
        TestSubmission.copyTo(inbox.resolve("carl"));
        killWhenItSays("ada is finished", "ada");
        assertThat(out.resolve(".graded/ada/findings.json")).exists();
        assertThat(out.resolve("carl/report.json")).doesNotExist();
        Path unfinished = Files.writeString(out.resolve("ada/report.json." + UUID.randomUUID() + ".part"), "{");
        FileTime finished = markAsOld(out.resolve("ada/report.json"));

        List<ClassroomResult> results = ClassroomProcess.grade(inbox, out);

        assertThat(results).extracting(result -> result.report().steps().get(0).status())
                .containsExactly(StepStatus.PASSED, StepStatus.FAILED, StepStatus.PASSED);
        assertThat(Files.getLastModifiedTime(out.resolve("ada/report.json"))).isEqualTo(finished);
        assertThat(unfinished).doesNotExist();
        assertThat(List.of("ada", "bob", "carl")).allSatisfy(name -> {
            assertThat(out.resolve(name).toFile().list()).containsExactly("report.json");
            assertThat(out.resolve(".graded").resolve(name).toFile().list()).containsExactly("findings.json");
        });
    }

    /** Starts a class in another process, and kills the process when it prints a line. */
    private void killWhenItSays(String line, String... finished) throws IOException, InterruptedException {
        Process process = start(out, folder.resolve("tmp"), Stream.concat(Stream.of(line), Stream.of(finished)).toList());
        String said = process.inputReader().readLine();
        process.destroyForcibly().waitFor();
        assertThat(said).as(Files.readString(folder.resolve("log"))).isEqualTo(line);
    }

    private Process start(Path results, Path temporary, List<String> lineAndFinished) throws IOException {
        List<String> command = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Drnnkit.home=" + Kit.find(Steps.all()).home(), "-Djava.io.tmpdir=" + Files.createDirectories(temporary),
                "-cp", System.getProperty("java.class.path"), ClassroomProcess.class.getName(), inbox.toString(),
                results.toString()));
        command.addAll(lineAndFinished);
        return new ProcessBuilder(command).redirectError(folder.resolve("log").toFile()).start();
    }

    /** An interrupt leaves no process in a sandbox, no temporary folder and no unfinished file. */
    @Test
    void leavesNothingWhenItIsStopped() throws IOException, InterruptedException {
        assumeThat(TestSubmission.bestSandbox().isolation().kind()).isEqualTo(IsolationKind.BUBBLEWRAP);
        for (String moment : List.of(ClassroomProcess.INTAKE, "steps", ClassroomProcess.PAGE)) {
            Path run = folder.resolve(moment);
            Process process = start(run.resolve("out"), run.resolve("tmp"), List.of());
            BufferedReader said = process.inputReader();
            assertThat(said.readLine()).as(Files.readString(folder.resolve("log"))).isEqualTo(ClassroomProcess.INTAKE);
            while (moment.equals(ClassroomProcess.PAGE) && !said.readLine().equals(ClassroomProcess.PAGE)) {
                assertThat(process.isAlive()).as(Files.readString(folder.resolve("log"))).isTrue();
            }
            // The compiler runs in a sandbox, too, and has none of the submission's folders in its command line.
            long begun = System.nanoTime();
            while (moment.equals("steps") && sandboxes(run + "/tmp/.*/work").isEmpty()) {
                assertThat(System.nanoTime() - begun).as("time until the steps run").isLessThan(TimeUnit.MINUTES.toNanos(2));
                Thread.sleep(1);
            }
            process.destroy();

            assertThat(process.waitFor(1, TimeUnit.MINUTES)).as(moment).isTrue();
            // A killed process does not end at once.
            long stopped = System.nanoTime();
            while (!sandboxes(run.toString()).isEmpty() && System.nanoTime() - stopped < TimeUnit.SECONDS.toNanos(10)) {
                Thread.sleep(20);
            }
            assertThat(sandboxes(run.toString())).as(moment).isEmpty();
            assertThat(run.resolve("tmp")).as(moment).isEmptyDirectory();
            try (Stream<Path> files = Files.walk(run)) {
                assertThat(files.filter(file -> file.toString().endsWith(".part"))).as(moment).isEmpty();
            }
        }
    }

    /** Lists the command lines of bubblewrap that have a text. Java itself cuts long ones. */
    private static List<String> sandboxes(String text) {
        Pattern pattern = Pattern.compile(text);
        return ProcessHandle.allProcesses().map(process -> Path.of("/proc", String.valueOf(process.pid()), "cmdline"))
                .map(ClassroomTest::read).filter(line -> line.startsWith("bwrap") && pattern.matcher(line).find()).toList();
    }

    private static String read(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException ended) {
            return "";
        }
    }

    /** A kill costs the submission that was running, and leaves nothing behind. */
    @Test
    void gradesASubmissionAgainInTheMiddleOfWhichItWasKilled() throws IOException, InterruptedException {
        killWhenItSays("steps of ada are finished");
        assertThat(out.resolve(".graded/ada").toFile().list()).containsExactly("running.json");
        assertThat(folder.resolve("tmp")).isNotEmptyDirectory();
        List<String> order = new CopyOnWriteArrayList<>();

        List<ClassroomResult> results = ClassroomProcess.grade(inbox, out, (submission, steps, scratch) -> {
            order.add(submission.name());
            return NO_TRAINING;
        });

        assertThat(order).as("the submission that may have killed it comes last").containsExactly("bob", "ada");
        assertThat(results.get(0).report().steps().get(0).tests()).isNotEmpty();
        assertThat(out.resolve(".graded/ada").toFile().list()).containsExactly("findings.json");
        new Scratch(folder.resolve("tmp")).close();
        assertThat(folder.resolve("tmp")).isEmptyDirectory();
    }

    @Test
    void gradesOnlyChangedSubmissionsAgain() throws IOException {
        Files.writeString(inbox.resolve("dan.zip"), "no archive");
        assertThat(ClassroomProcess.grade(inbox, out)).extracting(ClassroomResult::kind)
                .containsExactly(ResultKind.GRADED, ResultKind.GRADED, ResultKind.REFUSED);
        FileTime old = markAsOld(out.resolve("ada/report.json"));
        Files.writeString(inbox.resolve("bob/src/main/java/org/rnnkit/step3state/HiddenState.java"), "class {");
        ByteArrayOutputStream shown = new ByteArrayOutputStream();

        List<ClassroomResult> results = ClassroomProcess.grade(inbox, out, new PrintStream(shown));

        int points = Steps.all().get(2).points();
        assertThat(shown.toString().lines()).filteredOn(line -> line.endsWith("  kept")).singleElement().asString()
                .contains("ada  " + points + "/" + points);

        assertThat(Files.getLastModifiedTime(out.resolve("ada/report.json"))).isEqualTo(old);
        assertThat(results.get(1).report().steps().get(0).status()).isEqualTo(StepStatus.ERROR);
        assertThat(results.get(2).reason()).contains("dan.zip");
    }

    /** The steps and the training are kept; the marks and the students' files are made again. */
    @Test
    void computesMarksFromKeptFindingsIfOnlyPointsChange() throws IOException {
        AtomicInteger gradings = new AtomicInteger();
        Trainer counting = (submission, steps, scratch) -> {
            gradings.incrementAndGet();
            return NO_TRAINING;
        };
        assertThat(ClassroomProcess.grade(inbox, out, counting, settings(10)))
                .noneMatch(ClassroomResult::kept).extracting(result -> result.report().getScore()).containsExactly(10, 0);
        String date = JSON.readTree(out.resolve("ada/report.json").toFile()).at("/grading/date").asText();

        List<ClassroomResult> results = ClassroomProcess.grade(inbox, out, counting, settings(30));

        assertThat(gradings).hasValue(2);
        assertThat(results).allMatch(ClassroomResult::kept).extracting(result -> result.report().getScore())
                .containsExactly(30, 0);
        JsonNode ada = JSON.readTree(out.resolve("ada/report.json").toFile());
        assertThat(ada.path("score").asInt()).isEqualTo(30);
        assertThat(ada.at("/grading/date").asText()).as("of the grading").isEqualTo(date).isNotEmpty();
        assertThat(JSON.readTree(out.resolve("bob/report.json").toFile()).at("/steps/0/message").asText()).isNotEmpty();
    }

    private static GradingConfig settings(int points) {
        return SampleConfig.of("steps: {step3state: {points: " + points + "}}\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "{\"half"})
    void ignoresAnIncompleteOrForeignReport(String content) throws IOException {
        Path file = out.resolve("findings.json");
        OutputFile.writeSealed(ClassroomReportTest.report(0, "", "", ""), "same", file);
        assertThat(OutputFile.readSealed(file, "same", Report.class)).isPresent();
        assertThat(OutputFile.readSealed(file, "other", Report.class)).isEmpty();

        Files.writeString(file, content);

        assertThat(OutputFile.readSealed(file, "same", Report.class)).isEmpty();
    }

    @Test
    void writesTheFormatsOfToday() {
        Report report = ClassroomReportTest.report(0, "", "wrong", "");
        new StudentFeedback(Set.of(FormatName.JSON), Map.of()).update(out, report);
        assertThat(out.resolve("report.json")).content().contains("wrong");
        new StudentFeedback(Set.of(FormatName.JSON, FormatName.JUNIT, FormatName.ANNOTATIONS), Map.of()).update(out, report);
        assertThat(out).isDirectoryContaining("glob:**/junit.xml");
    }

    @Test
    void givesNoScoreAfterAGraderError() throws IOException {
        replaceByStubs();
        Files.createDirectories(out);
        Files.writeString(out.resolve("ada"), "a file where a folder has to be");

        List<ClassroomResult> results = ClassroomProcess.grade(inbox, out);

        assertThat(results).extracting(ClassroomResult::kind).containsExactly(ResultKind.SET_ASIDE, ResultKind.GRADED);
        assertThat(results.get(0).reason()).contains("No mark, because of the grader", "ada", "run the same command again")
                .doesNotContain(out.toString());
    }

    /** An Error is handled like any other: a submission that fills the grader's memory costs no other its mark. */
    @Test
    void setsASubmissionAsideThatTheGraderFailsWithTwice() throws IOException {
        replaceByStubs();
        List<String> calls = new CopyOnWriteArrayList<>();
        List<ClassroomResult> results = ClassroomProcess.grade(inbox, out, (submission, steps, scratch) -> {
            calls.add(submission.name());
            if (submission.name().equals("ada")) {
                throw new OutOfMemoryError("Java heap space");
            }
            return NO_TRAINING;
        });

        assertThat(calls).containsExactly("ada", "bob", "ada");
        assertThat(results).extracting(ClassroomResult::kind).containsExactly(ResultKind.SET_ASIDE, ResultKind.GRADED);
        assertThat(results.get(0).reason()).contains("because of the grader, not of the submission", "ran out of memory",
                "-Xmx4g", "run the same command again", "grader-error.txt");
        assertThat(out.resolve(".graded/ada/grader-error.txt")).content().contains("OutOfMemoryError", "\tat ");
        assertThat(out.resolve("ada/report.json")).doesNotExist();
        FileTime old = markAsOld(out.resolve("bob/report.json"));

        assertThat(ClassroomProcess.grade(inbox, out)).extracting(ClassroomResult::kind)
                .containsExactly(ResultKind.GRADED, ResultKind.GRADED);
        assertThat(Files.getLastModifiedTime(out.resolve("bob/report.json"))).isEqualTo(old);
        assertThat(out.resolve(".graded/ada").toFile().list()).containsExactly("findings.json");
    }

    /** A program that cleans the temporary folder costs no submission its mark. */
    @Test
    void gradesASubmissionAgainWhoseTemporaryFolderWasDeleted() throws IOException {
        replaceByStubs();
        List<String> calls = new CopyOnWriteArrayList<>();
        List<ClassroomResult> results = ClassroomProcess.grade(inbox, out, (submission, steps, scratch) -> {
            calls.add(submission.name());
            if (calls.size() == 1) {
                RecursiveDelete.deleteRecursively(scratch);
            }
            return NO_TRAINING;
        });

        assertThat(calls).containsExactly("ada", "bob", "ada");
        assertThat(results).extracting(ClassroomResult::kind).containsExactly(ResultKind.GRADED, ResultKind.GRADED);
    }

    @Test
    void setsASubmissionAsideThatTheGraderWasKilledWithTwice() throws IOException {
        replaceByStubs();
        Path mark = leaveMark("ada", 2);

        List<ClassroomResult> results = ClassroomProcess.grade(inbox, out);

        assertThat(results).extracting(ClassroomResult::kind).containsExactly(ResultKind.SET_ASIDE, ResultKind.GRADED);
        assertThat(results.get(0).reason()).contains("killed twice", out.relativize(mark).toString(),
                "run the same command again");

        Files.setLastModifiedTime(inbox.resolve("ada"), FileTime.from(Instant.parse("2021-01-01T00:00:00Z")));
        assertThat(ClassroomProcess.grade(inbox, out)).as("handed in again").extracting(ClassroomResult::kind)
                .containsExactly(ResultKind.GRADED, ResultKind.GRADED);
    }

    /** Leaves the file that a killed grader leaves. */
    private Path leaveMark(String name, int kills) throws IOException {
        Path folder = Files.createDirectories(out.resolve(".graded").resolve(name));
        return Files.writeString(folder.resolve("running.json"), "{\"kills\": " + kills + ", \"handedIn\": \"["
                + inbox.resolve(name).toFile().lastModified() + "]\"}");
    }

    @Test
    void deletesTheReportOfAnEarlierSubmissionThatCannotBeTakenNow() throws IOException {
        replaceByStubs();
        ClassroomProcess.grade(inbox, out);
        assertThat(out.resolve("ada/report.json")).exists();
        RecursiveDelete.deleteRecursively(inbox.resolve("ada"));
        Files.createDirectories(inbox.resolve("ada/nothing"));

        assertThat(ClassroomProcess.grade(inbox, out).get(0).kind()).isEqualTo(ResultKind.REFUSED);
        assertThat(out.resolve("ada/report.json")).doesNotExist();
    }

    @Test
    void twoGradersDoNotWriteToTheSameResults() throws IOException {
        Path lock = Files.createDirectories(out.resolve(".graded")).resolve(".lock");
        try (ProcessLock other = ProcessLock.tryLock(lock).orElseThrow()) {
            assertThat(other.isEnforced()).isTrue();
            assertThatThrownBy(() -> ClassroomProcess.grade(inbox, out)).isInstanceOf(UsageException.class)
                    .hasMessageContaining("Another grade-all is writing to " + out);
        }
    }

    private static FileTime markAsOld(Path file) throws IOException {
        FileTime old = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        Files.setLastModifiedTime(file, old);
        return old;
    }

    /** What could not be fetched is no mistake of the student's: there is no file that says so to the student. */
    @Test
    void givesAReasonToWhoCanNotBeGradedAndNoneToWhoWasNotFetched() throws IOException {
        RecursiveDelete.deleteRecursively(inbox);
        Files.createDirectories(inbox.resolve("ada"));
        Files.createDirectories(inbox.resolve(".not-fetched"));
        Files.writeString(inbox.resolve(".not-fetched/bob"), "course/bob has no branch v2.\n");
        Files.writeString(inbox.resolve(".not-fetched/cy"), "refused: Your repository has more than 20000 files.\n");
        Files.createDirectories(out.resolve("bob"));
        Files.writeString(out.resolve("bob/report.json"), "of an earlier run");

        List<ClassroomResult> results = ClassroomProcess.grade(inbox, out);

        assertThat(results).extracting(ClassroomResult::kind).containsExactly(ResultKind.REFUSED, ResultKind.NOT_FETCHED,
                ResultKind.REFUSED);
        assertThat(results.get(2).reason()).isEqualTo("Your repository has more than 20000 files.");
        assertThat(out.resolve("cy/report.html")).content().contains("Your repository has more than 20000 files.");
        assertThat(results.get(0).reason()).as("without the path of the inbox").startsWith("ada: Your folder is empty.");
        assertThat(out.resolve("ada/report.html")).content().contains("Your folder is empty.")
                .doesNotContain(folder.toString());
        assertThat(results.get(1).reason())
                .isEqualTo("Could not be fetched, so the score stays open: course/bob has no branch v2.");
        assertThat(out.resolve("bob")).isEmptyDirectory();
    }
}
