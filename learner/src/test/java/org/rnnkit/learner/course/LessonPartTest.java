package org.rnnkit.learner.course;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.learner.KitCopy;
import org.rnnkit.learner.StudioClient;
import org.rnnkit.learner.guide.StepStates;
import org.rnnkit.learner.studio.StudioEvents;
import org.rnnkit.learner.studio.StudioServer;
import org.rnnkit.learner.watch.Watch;
import org.rnnkit.learner.watch.WatchProgress;
import org.rnnkit.testkit.failure.Failure;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of a step's page in the studio: for a newcomer, after the first save, and for a learner who comes back. */
class LessonPartTest {

    private static final String BEGIN = "Begin with step 1";

    @TempDir
    private Path folder;
    private KitCopy copy;

    @BeforeEach
    void makeCopy() {
        copy = KitCopy.create(folder);
    }

    private static String open(LessonPart part) {
        return open(part, "");
    }

    private static String open(LessonPart part, String path) {
        try (StudioServer server = new StudioServer("token", 0, true, new StudioEvents(), List.of(part), part::board)) {
            return new StudioClient(server.address()).get(path).body();
        }
    }

    private LessonPart part() {
        return new LessonPart(copy.kit(), new StudioEvents(), new Watch(copy.kit(), 20, false));
    }

    private WatchProgress tested(StepStatus status) {
        return tested(StepReport.of(copy.step(1), status, "", List.of()));
    }

    private WatchProgress tested(StepReport report) {
        return new WatchProgress(new StepStates(copy.kit().steps()).with(report), copy.step(1), Set.of(), null, 0, "");
    }

    @Test
    void aNewcomerSeesTheSmallModelUntilTheFirstStepIsChanged() {
        LessonPart part = part();
        assertThat(open(part)).contains(BEGIN, "play/small");
        part.show(tested(StepStatus.NOT_STARTED));
        assertThat(open(part)).contains(BEGIN);
        part.show(tested(StepStatus.FAILED));
        assertThat(open(part)).doesNotContain(BEGIN).contains("data-verdict=\"failed\"");
    }

    @Test
    void aLearnerWhoComesBackIsAtTheStepThatWasSavedLast() {
        copy.save(copy.step(2), copy.solution(copy.step(2)));
        copy.save(copy.step(5), copy.solution(copy.step(5)));
        copy.save(copy.step(4), copy.solution(copy.step(4)));
        assertThat(copy.file(copy.step(5)).toFile().setLastModified(Instant.now().minusSeconds(60).toEpochMilli())).isTrue();
        assertThat(copy.file(copy.step(2)).toFile().setLastModified(Instant.now().minusSeconds(9).toEpochMilli())).isTrue();

        assertThat(WatchProgress.begun(copy.kit())).extracting(Step::number).containsExactly(2, 4, 5);
        assertThat(WatchProgress.first(copy.kit()).current()).isEqualTo(copy.step(4));
        assertThat(open(part())).doesNotContain(BEGIN).contains("Step 4");
    }

    @Test
    void whoseStepSixPassesLetsItWrite() {
        LessonPart part = part();
        part.show(new WatchProgress(new StepStates(copy.kit().steps()).withAll(copy.kit().steps().subList(0, 6).stream()
                .map(step -> StepReport.of(step, StepStatus.PASSED, "", List.of())).toList()), copy.step(6), Set.of(),
                null, 0, ""));

        assertThat(open(part)).contains("play/write-small");
    }

    /** A long line is broken on a narrow page, where a pointer below it would be at the wrong place. */
    @Test
    void whatTheCompilerPointsAtIsMarkedInItsLine() {
        LessonPart part = part();
        part.show(tested(StepReport.of(copy.step(1), StepStatus.ERROR, "OneHotEncoding.java:3: cannot find symbol\n"
                + "return a.zeros<(1);\n        ^\nint b = 1\n         ^", List.of())));

        assertThat(open(part)).contains(">return a<mark>.zeros</mark>&lt;(1);\nint b = <mark>1</mark>\n</pre>");
    }

