package org.rnnkit.cli.workflow;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;

/** An assumption about programs that every GitHub runner has, but not every student's machine. */
final class Tools {

    private Tools() {}

    static void assume(String... programs) {
        for (String program : programs) {
            Assumptions.assumeTrue(Stream.of(System.getenv("PATH").split(File.pathSeparator))
                    .anyMatch(folder -> Files.isExecutable(Path.of(folder, program))), program + " is not on this machine");
        }
    }
}
