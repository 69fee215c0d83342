package org.rnnkit.toolkit;

import java.util.Map;

/** The settings of DJL's engine, which reads them once, when it loads. */
public final class EngineSettings {

    /** One thread: two are faster only on an idle machine; other busy processes slow them down a lot (docs/threads.md). */
    public static final int DEFAULT_THREADS = 1;

    /**
     * The environment variables for a process that trains. PyTorch allocates the same large blocks in every minibatch. By
     * default glibc returns them to Linux in between, and Linux has to zero new pages each time: this causes fourteen times
     * as many page faults and costs an eighth of the speed on two cores. All threads use one arena, since blocks kept in
     * several arenas add up: memory grew by a sixth from epoch 50 to 500. Other systems ignore these variables.
     */
    public static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "1",
            "MALLOC_MMAP_THRESHOLD_", String.valueOf(32 << 20), "MALLOC_TRIM_THRESHOLD_", String.valueOf(256 << 20));

    private EngineSettings() {}

    /**
     * Sets the number of threads and turns off DJL's usage reports. Call this before any other code of DJL, because a
     * loaded engine does not change.
     *
     * @param threads the number of threads that one operation is split over
     * @throws IllegalArgumentException if the number is less than one
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
