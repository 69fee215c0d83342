package org.rnnkit.grader.worker;

/** Ends a worker with all its children, and with the grader that started it even where that was killed. */
public final class Lifeline {

    private Lifeline() {}

    /** Watches the grader from now on. */
    public static void attach() {
        ProcessHandle.current().parent()
                .ifPresent(grader -> grader.onExit().thenRun(() -> Runtime.getRuntime().halt(1)));
    }

    /** Ends this process and all that the steps have started: no thread and no hook of theirs has a say any more. */
    public static void end() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        Runtime.getRuntime().halt(0);
    }
}
