package org.rnnkit.grader.verdict;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rnnkit.grader.report.SourceLocation;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.report.TestReport;
import org.rnnkit.grader.worker.step.StepResult;
import org.rnnkit.grader.worker.step.ProblemKind;
import org.rnnkit.grader.worker.step.TestProblem;
import org.rnnkit.grader.worker.step.TestResult;
import org.rnnkit.grader.worker.step.TestStatus;
import org.rnnkit.testkit.allowed.Refusal;
import org.rnnkit.testkit.board.StubMethods;
import org.rnnkit.testkit.failure.Failure;
import org.rnnkit.testkit.failure.FailurePlace;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.toolkit.NotImplementedYet;

/**
 * The decision whether a step passed, failed, is in error or is not started, by its test results. The result is a
 * {@link StepReport} with the status and the message that the student reads.
 */
public final class StepVerdict {

    /** The method or constructor that the virtual machine does not find. */
    private static final Pattern MEMBER = Pattern.compile("\\.([\\w$<>]+)\\(");

    private StepVerdict() {}

    /** Makes the report of a step that was not run, because it is still the stub. */
    public static StepReport notStarted(Step step, List<String> tests) {
        String message = NotImplementedYet.message(step.fullName());
        return StepReport.of(step, StepStatus.NOT_STARTED, message, tests.stream()
                .map(test -> new TestReport(test, TestStatus.FAILED, message, 0)).toList()).withLocation(location(step));
    }

    /** Makes the report of a step whose code could not be run. The place is null if none is known. */
    public static StepReport error(Step step, String message, FailurePlace place) {
        return StepReport.of(step, StepStatus.ERROR, Failure.of(message).at(place), List.of())
                .withLocation(place == null ? location(step) : location(step, place.file(), place.line()));
    }

    /** Makes the report of a step that names something that a step may not use. None of its code has run. */
    public static StepReport refused(Step step, Refusal refusal) {
        int line = refusal.place().getLineNumber();
        SourceLocation place = location(step, refusal.place().getFileName(), line);
        return StepReport.of(step, StepStatus.FAILED, refusal.message(), List.of())
                .withLocation(line > 0 ? place : new SourceLocation(place.file(), null));
    }

    /** Makes the report of a step whose code ran but left no result. */
    public static StepReport failed(Step step, String message) {
        return StepReport.of(step, StepStatus.FAILED, message, List.of()).withLocation(location(step));
    }

    /** Makes the report of a step whose tests ran. It passes only if all of them pass. */
    public static StepReport of(Step step, StepResult result) {
        StepReport report = ofTests(step, result);
        return switch (report.status()) {
            case PASSED -> report;
            case FAILED -> report.withLocation(location(step, result));
            default -> report.withLocation(location(step));
        };
    }

    /** Returns the line that the message is about; if none is known, the step's file. */
    private static SourceLocation location(Step step, StepResult result) {
        return mostHelpful(result, problems(result)).map(problem -> problem.failure().place())
                .map(place -> location(step, place.file(), place.line())).orElse(location(step));
    }

    private static SourceLocation location(Step step) {
        return new SourceLocation(step.sourceFile(), null);
    }

    private static SourceLocation location(Step step, String file, int line) {
        return new SourceLocation(step.sourceFile().replaceAll("[^/]+$", Matcher.quoteReplacement(file)), line);
    }

    private static StepReport ofTests(Step step, StepResult result) {
        List<TestReport> tests = result.tests().stream().map(StepVerdict::report).toList();
        List<TestProblem> problems = problems(result);
        boolean nonePassed = result.tests().stream().noneMatch(test -> test.status() == TestStatus.PASSED);
        StubMethods left = stubs(step, problems);
        for (TestProblem problem : problems) {
            if (problem.kind() == ProblemKind.NOT_WRITTEN && nonePassed && left.isWholeStep()) {
                return StepReport.of(step, StepStatus.NOT_STARTED, problem.failure().text(), tests);
            }
        }
        for (TestProblem problem : problems) {
            if (problem.kind() == ProblemKind.NOT_LINKED) {
                return StepReport.of(step, StepStatus.ERROR, missing(step, problem.failure().text()), tests);
            }
            if (problem.kind() == ProblemKind.OUT_OF_MEMORY) {
                return StepReport.of(step, StepStatus.FAILED, "Your code ran out of memory. "
                        + "Is there a loop that never ends, or one that keeps what it makes?", tests);
            }
        }
        if (!left.names().isEmpty()) {
            return StepReport.of(step, StepStatus.FAILED, mostHelpful(result, List.of())
                    .map(problem -> problem.failure().with(left.message())).orElse(Failure.of(left.message())), tests);
        }
        if (!problems.isEmpty()) {
            return StepReport.of(step, StepStatus.FAILED, mostHelpful(result, problems).orElseThrow().failure(), tests);
        }
        return tests.isEmpty() ? failed(step, "No test ran")
                : StepReport.of(step, StepStatus.PASSED, "", tests);
    }

    private static StubMethods stubs(Step step, List<TestProblem> problems) {
        return StubMethods.thrownBy(step, problems.stream().map(TestProblem::stub).filter(Objects::nonNull).toList());
    }

    /** Makes the report of a test. The step's message says how to repeat the tests, so theirs do not. */
    private static TestReport report(TestResult test) {
        return new TestReport(test.name(), test.status(), test.problem() == null ? "" : test.problem().failure().text(),
                test.seconds());
    }

    /** Lists one problem for each test that did not pass, in the order of the tests, then the problem that ended the run. */
    private static List<TestProblem> problems(StepResult result) {
        List<TestProblem> problems = new ArrayList<>(result.tests().stream()
                .filter(test -> test.status() != TestStatus.PASSED)
                .map(test -> Objects.requireNonNullElse(test.problem(), new TestProblem(ProblemKind.OTHER, test.status()
                        .word())))
                .toList());
        if (result.end() != null) {
            problems.add(result.end());
        }
        return problems;
    }

    /** Returns the problem with the lowest rank, of failed tests first; a skipped test or a stub says less. */
    private static Optional<TestProblem> mostHelpful(StepResult result, List<TestProblem> problems) {
        return result.tests().stream()
                .filter(test -> test.status() == TestStatus.FAILED && test.problem() != null)
                .filter(test -> test.problem().kind() != ProblemKind.NOT_WRITTEN)
                .map(TestResult::problem)
                .min(Comparator.comparingInt(TestProblem::rank))
                .or(() -> problems.stream().findFirst());
    }

    /** Makes the message for a missing method or constructor. It names the signatures that the step should have. */
    private static String missing(Step step, String problem) {
        List<String> named = step.signatures().stream()
                .filter(signature -> problem.contains(nameIn(step, signature)))
                .toList();
        List<String> expected = named.isEmpty() ? step.signatures() : named;
        Matcher member = MEMBER.matcher(problem);
        return step.className() + ": " + (named.isEmpty() || !member.find() ? "something that the tests use" : "the "
                + (member.group(1).equals("<init>") ? "constructor" : "method " + member.group(1)))
                + " is missing, was renamed, or has other types.\nExpected: " + String.join("; ", expected)
                + (named.isEmpty() ? "\nJava says: " + problem : "");
    }

    /** Returns the method's name as the errors of the virtual machine spell it. */
    private static String nameIn(Step step, String signature) {
        String before = signature.substring(0, signature.indexOf('('));
        String name = before.substring(before.lastIndexOf(' ') + 1);
        return "." + (name.equals(step.className()) ? "<init>" : name) + "(";
    }
}
