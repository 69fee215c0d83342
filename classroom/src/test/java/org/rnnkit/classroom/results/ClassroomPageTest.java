package org.rnnkit.classroom.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.report.Lateness;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.SampleReport;
import org.rnnkit.testkit.failure.Failure;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the submissions that a class's page names, with the reasons, and of what the class got wrong. */
class ClassroomPageTest {

    private static final ClassroomResult ADA = ClassroomResult.graded("ada", report(1.05, "", "", ""));

    @TempDir
    private Path folder;
    private List<Doubt> doubts = List.of();
    private List<String> strangers = List.of();
    private Changes changes = Changes.NONE;

    private static final ClassroomResult BOB = ClassroomReportTest.BOB;
    private static final ClassroomResult CARL = graded("carl", "", "logits: -7.5e-3 at [4, 2]", "");

    /** A decision is on the page until a line of the instructor's has settled it. */
    @Test
    void beginsWithWhatNeedsADecision() throws IOException {
        Report late = report(0, "", "", "").withDecisions(
                new Lateness("2026-12-01T23:59Z", null, 0, 0, true, "The time of hand-in is not known."), List.of());
        doubts = List.of(new Doubt("x <b>", "may belong to Ann or Bob", ""), Doubt.ofPerson("Bob_4102", "Ada's number"));

        Document page = page(ADA, ClassroomResult.graded("eve", late));

        assertThat(page.select("#decisions ~ h3").eachText()).containsExactly("1 without a time of hand-in",
                "2 in doubt whose, or which one counts");
        assertThat(group(page, "2 in doubt whose, or which one counts")).isEqualTo("x <b>: may belong to Ann or Bob "
                + "Bob_4102: Ada's number overrides.csv: Bob_4102,person,,REASON,YOUR NAME");
        assertThat(group(page, "1 without a time of hand-in")).isEqualTo(
                "eve The time of hand-in is not known. times.csv: eve,TIME");
    }

    /** Nobody on the roster waits for this grade, so the time of hand-in does not matter. */
    @Test
    void saysFirstWhoIsNotOnTheRosterAndAsksForNoTime() throws IOException {
        strangers = List.of("zoe <b>");
        Report open = report(0, "", "", "").withDecisions(new Lateness("2026-12-01T12:00Z", null, 0, 0, true,
                "The time of hand-in is not known."), List.of());

        Document page = page(ClassroomResult.graded("zoe <b>", open));

        assertThat(page.select("#decisions ~ h3").eachText()).containsExactly("1 not on the roster");
        assertThat(group(page, "1 not on the roster")).isEqualTo("zoe <b>");
    }

    @Test
    void asksAboutHandInsWithTheEarlierTimeAndThoseThatAreNotThere() throws IOException {
        changes = new Changes(List.of(), List.of("gus, 2026-12-01T12:00Z"));

        Document page = page(ClassroomResult.refused("eve", "a docx"), ADA, ClassroomResult.notInInbox("hal"));

        assertThat(page.select("#decisions ~ h3").eachText()).containsExactly(
                "1 handed in again, with the earlier time of hand-in", "1 not taken", "1 handed in, and not in the inbox");
        assertThat(page.select("#summary").text()).startsWith("1 of 2 submissions graded");
    }

    @Test
    void showsNoPathOfTheMachine() throws IOException {
        Document page = page(ClassroomResult.setAside("eve", "/tmp/rnnkit7/x.bin is full (see /home/a/log.txt)."),
                ClassroomResult.graded("fay", report(0, "", "no file \"C:\\Users\\a\\text.txt\"", "")));

        assertThat(page.text()).contains("x.bin is full (see log.txt).", "no file \"text.txt\"")
                .doesNotContain("/tmp", "home", "Users");
    }

    /** All steps passed, and the training was stopped: whoever reads only the table or the page has to see it. */
    @Test
    void saysWhyThereIsNoResultOfTheTraining() throws IOException {
        String reason = "Training was not finished: it was stopped after 30 minutes; <b>";
        ClassroomResult eve = ClassroomResult.graded("eve", report(0, "", "", "").withTraining(null, reason));
        ClassroomResult begun = ClassroomResult.graded("gus",
                report(0, "", "wrong", "").withTraining(null, "Training needs all steps."));
        ClassroomResult left = ClassroomResult.graded("fay", report(0, "", "", "").withTraining(null, Report.NO_TRAINING));

        Document page = page(ADA, eve, begun, left);

        assertThat(group(page, "1 without a result of the training")).isEqualTo("eve " + reason);
        assertThat(page(ADA, begun, left).text()).doesNotContain("without a result of the training");
        assertThat(ClassroomReportTest.csv(eve).get(1).values()).endsWith(reason);
        assertThat(ClassroomReportTest.csv(begun).get(1).values()).endsWith("step 2: wrong");
        assertThat(ClassroomReportTest.csv(left).get(1).values()).endsWith("");
    }

