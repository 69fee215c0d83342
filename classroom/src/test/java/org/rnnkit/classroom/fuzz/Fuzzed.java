package org.rnnkit.classroom.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rnnkit.grader.system.Scratch.RecursiveDelete;

/** The entry for Jazzer, the coverage-guided fuzzer. The system property rnnkit.fuzz.target names the reader. */
public final class Fuzzed {

    private static final FuzzTarget TARGET = FuzzTarget.valueOf(System.getProperty("rnnkit.fuzz.target"));

    private Fuzzed() {}

    /** Reads the corpus, so that the time for loading classes does not count as the time for the first input. */
    public static void fuzzerInitialize() throws IOException {
        for (byte[] input : FuzzSeeds.of(TARGET)) {
            fuzzerTestOneInput(input);
        }
    }

    /** Reads one input in a new folder. */
    public static void fuzzerTestOneInput(byte[] input) throws IOException {
        Path folder = Files.createTempDirectory("rnnkit-fuzz");
        try {
            TARGET.read(input, folder);
        } finally {
            RecursiveDelete.deleteRecursively(folder);
        }
    }
}
