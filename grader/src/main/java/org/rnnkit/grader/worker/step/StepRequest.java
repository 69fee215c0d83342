package org.rnnkit.grader.worker.step;

import java.util.List;
import org.rnnkit.grader.worker.probe.ProbePayload;

/**
 * A request to answer the questions of the independent check with a step's code. The worker gets it before the tests, and
 * on standard input: arguments of a process can be read by every other process.
 *
 * @param className the class that the step is about, without its package
 * @param questions the arguments to call the step's code with
 * @param morePending whether the questions of another step follow before the tests
 */
public record StepRequest(String className, String packageName, List<ProbePayload> questions, boolean morePending) {}
