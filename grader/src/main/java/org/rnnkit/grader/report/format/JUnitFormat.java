package org.rnnkit.grader.report.format;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rnnkit.grader.report.CheckStatus;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.report.TestReport;
import org.rnnkit.grader.report.format.JUnitXml.Case;
import org.rnnkit.grader.report.format.JUnitXml.Outcome;
import org.rnnkit.grader.report.format.JUnitXml.Suite;

/**
 * The report as JUnit's XML: one suite for each step, with a case for each test and one for the independent check if it ran,
 * and a suite for the training.
 */
final class JUnitFormat implements ReportFormat {

    @Override
    public String render(Report report) {
        List<Suite> suites = new ArrayList<>();
        report.allSteps().forEach(step -> suites.add(
                new Suite("org.rnnkit." + step.id(), cases(step), step.location(), step.output())));
        suites.add(training(report));
        return JUnitXml.of(suites);
    }

    @Override
    public Optional<String> renderError(String reason) {
        Case error = new Case("could grade", Outcome.ERROR,
                "Not graded. Grader error, not the submission's fault: " + reason, 0);
        return Optional.of(JUnitXml.of(List.of(new Suite("org.rnnkit.grader", List.of(error), null, ""))));
    }

    private static List<Case> cases(StepReport step) {
        if (step.status() == StepStatus.NOT_STARTED) {
            return List.of(new Case("is written", Outcome.SKIPPED, step.message(), 0));
        }
        List<Case> cases = new ArrayList<>();
        boolean told = false;
        for (TestReport test : step.tests()) {
            // The step's message is one test's message, and how to repeat all of them.
            boolean tells = !told && test.failed() && step.messageBeside(test).isEmpty();
            told |= tells;
            cases.add(new Case(test.name(), outcome(test), tells ? step.message() : test.message(), test.seconds()));
        }
        if (step.check().ran()) {
            cases.add(new Case("independent check", step.check().status() == CheckStatus.PASSED ? Outcome.PASSED
                    : Outcome.FAILURE, step.check().message(), 0));
        }
        boolean hasFailure = cases.stream().anyMatch(each -> each.outcome() == Outcome.FAILURE);
        if (step.status() != StepStatus.PASSED && !hasFailure) {
            // The step failed as a whole: it did not compile, took too long or crashed the virtual machine.
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

    private static Suite training(Report report) {
        boolean trained = report.training() != null;
        return new Suite("org.rnnkit.training", List.of(new Case("trains with all nine steps",
                trained ? Outcome.PASSED : Outcome.SKIPPED, report.trainingMessage(), 0)), null,
                trained ? report.training().summary() : "");
    }
}
