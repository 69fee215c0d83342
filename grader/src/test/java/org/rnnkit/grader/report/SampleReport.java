package org.rnnkit.grader.report;

import java.util.List;
import java.util.stream.IntStream;
import org.rnnkit.grader.TestSteps;
import org.rnnkit.grader.sandbox.Isolation;
import org.rnnkit.grader.sandbox.IsolationKind;

/** Made-up reports. */
public final class SampleReport {

    /** The isolation of a plain process. */
    public static final Isolation ISOLATION = new Isolation(IsolationKind.PROCESS, "open", "open",
            "not separated, at most 512, counted", "2048 MB, counted",
            List.of("the network and the files of this user are open to the code"),
            "each step in a process of its own, with limits and a bare environment, and no sandbox");

    private SampleReport() {}

    /**
     * Makes the report of the first steps.
     *
     * @param submission the submission's name
     * @param messages a message for each step: empty if it passed, "stub" if it was not begun
     * @return the report
     */
    public static Report of(String submission, String... messages) {
        List<StepReport> steps = IntStream.range(0, messages.length).mapToObj(i -> StepReport.of(
                TestSteps.sample(messages.length).get(i),
                messages[i].isEmpty() ? StepStatus.PASSED : messages[i].equals("stub") ? StepStatus.NOT_STARTED
                : StepStatus.FAILED, messages[i], List.of())).toList();
        return new Report(submission, steps, List.of(), null, "", List.of(), ISOLATION);
    }
}
