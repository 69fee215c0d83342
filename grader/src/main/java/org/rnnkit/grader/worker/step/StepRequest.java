package org.rnnkit.grader.worker.step;

import java.util.List;
import org.rnnkit.grader.worker.probe.ProbePayload;

/**
 * What a step's code is asked, before its tests. It comes on standard input, so that it stands in no list of processes.
 *
 * @param number the step's number
 * @param packageName the step's package
 * @param questions what to call it with
 */
public record StepRequest(int number, String packageName, List<ProbePayload> questions) {}
