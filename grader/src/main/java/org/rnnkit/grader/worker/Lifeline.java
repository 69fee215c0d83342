package org.rnnkit.grader.worker;

/** Ends a worker with the grader that started it, even where the grader was killed and could not do so itself. */
final class Lifeline {

    private Lifeline() {}

    /** Watches the grader from now on. */
    static void attach() {
        ProcessHandle.current().parent()
                .ifPresent(grader -> grader.onExit().thenRun(() -> Runtime.getRuntime().halt(1)));
    }
}