    /** A report that can't be summed up costs only its own submission its part of the page. */
    @Test
    void oneSubmissionDoesNotStopThePage() throws IOException {
        Report broken = new Report("eve", Collections.singletonList(null), List.of(), null, "", List.of(),
                SampleReport.ISOLATION);
        assertThat(SubmissionRow.of(ClassroomResult.graded("eve", broken), folder).reason())
                .isEqualTo("Its report can't be summed up here (NullPointerException). The score is in scores.csv.");
        assertThat(mistakes(ClassroomResult.graded("eve", broken), CARL)).hasSize(1);
    }

    @Test
    void cutsLongLists() throws IOException {
        List<ClassroomResult> refused = IntStream.range(0, 30)
                .mapToObj(i -> ClassroomResult.refused("student" + i, "empty")).toList();

        Document page = page(refused.toArray(ClassroomResult[]::new));

        assertThat(page.select("section[aria-labelledby=decisions] > dl dt")).hasSize(10);
        assertThat(page.select("section[aria-labelledby=decisions] > details > summary").text()).isEqualTo("and 20 more");
        assertThat(page.select("section[aria-labelledby=decisions] details dt")).hasSize(20);
        ClassroomResult[] eleven = refused.subList(0, 11).toArray(ClassroomResult[]::new);
        assertThat(page(eleven).select("section[aria-labelledby=decisions] dt")).hasSize(11);
        assertThat(page(eleven).select("section[aria-labelledby=decisions] details")).isEmpty();
    }

    /** Returns the entries of the group with a title. */
    static String group(Document page, String title) {
        return page.select("h3:containsOwn(" + title + ") ~ dl").first().text();
    }

    private static Report report(double perplexity, String... messages) {
        return ClassroomReportTest.report(perplexity, messages);
    }

    private Document page(ClassroomResult... results) throws IOException {
        return ClassroomReportTest.page(new ClassroomReport(new ClassroomSteps(ClassroomReportTest.STEPS, List.of()),
                List.of(results), doubts, strangers, changes, ClassroomState.complete()), folder);
    }

    @Test
    void groupsMistakesThatDifferOnlyInNumbers() {
        List<Mistake> mistakes = mistakes(ADA, BOB, CARL, ClassroomResult.refused("dan", "empty"));

        assertThat(mistakes).hasSize(2);
        assertThat(names(mistakes.get(0))).containsExactly("bob <b>", "carl");
        assertThat(mistakes.get(0).message()).isEqualTo("logits: 0.031 at [0, 1]");
        assertThat(mistakes.get(0).step()).isEqualTo(2);
    }

    @Test
    void groupsMistakesByTheirSlip() {
        List<Mistake> mistakes = mistakes(
                likely("ada", "a is 3", "the bias is forgotten", "b"), likely("bob", "b has NaN", "the bias is forgotten", "b"),
                likely("carl", "a is 4", "it is twice there"));

        assertThat(mistakes).extracting(Mistake::title)
                .containsExactly("The bias is forgotten or: b", "It is twice there");
        assertThat(names(mistakes.get(0))).containsExactly("ada", "bob");
    }

    private static ClassroomResult likely(String name, String came, String... mistakes) {
        Failure failure = Failure.ofResult(came).withMistakes(List.of(mistakes), false);
        return ClassroomResult.graded(name, report(0, "", "x", "").withEachStep(step -> step.number() != 2 ? step
                : step.withFailure(failure, Steps.withId(step.id()).orElseThrow())));
    }

    private static List<Mistake> mistakes(ClassroomResult... results) {
        return CommonMistakes.of(List.of(results), result -> SubmissionRow.of(result, Path.of("")));
    }

    private static List<String> names(Mistake mistake) {
        return mistake.who().stream().map(SubmissionRow::name).toList();
    }

    private static ClassroomResult graded(String name, String... messages) {
        return ClassroomResult.graded(name, ClassroomReportTest.report(0, messages));
    }
}
