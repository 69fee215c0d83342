package org.rnnkit.grader.report;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.testkit.board.StepMessage;

/** One line about everything in a report that did not pass, for a table. */
public final class FailureSummary {

    private static final int MAX_MESSAGE = 200;

    private FailureSummary() {}

    /**
     * Sums up a report: the message of each step that was begun and did not pass, then the numbers of the steps that were not
     * begun, then the reason of a missing training or a failed proof, and the first remark on the perplexity.
     *
     * @param report a report
     * @return one line; empty if all passed and nothing is remarkable
     */
    public static String of(Report report) {
        Stream<String> failures = report.allSteps().stream().filter(StepReport::needsFixing)
                .map(step -> "step " + step.number() + ": " + oneLine(step.message(), step.status().word()));
        List<String> stubs = report.steps().stream().filter(step -> step.status() == StepStatus.NOT_STARTED)
                .map(step -> String.valueOf(step.number())).toList();
        Stream<String> notStarted = stubs.isEmpty() ? Stream.empty() : Stream.of("not started: " + String.join(", ", stubs));
        Stream<String> missing = Stream.of(report.missingTraining()).filter(reason -> !reason.isEmpty())
                .map(reason -> oneLine(reason, reason));
        Stream<String> proof = report.training() == null || report.training().proof() == null
                || report.training().proof().passed() ? Stream.empty()
                : Stream.of("training: " + report.training().proof().reason());
        Stream<String> remark = report.training() == null ? Stream.empty()
                : report.training().remarks().stream().limit(1).map(text -> "perplexity: " + text);
        return Stream.of(failures, notStarted, missing, proof, remark).flatMap(texts -> texts)
                .collect(Collectors.joining("; "));
    }

    /** A semicolon would look like the end of a message. */
    private static String oneLine(String text, String otherwise) {
        String message = StepMessage.withoutAdvice(text).strip().replaceAll("\\s+", " ").replace(';', ',');
        return message.isEmpty() ? otherwise
                : message.length() <= MAX_MESSAGE ? message : message.substring(0, MAX_MESSAGE).strip() + "…";
    }
}
