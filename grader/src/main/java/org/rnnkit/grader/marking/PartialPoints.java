package org.rnnkit.grader.marking;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.config.GradingConfig.Partial;
import org.rnnkit.grader.config.GradingConfig.StepMarks;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.CheckStatus;
import org.rnnkit.grader.report.StepReport.IndependentCheck;
import org.rnnkit.grader.report.StepReport.PartialCredit;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.grader.report.StepReport.TestReport;
import org.rnnkit.grader.verdict.TestNames;
import org.rnnkit.testkit.steps.Step;

/**
 * The partial credit of steps that failed. It is the same each time that equal code is graded on one machine, because the
 * tests and the questions of the check follow from the code. A group of tests counts if all its tests passed. The independent
 * check limits the sum: if all results in its answers are right, and only what the code does beside them is not, such as an
 * array that it leaves open, the groups decide. Otherwise the step gets at most half of its points, and of this half the share
 * of the answers with right results. So right results with an open array bring more than wrong results, wrong results never
 * bring most of the points by tests of something else, and code that forges JUnit's results gains nothing beyond what the
 * grader has seen to be right in its own process.
 */
final class PartialPoints {

    private final Map<String, Partial> wanted = new LinkedHashMap<>();
    private final TestNames names;

    /**
     * Checks that each group has tests.
     *
     * @throws UsageException if a group has none
     */
    PartialPoints(Kit kit, GradingConfig config, TestNames names) {
        this.names = names;
        for (Step step : kit.graded()) {
            StepMarks marks = config.steps().get(step.id());
            if (marks != null && marks.partial() != null) {
                wanted.put(step.id(), marks.partial());
                marks.partial().groups().keySet().forEach(group -> requireTests(step, group));
            }
        }
    }

    private void requireTests(Step step, String group) {
        List<String> all = names.of(step);
        if (all.stream().noneMatch(name -> name.startsWith(group))) {
            throw new UsageException("partial: no test of " + step.id() + " begins with " + Printable.quoted(group)
                    + ". Its tests: " + all.stream().map(PartialPoints::method).distinct().collect(Collectors.joining("; "))
                    + ".");
        }
    }

    /** Returns the name of a test's method: a repeated test has its own name after a colon. */
    private static String method(String test) {
        int colon = test.indexOf(": ");
        return colon < 0 ? test : test.substring(0, colon);
    }

    /** Adds the partial credit to a step that failed, if the course gives it. */
    StepReport add(StepReport report, Step step) {
        Partial partial = wanted.get(step.id());
        IndependentCheck check = report.check();
        // If only the check failed, tests and check contradict each other, and a person has to read the code.
        boolean checkPassed = check.status() == CheckStatus.PASSED;
        if (partial == null || report.status() != StepStatus.FAILED || !checkPassed && check.asked() == 0
                || report.tests().stream().allMatch(TestReport::passed)) {
            return report;
        }
        Set<String> passed = report.tests().stream().filter(TestReport::passed).map(TestReport::name)
                .collect(Collectors.toSet());
        Map<String, List<String>> groups = groups(partial, names.of(step));
        List<String> right = groups.keySet().stream().filter(group -> passed.containsAll(groups.get(group))).toList();
        int byTests = partial.groups().isEmpty() ? step.points() * right.size() / groups.size()
                : right.stream().mapToInt(partial.groups()::get).sum();
        int byCheck = checkPassed || check.hasRightResults() ? step.points()
                : step.points() * check.right() / (2 * check.asked());
        int points = Math.min(byTests, byCheck);
        String group = partial.groups().isEmpty() ? "test method" : "named group";
        return report.withPoints(points, step.points()).withPartial(new PartialCredit(points, byTests, byCheck,
                "Partial credit: " + right.size() + " of " + Plural.of(groups.size(), group) + " passed ("
                + Plural.of(byTests, "point") + "), and " + (checkPassed ? "the independent check passed."
                : check.hasRightResults() ? "all results in the independent check were right."
                : check.right() + " of " + Plural.of(check.asked(), "answer") + " to the independent check had right results "
                        + "(at most " + Plural.of(byCheck, "point") + ", because wrong results bring less than half).")));
    }

    private static Map<String, List<String>> groups(Partial partial, List<String> tests) {
        if (partial.groups().isEmpty()) {
            return tests.stream().collect(Collectors.groupingBy(PartialPoints::method, LinkedHashMap::new,
                    Collectors.toList()));
        }
        Map<String, List<String>> groups = new LinkedHashMap<>();
        partial.groups().keySet().forEach(group -> groups.put(group, tests.stream().filter(name -> name.startsWith(group))
                .toList()));
        return groups;
    }
}
