package org.rnnkit.grader.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.rnnkit.grader.report.Status;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.TestReport;
import org.rnnkit.grader.worker.StepResult;
import org.rnnkit.grader.worker.TestResult;
import org.rnnkit.grader.worker.TestResult.Kind;
import org.rnnkit.grader.worker.TestResult.Problem;
import org.rnnkit.grading.Step;

/** What the outcome of a step's tests means for the step. */
final class Verdict {

    private Verdict() {}

    /** The step's code could not be run. */
    static StepReport error(Step step, String message) {
        return StepReport.of(step, Status.ERROR, message, List.of());
    }

    /** The step's code ran, and there is no result to show for it. */
    static StepReport failed(Step step, String message) {
        return StepReport.of(step, Status.FAILED, message, List.of());
    }

    /** The step's tests ran. */
    static StepReport of(Step step, StepResult result) {
        List<TestReport> tests = result.tests().stream().map(Verdict::report).toList();
        List<Problem> problems = problems(result);
        boolean nonePassed = result.tests().stream().noneMatch(test -> test.status().equals("passed"));
        for (Problem problem : problems) {
            if (problem.kind() == Kind.NOT_WRITTEN && nonePassed) {
                return StepReport.of(step, Status.NOT_STARTED, problem.message(), tests);
            }
        }
        for (Problem problem : problems) {
            if (problem.kind() == Kind.NOT_LINKED) {
                return StepReport.of(step, Status.ERROR, missing(step, problem.message()), tests);
            }
            if (problem.kind() == Kind.OUT_OF_MEMORY) {
                return StepReport.of(step, Status.FAILED, "Your code ran out of memory", tests);
            }
        }
        if (!problems.isEmpty()) {
            return StepReport.of(step, Status.FAILED, firstMessage(result, problems), tests);
        }
        return tests.isEmpty() ? failed(step, "No test ran")
                : StepReport.of(step, Status.PASSED, "", tests);
    }

    private static TestReport report(TestResult test) {
        String message = test.problem() == null ? "" : test.problem().message();
        return new TestReport(test.name(), test.status(), message, test.seconds());
    }

    /** All problems, in the order of the tests: a test that did not pass has one. */
    private static List<Problem> problems(StepResult result) {
        List<Problem> problems = new ArrayList<>(result.tests().stream()
                .filter(test -> !test.status().equals("passed"))
                .map(test -> Objects.requireNonNullElse(test.problem(), new Problem(Kind.OTHER, test.status())))
                .toList());
        if (result.end() != null) {
            problems.add(result.end());
        }
        return problems;
    }

    /** A failure says more than a test that was skipped. */
    private static String firstMessage(StepResult result, List<Problem> problems) {
        return result.tests().stream()
                .filter(test -> test.status().equals("failed") && test.problem() != null)
                .map(test -> test.problem().message())
                .findFirst()
                .orElse(problems.get(0).message());
    }

    /** What is missing, by the signature that should be there. */
    private static String missing(Step step, String problem) {
        List<String> named = step.signatures().stream()
                .filter(signature -> problem.contains(nameIn(step, signature)))
                .toList();
        List<String> expected = named.isEmpty() ? step.signatures() : named;
        return step.className() + " does not have what the tests use (" + problem + "). Expected: "
                + String.join("; ", expected);
    }

    /** The method's name as an error of the virtual machine spells it. */
    private static String nameIn(Step step, String signature) {
        String before = signature.substring(0, signature.indexOf('('));
        String name = before.substring(before.lastIndexOf(' ') + 1);
        return "." + (name.equals(step.className()) ? "<init>" : name) + "(";
    }
}
