package org.rnnkit.toolkit;

import java.util.Map;

/** How DJL's engine is set up; it reads this once, when it loads. */
public final class EngineSettings {

    /** One thread: two are faster on an idle machine only, and a busy neighbour stalls them (docs/threads.md). */
    public static final int DEFAULT_THREADS = 1;

    /**
     * What a process that trains is to find in its environment. PyTorch asks for the same large blocks in every minibatch;
     * by itself glibc hands them back to Linux in between, and each comes back as empty pages that have to be found and
     * zeroed anew: fourteen times the page faults, and an eighth of the speed on two cores. One arena for all threads, since
     * blocks that are kept in several of them add up: memory grew by a sixth from epoch 50 to 500. Other systems don't read
     * it.
     */
    public static final Map<String, String> ENVIRONMENT = Map.of("MALLOC_ARENA_MAX", "1",
            "MALLOC_MMAP_THRESHOLD_", String.valueOf(32 << 20), "MALLOC_TRIM_THRESHOLD_", String.valueOf(256 << 20));

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
