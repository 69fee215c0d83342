package org.rnnkit.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.classroom.results.ClassroomFile;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.cli.RnnKit;
import org.rnnkit.grader.kit.CatalogueSolution;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.kit.Misconception.ContractSentence;
import org.rnnkit.grader.page.HtmlReader;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.Report.Provenance;
import org.rnnkit.grader.report.Report.Provenance.KitVersion;
import org.rnnkit.grader.report.SampleReport;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.grader.report.StepReport.TestReport;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.grader.worker.step.StepResult.TestStatus;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the page about a complaint. */
@Tag("slow")
class ComplaintCommandTest {

    private static final Step STEP = Steps.all().get(0);

    @TempDir
    private Path folder;
    private Path marks;
    private Path inbox;

    @BeforeEach
    void gradedBefore() throws IOException {
        inbox = folder.resolve("inbox");
        marks = folder.resolve("marks");
        Path source = Kit.find(Steps.all()).layout().solution(STEP);
        Path file = Files.createDirectories(inbox.resolve("ada/" + STEP.id())).resolve(source.getFileName());
        Files.writeString(file, Files.readString(source) + "// <script>");
        new ClassroomFile(List.of(ClassroomResult.graded("ada", report("not time first <b>"))), Map.of()).write(marks);
        OutputFile.write(report("an older mistake"), folder.resolve("marks-1/ada/report.json"));
    }

    private static Report report(String message) {
        StepReport failed = StepReport.of(STEP, StepStatus.FAILED, message, List.of(
                new TestReport("puts time first", TestStatus.FAILED, message, 0.1)));
        return new Report("ada", List.of(failed), List.of(), null, "", List.of(), SampleReport.ISOLATION);
    }

    private int run(String... more) {
        List<String> words = new ArrayList<>(List.of("complaint", "ada", "1", inbox.toString(), "--marks",
                marks.toString(), "--isolation", "process"));
        words.addAll(List.of(more));
        return RnnKit.execute(words.toArray(String[]::new));
    }

    @Test
    void showsTheCodeTheFailureTheAttemptsAndTheLineToCopy() throws IOException {
        assertThat(run("--earlier", folder.resolve("marks-1").toString())).isZero();

        String page = HtmlReader.read(Files.readString(marks.resolve("ada/complaint-1.html"))).text();
        assertThat(page).contains("0 of 10 points in step 1", "not time first <b>", "// <script>",
                "marks-1: failed, 0 of 10 points", "an older mistake",
                "The verdict is the same. The reason is another one.", "ada,1,POINTS of 10,REASON,YOUR NAME");
    }

    /** Many tests fail because of one mistake. The catalogue knows which sentence it is about. */
    @Test
    void namesTheSentenceThatTheMistakeBreaks() throws IOException {
        Layout layout = Kit.find(Steps.all()).layout();
        CatalogueSolution wrong = CatalogueSolution.wrong(layout, STEP).stream()
                .filter(one -> one.name().equals("not-transposed"))
                .findFirst().orElseThrow();
        List<ContractSentence> contract = ContractSentence.of(layout, STEP);
        ClassroomResult ada = ClassroomResult.graded("ada", report("Likely mistake: " + wrong.entry().message() + "\nx: 3"));
        new ClassroomFile(List.of(ada), Map.of()).write(marks);

        assertThat(run()).isZero();

        assertThat(HtmlReader.read(Files.readString(marks.resolve("ada/complaint-1.html"))).select("q").eachText())
                .isNotEmpty().hasSameSizeAs(contract.stream().filter(one -> one.mistakes().contains(wrong.name())).toList())
                .hasSizeLessThan(contract.size());
    }

    @Tag("thorough")
    @Test
    void saysWhetherTheVerdictChangesWithOtherSeeds() throws IOException {
        assertThat(run("--seeds", "2", "--out", folder.resolve("page.html").toString())).isZero();

        String page = HtmlReader.read(Files.readString(folder.resolve("page.html"))).text();
        assertThat(page).contains("Graded again with 2 other seeds: passed 2. The verdict depends on the drawn numbers.");
        assertThat(Pattern.compile("Seed (\\d+): passed").matcher(page).results().map(found -> found.group(1)))
                .as("equal code has one seed, unless another one is given").hasSize(2).doesNotHaveDuplicates();
    }

    /** The class was graded with --bonus, which the command finds out: the sources are the same. */
    @Test
    void gradesTheStepsThatTheClassWasGradedIn() throws IOException {
        Step bonus = Steps.bonus().get(0);
        Path source = Kit.find(Steps.all()).layout().solution(bonus);
        Files.copy(source, Files.createDirectories(inbox.resolve("ada/" + bonus.id())).resolve(source.getFileName()));
        Kit kit = Kit.find(Steps.all()).withBonus(Steps.bonus());
        String hash = new Intake(kit).take("ada", List.of(inbox.resolve("ada"))).hash();
        Report graded = report("wrong").withBonus(List.of(StepReport.of(bonus, StepStatus.NOT_STARTED, "", List.of(
                new TestReport("never ran", TestStatus.FAILED, "", 0.1)))))
                .withGrading(new Provenance("", new KitVersion("1", null, null, "f00"), hash, null, null, "", "", "",
                        "", null));
        new ClassroomFile(List.of(ClassroomResult.graded("ada", graded)), Map.of()).write(marks);

        assertThat(run()).isZero();
        assertThat(RnnKit.execute("complaint", "ada", String.valueOf(bonus.number()), inbox.toString(), "--marks",
                marks.toString())).isZero();
        assertThat(HtmlReader.read(Files.readString(marks.resolve("ada/complaint-" + bonus.number() + ".html"))).select("q"))
                .as("a stub keeps and breaks nothing").isEmpty();
    }

    @Test
    void needsTheSubmissionThatWasGraded() {
        assertThat(run("--seeds", "0")).isEqualTo(2);
        assertThat(RnnKit.execute("complaint", "adda", "1", inbox.toString(), "--marks", marks.toString())).isEqualTo(2);
        assertThat(RnnKit.execute("complaint", "ada", "2", inbox.toString(), "--marks", marks.toString())).isEqualTo(2);
        assertThat(RnnKit.execute("complaint", "ada", "1", inbox.toString(), "--marks", folder.toString())).isEqualTo(2);
    }
}
