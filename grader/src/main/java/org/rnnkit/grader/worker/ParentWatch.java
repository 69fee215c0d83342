package org.rnnkit.grader.worker;

/** A watch on the process that started this worker. If the grader ends or is killed, the worker ends, too. */
public final class ParentWatch {

    private ParentWatch() {}

    /** Starts to watch the grader. */
    public static void attach() {
        ProcessHandle.current().parent()
                .ifPresent(grader -> grader.onExit().thenRun(() -> Runtime.getRuntime().halt(1)));
    }

    /** Ends this process and all its child processes at once, so that no thread and no hook of student code runs after. */
    public static void end() {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        Runtime.getRuntime().halt(0);
    }
}
