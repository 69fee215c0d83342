package org.rnnkit.grader.worker;

/** A watch on the process that started this one: a worker ends with the grader, also where the grader was killed. */
public final class ParentWatch {

    private ParentWatch() {}

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
