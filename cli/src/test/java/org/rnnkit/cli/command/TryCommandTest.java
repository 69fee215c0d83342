package org.rnnkit.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.learner.KitCopy;
import org.rnnkit.learner.background.CellRun;

/** Tests of the lines of Java that a user types. */
@Tag("slow")
class TryCommandTest {

    @Tag("thorough")
    @Test
    void printsArraysWithTheirShapesAndGoesOnAfterEveryMistake(@TempDir Path home) {
        Kit kit = KitCopy.create(home).kitOfAllSteps();
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        String lines = """
                NDArray a = manager.create(new float[][] {{1, -2.5f, 3}, {4, 5, 6}})

                a.reshap(6)
                System.exit(3)
                System.out.print("one\\n"); 1 + 1
                manager.ones(new Shape(2, 1, 2))
                :q
                never run
                """;
        try (CellRun cells = new CellRun(kit, () -> new Intake(kit).take(Layout.EXERCISES))) {
            TryCommand.ask(cells, new BufferedReader(new StringReader(lines)),
                    new PrintStream(printed, true, StandardCharsets.UTF_8));
        }
        assertThat(printed.toString(StandardCharsets.UTF_8).lines().map(String::stripTrailing).toList()).containsSubsequence(
                "> [2, 3], float32", "     1  -2.5     3", "     4     5     6", "> > cannot find symbol",
                "→ Do you mean reshape?",
                "> Your code ended the Java virtual machine (exit value 3; does it call System.exit?)",
                "> one", "2", "> [2, 1, 2], float32", "[0]", "  1  1", "[1]", "  1  1", ">");
    }
}
