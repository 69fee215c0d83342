package org.rnnkit.bench.result;

import java.util.List;

/**
 * The result of one competitor in a race, compared with others.
 *
 * @param id the competitor's name in files
 * @param title the competitor's name for people
 * @param threads the number of threads that computed
 * @param tokensPerSecond the speed
 * @param toEager the speed divided by that of eager PyTorch on one or on two threads, whichever is faster; null without it
 * @param toLimit the speed divided by that of the bare matrix products on as many threads; null if they did not run
 * @param rounds the speed in tokens/s in each round
 * @param startSeconds the time from the start of its process to the end of its first minibatch; null in older results
 * @param memory the memory of its process at the end
 */
public record Row(String id, String title, int threads, Spread tokensPerSecond, Spread toEager, Spread toLimit,
        List<Double> rounds, Double startSeconds, ProcessMemory memory) {}
