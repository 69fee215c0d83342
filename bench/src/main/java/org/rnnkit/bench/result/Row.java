package org.rnnkit.bench.result;

import java.util.List;

/**
 * How one competitor did in a race.
 *
 * @param id a name for programs
 * @param title a name for people
 * @param threads how many threads it computed on
 * @param tokensPerSecond its speed
 * @param toEager its speed as a ratio to the faster of eager PyTorch on one and on two threads; null where there is none
 * @param toLimit its speed as a ratio to that of the bare matrix products on as many threads; null where they did not run
 * @param rounds tokens/s, round by round
 * @param memory at the end
 */
public record Row(String id, String title, int threads, Spread tokensPerSecond, Spread toEager, Spread toLimit,
        List<Double> rounds, ProcessMemory memory) {}
