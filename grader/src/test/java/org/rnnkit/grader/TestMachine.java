package org.rnnkit.grader;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.commons.io.function.Uncheck;

/** The programs that tests need and that not every machine has. At the end of its run, Maven names those that are missing. */
public final class TestMachine {

    private static final Path MISSING = Path.of(System.getProperty("rnnkit.home"), "target/missing");

    private TestMachine() {}

    /** Skips a test if this machine lacks a program. */
    public static void assumeHas(String program, boolean found) {
        Uncheck.run(() -> {
            if (found) {
                Files.deleteIfExists(MISSING.resolve(program));
            } else {
                Files.writeString(Files.createDirectories(MISSING).resolve(program), "");
            }
        }, () -> "can't write to " + MISSING);
        assumeTrue(found, "this machine has no " + program);
    }
}
