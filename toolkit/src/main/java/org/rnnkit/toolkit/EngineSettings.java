package org.rnnkit.toolkit;

import java.util.Map;

/** The settings of DJL's engine, which reads them once, when it loads; and the device that it computes on. */
public final class EngineSettings {

    /**
     * One thread. On an idle machine with two cores, a second one makes training a quarter to a third faster. Beside one busy
     * process it is three times slower (12,300 in place of 40,200 tokens per second), because the threads wait for each other
     * in a busy loop after every small product. Shorter waits cost the gain and don't prevent the stall: idle and beside a
     * busy process, one thread made 27,100 and 27,600 tokens per second, two made 34,300 and 8,900, two without a busy loop
     * (GOMP_SPINCOUNT=0) 28,700 and 16,200. The number is not chosen while a training runs: two threads add up in another
     * order, so the clock would decide about the last digits.
     */
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
