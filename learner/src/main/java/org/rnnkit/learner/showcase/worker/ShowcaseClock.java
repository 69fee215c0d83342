package org.rnnkit.learner.showcase.worker;

/** The clock of the one showcase of this process. By it a training ends well before the limit at which it is stopped. */
final class ShowcaseClock {

    /** The time for trainings and texts. It leaves several seconds for one more epoch on a busy machine. */
    private static final double SECONDS = 20;

    private static volatile long start = System.nanoTime();

    private ShowcaseClock() {}

    /** Starts the clock. The start of the Java machine and of the engine, which has a limit of its own, is over then. */
    static void start() {
        start = System.nanoTime();
    }

    /** Returns the seconds that are left; less than 0 if the time is over. */
    static double left() {
        return SECONDS - (System.nanoTime() - start) / 1e9;
    }
}
