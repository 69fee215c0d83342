package org.rnnkit.grader.sandbox;

import java.util.List;

/** No sandbox: a process like any other. */
record PlainProcess() implements SandboxCommand {

    static final String KIND = "process";

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public List<String> wrap(List<String> command, SandboxSpec needs) {
        return command;
    }
}
