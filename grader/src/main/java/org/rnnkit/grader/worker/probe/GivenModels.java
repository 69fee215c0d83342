package org.rnnkit.grader.worker.probe;

/** The models that only probes give to a step. One shows in its texts which tokens it has read. They need no step. */
public final class GivenModels {

    private GivenModels() {}
}
