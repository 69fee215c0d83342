package org.rnnkit.bench.parts;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.rnnkit.toolkit.EngineSettings;

/** A benchmark of the engine's start, up to its first array. The engine starts only once in a process. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class EngineStartBenchmark {

    /** Starts the engine. */
    @Benchmark
    public float engineStart() {
        EngineSettings.apply(EngineSettings.DEFAULT_THREADS);
        try (NDManager manager = NDManager.newBaseManager(); NDArray one = manager.create(1f)) {
            return one.getFloat();
        }
    }
}
