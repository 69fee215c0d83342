package org.rnnkit.grader.sandbox;

import java.util.List;

/** A plain process without a sandbox. */
record PlainProcess() implements SandboxCommand {

    @Override
    public IsolationKind kind() {
        return IsolationKind.PROCESS;
    }

    @Override
    public List<String> wrap(List<String> command, SandboxSpec spec, int megabytes) {
        return command;
    }

    @Override
    public List<String> missing() {
        return List.of("the network and the files of this user are open to the code");
    }
}
