package org.rnnkit.grader.sandbox;

import java.util.List;

/** No sandbox: a process like any other. */
record PlainProcess() implements SandboxCommand {

    @Override
    public IsolationKind kind() {
        return IsolationKind.PROCESS;
    }

    @Override
    public List<String> wrap(List<String> command, SandboxSpec needs) {
        return command;
    }
}
