package org.rnnkit.grader.worker;

/**
 * A watch on the process that started this worker. If the grader ends or is killed, the worker and the processes that it
 * has started end, too.
 */
public final class ParentWatch {

    private ParentWatch() {}

    /** Starts to watch the grader. */
    public static void attach() {
        ProcessHandle.current().parent()
                .ifPresent(grader -> grader.onExit().thenRun(() -> end(1)));
    }

    /** Ends this process and all its child processes at once, so that no thread and no hook of student code runs after. */
    public static void end() {
        end(0);
    }

    static void end(int status) {
        ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
        Runtime.getRuntime().halt(status);
    }
}