    @Test
    void aLongHeadlineEndsBeforeTheCure() {
        LessonPart part = part();
        String mistake = "the first and the last of the four axes of the result are exchanged";
        part.show(tested(likely(mistake + ": call transpose")));
        assertThat(open(part)).contains("Likely mistake: " + mistake + ".</span>", "<p>Call transpose");

        part.show(tested(likely("a: b")));
        assertThat(open(part)).contains(">Likely mistake: a: b</span>");
    }

    private StepReport likely(String mistake) {
        return StepReport.of(copy.step(1), StepStatus.FAILED, Failure.ofResult("h is 1", "2").withMistakes(List.of(mistake),
                false), List.of());
    }

    @Test
    void aHeadlineIsNeverOnlyAPlace() {
        LessonPart part = part();
        String type = "NDArray ".repeat(12).strip();
        part.show(tested(StepReport.of(copy.step(1), StepStatus.ERROR, "A.java:20: incompatible types: " + type, List.of())));
        assertThat(open(part)).contains(">A.java:20: incompatible types.</span>");

        part.show(tested(StepReport.of(copy.step(1), StepStatus.ERROR, "A.java:20: " + type, List.of())));
        assertThat(open(part)).contains(">A.java:20: " + type + "</span>");
    }

    @Test
    void aStepThatIsTestedAgainIsNotCalledNotStarted() {
        LessonPart part = part();
        Step first = copy.step(1);
        StepStates stub = new StepStates(copy.kit().steps()).withAll(List.of(StepReport.of(first, StepStatus.NOT_STARTED, "",
                List.of()), StepReport.of(copy.step(2), StepStatus.PASSED, "", List.of())));
        part.show(new WatchProgress(stub, first, Set.of(), null, 0, ""));
        assertThat(open(part)).contains("Step 1: not started", "The tests run by themselves");
        part.show(new WatchProgress(stub, first, Set.of(first), copy.step(2), 0, ""));
        assertThat(open(part)).contains("Step 1: testing …").doesNotContain("Step 1: not started");
    }

    @Test
    void anErrorOfTheMachineIsShownInPlaceOfAnEndlessWait() {
        LessonPart part = part();
        Step first = copy.step(1);
        StepStates stub = new StepStates(copy.kit().steps()).with(StepReport.of(first, StepStatus.NOT_STARTED, "", List.of()));
        part.show(new WatchProgress(stub, first, Set.of(first), null, 0, "The disk is full. Save the file again."));
        assertThat(open(part, "steps/1")).contains("The disk is full. Save the file again.")
                .doesNotContain("testing …", "Testing step");
        assertThat(open(part, "steps/2")).doesNotContain("The disk is full.");
    }

    @Test
    void whoHasAllNineStepsIsAtTheEndOfTheCourse() {
        LessonPart part = part();
        StepStates nine = new StepStates(copy.kit().steps()).withAll(Steps.all().stream()
                .map(step -> StepReport.of(step, StepStatus.PASSED, "", List.of())).toList());
        part.show(new WatchProgress(nine, copy.step(8), Set.of(), null, 0, ""));
        assertThat(open(part)).contains("data-path=\"steps/9\"", "All nine steps pass", "href=\"training\">Train your network");

        StepStates broken = nine.with(StepReport.of(copy.step(8), StepStatus.FAILED, "", List.of()));
        part.show(new WatchProgress(broken, copy.step(8), Set.of(), null, 0, ""));
        assertThat(open(part)).contains("data-path=\"steps/8\"").doesNotContain("All nine steps pass");
    }

    /** The messages and the output of a step can be made to harm the page. */
    @Test
    void messagesAndOutputAreTextWithoutInvisibleCharacters() {
        String hostile = "</pre><script>alert(1)</script>\u001b[2J\u202e\u0000";
        LessonPart part = part();
        part.show(tested(StepReport.of(copy.step(1), StepStatus.FAILED, hostile, List.of()).withRun(null, null, hostile)));
        String verdict = open(part, "steps/1/verdict");
        String shown = "&lt;/pre&gt;&lt;script&gt;alert(1)&lt;/script&gt;\\u001b[2J\\u202e\\u0000";
        assertThat(verdict.split(Pattern.quote(shown), -1)).as("message and output in " + verdict).hasSize(3);
        assertThat(verdict).doesNotContain("<script", "\u001b", "\u202e", "\u0000");
    }
}
