package org.rnnkit.grader.marking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.TestSteps;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.config.SampleConfig;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.marking.Marking.PartialPoints;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.IndependentCheck;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.grader.report.StepReport.TestReport;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.verdict.TestNames;
import org.rnnkit.grader.worker.step.StepResult.TestStatus;
import org.rnnkit.testkit.steps.Step;

/** Tests of the points of a step that failed. */
class PartialPointsTest {

    private static final Step STEP = TestSteps.withNumber(7).withMarks(100, 60);
    private static final IndependentCheck HALF = IndependentCheck.failed("wrong").withAnswers(2, 4);
    /** The results of all answers are right; an array was left open. */
    private static final IndependentCheck OPEN = IndependentCheck.failed("left open").withAnswers(4, 4);
    private static final String THETA = "shrinks to the given theta";

    private final Kit kit = Kit.find(List.of(STEP));
    private final TestNames names = new TestNames(kit);

    @Test
    void givesNothingUnlessTheCourseWantsIt() {
        PartialPoints partial = new PartialPoints(kit, GradingConfig.DEFAULT, names);

        assertThat(partial.add(failed(name -> name.startsWith(THETA), HALF), STEP).score()).isZero();
    }

    /** A parameterised test counts as one group, and only if all its cases pass. */
    @Test
    void countsTestMethodsAlike() {
        long groups = names.of(STEP).stream().map(name -> name.split(": ")[0]).distinct().count();

        StepReport oneGroup = add(Map.of(), failed(name -> name.startsWith(THETA), HALF));
        StepReport oneCaseMissing = add(Map.of(), failed(name -> name.startsWith(THETA) && !name.contains("2.5"), HALF));

        assertThat(names.of(STEP)).filteredOn(name -> name.startsWith(THETA)).hasSizeGreaterThan(1);
        assertThat(oneGroup.score()).isEqualTo((int) (100 / groups)).isPositive();
        assertThat(oneCaseMissing.score()).isZero();
        assertThat(oneGroup.partial().message()).contains("1 of " + groups + " test methods", "2 of 4 answers");
    }

    @Test
    void givesThePointsOfTheCoursesGroups() {
        assertThat(add(Map.of(THETA, 30, "keeps", 10), failed(name -> name.startsWith(THETA), OPEN)).score()).isEqualTo(30);
        assertThat(add(Map.of("", 30), failed(name -> name.startsWith(THETA), OPEN)).score())
                .as("a group of all tests").isZero();
    }

    /** Code that forges JUnit's results can make all tests but one pass. The check's answers it has to compute. */
    @Test
    void givesNoMoreThanTheIndependentCheckAllows() {
        String last = names.of(STEP).get(names.of(STEP).size() - 1);

        assertThat(add(Map.of(THETA, 90), failed(name -> !name.equals(last), HALF)).score()).isEqualTo(25);
        assertThat(add(Map.of(), failed(name -> !name.equals(last), IndependentCheck.failed("wrong").withAnswers(0, 4)))
                .score()).isZero();
    }

    /** The mistake with the wrong result passes more tests here, and yet brings less than half. */
    @Test
    void rightResultsWithAnOpenArrayBringMoreThanWrongResults() {
        String last = names.of(STEP).get(names.of(STEP).size() - 1);
        StepReport open = add(Map.of(THETA, 30, "keeps", 30), failed(name -> name.startsWith(THETA), OPEN));
        IndependentCheck threeOfFour = IndependentCheck.failed("wrong").withAnswers(3, 4);
        StepReport wrong = add(Map.of(), failed(name -> !name.equals(last), threeOfFour));

        assertThat(open.score()).isEqualTo(30);
        assertThat(open.partial().message()).endsWith("and all results in the independent check were right.");
        assertThat(add(Map.of(), failed(name -> !name.equals(last), OPEN)).score()).isGreaterThan(66);
        assertThat(wrong.score()).isEqualTo(37);
        assertThat(wrong.partial().message()).endsWith("3 of 4 answers to the independent check had right results "
                + "(at most 37 points, because wrong results bring less than half).");
    }

    @Test
    void givesNothingIfTestsAndCheckContradictEachOther() {
        assertThat(add(Map.of(), failed(name -> true, HALF)).score()).isZero();
    }

    @Test
    void doesNotLimitAStepWhoseCheckPassed() {
        StepReport report = add(Map.of(THETA, 90), failed(name -> name.startsWith(THETA), IndependentCheck.PASSED));

        assertThat(report.score()).isEqualTo(90);
        assertThat(report.partial().message()).endsWith("and the independent check passed.");
    }

    @Test
    void givesNothingIfTheCheckDidNotRun() {
        assertThat(add(Map.of(), failed(name -> name.startsWith(THETA), IndependentCheck.notRun("no"))).score()).isZero();
    }

    /** A forged result that leaves tests out has no more groups than the kit's own list. */
    @Test
    void countsTestsThatAreMissingAsFailed() {
        StepReport forged = failed(name -> name.startsWith(THETA), HALF);
        forged = forged.withTests(List.of(new TestReport("no test of the kit", TestStatus.PASSED, "", 0),
                new TestReport("failed", TestStatus.FAILED, "", 0)));

        assertThat(add(Map.of(), forged).score()).isZero();
    }

    @Test
    void rejectsAGroupWithoutTests() {
        assertThatThrownBy(() -> new PartialPoints(kit, config(Map.of("clips nothing", 5)), names))
                .isInstanceOf(UsageException.class)
                .hasMessageContainingAll("no test of step7clipping begins with \"clips nothing\"", THETA);
    }

    private StepReport add(Map<String, Integer> groups, StepReport report) {
        return new PartialPoints(kit, config(groups), names).add(report, STEP);
    }

    private static GradingConfig config(Map<String, Integer> groups) {
        String partial = groups.isEmpty() ? "true" : groups.entrySet().stream()
                .map(group -> "\"" + group.getKey() + "\": " + group.getValue()).collect(Collectors.joining(", ", "{", "}"));
        return SampleConfig.of("steps: {" + STEP.id() + ": {points: 100, partial: " + partial + "}}\n");
    }

    private StepReport failed(Predicate<String> passes, IndependentCheck check) {
        List<TestReport> tests = new ArrayList<>(names.of(STEP).stream().map(name -> new TestReport(name,
                passes.test(name) ? TestStatus.PASSED : TestStatus.FAILED, "", 0)).toList());
        return StepReport.of(STEP, StepStatus.FAILED, "wrong", tests).with(null, check);
    }
}
