package org.rnnkit.grader.sandbox;

import java.util.List;
import org.rnnkit.grader.sandbox.Sandbox.Isolation;

/** A sample isolation, for tests of reports. */
public final class SampleIsolation {

    /** A plain process. */
    public static final Isolation PROCESS = new Isolation(Isolation.Kind.PROCESS, "open", "open",
            "not separated, at most 512, counted", "2048 MB, counted",
            List.of("the network and the files of this user are open to the code"),
            "each step in a process of its own, with limits and a bare environment, and no sandbox");

    private SampleIsolation() {}
}
