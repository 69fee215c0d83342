package org.rnnkit.toolkit;

/** How DJL's engine is set up; it reads this once, when it loads. */
public final class EngineSettings {

    /** One thread: two are faster on an idle machine only, and a busy neighbour stalls them (docs/threads.md). */
    public static final int DEFAULT_THREADS = 1;

    private EngineSettings() {}

    /**
     * Sets the number of threads and keeps DJL from reporting its use. Call this before anything else of
     * DJL's; a loaded engine does not change.
     *
     * @param threads the number of threads that one operation is split over
     * @throws IllegalArgumentException if that is less than one
     */
    public static void apply(int threads) {
        if (threads < 1) {
            throw new IllegalArgumentException("The number of threads must be at least 1, but is " + threads + ".");
        }
        System.setProperty("ai.djl.pytorch.num_threads", String.valueOf(threads));
        System.setProperty("ai.djl.pytorch.num_interop_threads", "1");
        System.setProperty("OPT_OUT_TRACKING", "true");
    }
}
