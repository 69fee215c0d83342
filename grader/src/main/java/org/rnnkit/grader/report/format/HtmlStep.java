package org.rnnkit.grader.report.format;

import java.util.Locale;
import java.util.stream.Collectors;
import org.rnnkit.grader.page.Html;
import org.rnnkit.grader.report.Check;
import org.rnnkit.grader.report.Status;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.TestReport;

/** A step on the page: open where there is something to mend, folded where there is not. */
final class HtmlStep {

    private HtmlStep() {}

    static String of(StepReport step) {
        boolean mend = step.status() == Status.FAILED || step.status() == Status.ERROR;
        return """
                <details id="%s"%s>
                <summary><h3>%d. %s</h3> %s</summary>
                %s%s%s%s%s</details>
                """.formatted(step.id(), mend ? " open=\"open\"" : "", step.number(), Html.text(step.title()),
                result(step.status()), place(step), Html.lines(step.message()), tests(step), check(step), output(step));
    }

    /** A status in words, with a sign and a colour beside them. */
    static String result(Status status) {
        String sign = switch (status) {
            case PASSED -> "✓";
            case NOT_STARTED -> "○";
            default -> "✗";
        };
        return "<span class=\"" + status.word() + "\"><span aria-hidden=\"true\">" + sign + "</span> " + status.word()
                + "</span>";
    }

    /** A check's status likewise; one that was not run is neither good nor bad. */
    static String result(Check check) {
        return switch (check.status()) {
            case PASSED -> result(Status.PASSED);
            case FAILED -> result(Status.FAILED);
            case NOT_RUN -> Html.text(check.status().word().replace('-', ' '));
        };
    }

    private static String place(StepReport step) {
        return step.location() == null ? ""
                : "<p>At <code>" + Html.text(step.location().words()) + "</code></p>\n";
    }

    private static String tests(StepReport step) {
        return step.tellingTests().isEmpty() ? "" : "<h4>Tests</h4>\n<ul class=\"tests\">\n"
                + step.tellingTests().stream().map(test -> test(step, test)).collect(Collectors.joining()) + "</ul>\n";
    }

    private static String test(StepReport step, TestReport test) {
        return "<li class=\"" + (test.passed() ? "passed" : "failed") + "\">" + Html.text(test.name()) + " <small>"
                + Html.text(test.status().word()) + String.format(Locale.ROOT, ", %.2f s", test.seconds()) + "</small>"
                + Html.lines(test.message().equals(step.message()) ? "" : test.message()) + "</li>\n";
    }

    private static String check(StepReport step) {
        return "<h4>Independent check</h4>\n<p>" + result(step.check()) + "</p>\n"
                + Html.lines(step.check().message());
    }

    private static String output(StepReport step) {
        return step.output().isBlank() ? "" : "<h4>What the code printed</h4>\n" + Html.lines(step.output());
    }
}
