package org.rnnkit.grader.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.TestSteps;
import org.rnnkit.grader.worker.WorkerFrame;
import org.rnnkit.testkit.comparison.ArrayComparison;
import org.rnnkit.testkit.comparison.Difference;
import org.rnnkit.testkit.failure.Failure;
import org.rnnkit.testkit.steps.Step;

/** Tests of a report's words, and of text that is safe in every format. */
class ReportTest {

    @Test
    void namesEachFailingStepAndSumsUpTheStubs() {
        Step second = TestSteps.sample(5).get(1);
        Report report = SampleReport.of("ada", "stub", "x", "", "too slow", "stub").withEachStep(step -> step.number() != 2
                ? step : step.withFailure(Failure.of("wrong; so\nand so").withSeed(1), second));
        assertThat(report.failures())
                .isEqualTo("step 2: wrong; so. and so | step 4: too slow | not started: 1, 5");
    }

    @Test
    void isEmptyIfAllPassed() {
        assertThat(SampleReport.of("ada", "", "").failures()).isEmpty();
    }

    @Test
    void cutsALongMessageSoThatTheNextStepCanBeSeen() {
        String line = SampleReport.of("ada", "x".repeat(5_000), "second").failures();

        assertThat(line).hasSizeLessThan(300).endsWith("x… | step 2: second");
    }

    @Test
    void namesBonusStepsThatFailed() {
        StepReport wrong = StepReport.of(TestSteps.sampleBonus().get(0), StepStatus.FAILED, "one row only", List.of());

        assertThat(SampleReport.of("ada", "").withBonus(List.of(wrong)).failures()).isEqualTo("step 10: one row only");
    }

    @Test
    void keepsAFailure() throws JsonProcessingException {
        Failure failure = Failure.ofResult("h is NaN", "1").withMistakes(List.of("it is divided by 0"), false).withSeed(7)
                .withComparison(ArrayComparison.ofValues("h", List.of("unit"), List.of(), new long[] {2}, new Difference(
                        new double[] {1, 2}, new double[] {Double.NaN, Double.NEGATIVE_INFINITY}, i -> true)));
        StepReport report = StepReport.of(TestSteps.withNumber(4), StepStatus.FAILED, failure, List.of());

        assertThat(WorkerFrame.JSON.readValue(WorkerFrame.JSON.writeValueAsString(report), StepReport.class)).isEqualTo(report);
    }

    /** A report may come from a kit that had no failures as data: the message has all sentences then. */
    @Test
    void readsAStepWithoutAFailure() throws JsonProcessingException {
        String json = WorkerFrame.JSON.writeValueAsString(StepReport.of(TestSteps.withNumber(4), StepStatus.NOT_STARTED,
                "Likely mistake: a\nh is 1\nHint: b", List.of())).replace("not-started", "failed");
        StepReport read = WorkerFrame.JSON.readValue(json, StepReport.class);

        assertThat(json).doesNotContain("failure");
        assertThat(read.failure()).isNull();
        assertThat(read.reason().headline()).isEqualTo("Likely mistake: a");
        assertThat(read.reason().body()).isEqualTo("h is 1\nHint: b");
        assertThat(read.commands()).isEmpty();
    }

    @Test
    void namesTheFinalPerplexity() {
        TrainingReport full = new TrainingReport(1.0521, null, 1000, 300, "story", List.of(), List.of(), null);

        assertThat(full.summary()).isEqualTo("Final perplexity 1.052; the submission reports 300 epochs at 1,000 tokens/s");
        assertThat(full.shownPerplexity()).isEqualTo("1.052");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tabs\tand\nlines\n", "größer, 漢字, עברית, \uD83D\uDE00", "\uE000"})
    void doesNotChangeVisibleText(String text) {
        assertThat(Printable.of(text)).isEqualTo(text);
    }

    @Test
    void escapesInvisibleCharacters() {
        assertThat(Printable.of("\0\u001B\u0085\u202E\uD800x\uDC00\uFFFF\u2028\uD834\uDD73"))
                .isEqualTo("\\u0000\\u001b\\u0085\\u202e\\ud800x\\udc00\\uffff\\u2028\\u{1d173}");
    }

    @Test
    void replacesOtherLineEnds() {
        assertThat(Printable.of("a\r\nb\rc")).isEqualTo("a\nb\\u000dc");
    }

    @Test
    void treatsNullAsEmpty() {
        assertThat(Printable.of((String) null)).isEmpty();
    }

    @Test
    void shortensThePathsOfACommand() {
        assertThat(Printable.withoutFolders("./rnnkit grade '../in box/Zoë O'\\''Neil' --config /home/a/grading.yaml --bonus"))
                .isEqualTo("./rnnkit grade 'Zoë O'\\''Neil' --config grading.yaml --bonus");
    }

    @Test
    void joinsLinesAndTextsAsSentences() {
        assertThat(Printable.oneLine("Likely mistake: tanh is missing\n logits:  -1.4\n")).isEqualTo(
                "Likely mistake: tanh is missing. logits: -1.4");
        assertThat(Printable.joined(Stream.of("98 points lost.", "", "step 7: wrong", "not started: 9"))).isEqualTo(
                "98 points lost. step 7: wrong | not started: 9");
    }

    @Test
    void saysHowManyNamesAreNotListed() {
        List<String> names = List.of("ada", "bob", "carl");

        assertThat(Printable.list(names, 100)).isEqualTo("ada; bob; carl");
        assertThat(Printable.list(names, 8)).isEqualTo("ada; bob; and 1 more");
        assertThat(Printable.list(names, 1)).as("at least one").isEqualTo("ada; and 2 more");
        assertThat(Printable.list(List.of(), 1)).isEmpty();
    }

    @Test
    void makesLinesThatGitHubDoesNotReadAsCommands() {
        assertThat(Printable.line("  ::stop-commands::x\n", 100)).isEqualTo("  : :stop-commands::x ");
        assertThat(Printable.line("\t::a::b ##[error]c", 100)).isEqualTo(" : :a::b ## [error]c");
        assertThat(Printable.line(" \u00A0\u3000::a::b", 100)).isEqualTo(" \u00A0\u3000: :a::b");
        assertThat(Printable.line("12345", 3)).isEqualTo("123…");
    }
}
