package org.rnnkit.grader.report.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rnnkit.grader.report.IndependentCheck;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.report.TestReport;
import org.rnnkit.grader.report.format.JUnitXml.Case;
import org.rnnkit.grader.report.format.JUnitXml.Outcome;
import org.rnnkit.grader.report.format.JUnitXml.Suite;

/** JUnit's XML: a suite a step, with a case for each test and for the independent check, and a suite for training. */
final class JUnitFormat implements ReportFormat {

    @Override
    public String of(Report report) {
        List<Suite> suites = new ArrayList<>();
        report.allSteps().forEach(step -> suites.add(
                new Suite("org.rnnkit." + step.id(), cases(step), step.location(), step.output())));
        suites.add(training(report));
        return JUnitXml.of(suites);
    }

    @Override
    public Optional<String> ofTrouble(String why) {
        Case trouble = new Case("could grade", Outcome.ERROR, "Not graded, by no fault of the submission: " + why, 0);
        return Optional.of(JUnitXml.of(List.of(new Suite("org.rnnkit.grader", List.of(trouble), null, ""))));
    }

    private static List<Case> cases(StepReport step) {
        if (step.status() == StepStatus.NOT_STARTED) {
            return List.of(new Case("is written", Outcome.SKIPPED, step.message(), 0));
        }
        List<Case> cases = new ArrayList<>();
        step.tests().forEach(test -> cases.add(
                new Case(test.name(), outcome(test), test.message(), test.seconds())));
        cases.add(check(step.check()));
        boolean shown = cases.stream().anyMatch(each -> each.outcome() == Outcome.FAILURE);
        if (step.status() != StepStatus.PASSED && !shown) {
            // What ended the step as a whole: it did not compile, took too long, took the virtual machine down.
            cases.add(0, new Case("runs as a whole", step.status() == StepStatus.ERROR ? Outcome.ERROR : Outcome.FAILURE,
                    step.message(), 0));
        }
        return cases;
    }

    private static Outcome outcome(TestReport test) {
        return switch (test.status()) {
            case PASSED -> Outcome.PASSED;
            case SKIPPED -> Outcome.SKIPPED;
            case FAILED -> Outcome.FAILURE;
        };
    }

    private static Case check(IndependentCheck check) {
        Outcome outcome = switch (check.status()) {
            case PASSED -> Outcome.PASSED;
            case NOT_RUN -> Outcome.SKIPPED;
            case FAILED -> Outcome.FAILURE;
        };
        return new Case("independent check", outcome, check.message(), 0);
    }

    private static Suite training(Report report) {
        boolean trained = report.training() != null;
        return new Suite("org.rnnkit.training", List.of(new Case("trains with all nine steps",
                trained ? Outcome.PASSED : Outcome.SKIPPED, report.trainingMessage(), 0)), null,
                trained ? report.training().summary() : "");
    }
}
