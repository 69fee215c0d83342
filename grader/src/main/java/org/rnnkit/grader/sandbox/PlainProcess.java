package org.rnnkit.grader.sandbox;

import java.util.List;

/** A plain process without a sandbox. */
record PlainProcess() implements SandboxCommand {

    static final String KIND = "process";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<String> wrap(List<String> command, SandboxSpec spec) {
        return command;
    }
}
