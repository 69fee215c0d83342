package org.rnnkit.grader.worker.step;

import java.util.List;
import org.rnnkit.grader.worker.probe.ProbePayload;

/**
 * What a step's code is asked, before its tests. It comes on standard input, so that it stands in no list of processes.
 *
 * @param className the class that the step is about, without its package
 * @param packageName the step's package
 * @param questions what to call it with
 */
public record StepRequest(String className, String packageName, List<ProbePayload> questions) {}
