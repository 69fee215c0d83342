package org.rnnkit.grader.learn;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.rnnkit.grader.GraderTrouble;
import org.rnnkit.grader.Kit;
import org.rnnkit.grading.Step;

/** The reference's code of a step beside the student's, for those whose own passes. */
public final class Solution {

    private Solution() {}

    /**
     * Shows both.
     *
     * @param kit the kit
     * @param step the step
     * @param width how many columns there are
     * @return both sources, or why there is only one
     */
    public static String beside(Kit kit, Step step, int width) {
        Path reference = kit.home().resolve("solutions").resolve(step.sourceFile());
        if (!Files.isRegularFile(reference)) {
            return "There is no solutions/ in this copy of the kit: your own is the one to look at.\n";
        }
        return SideBySide.of("Yours", lines(kit.home().resolve("exercises").resolve(step.sourceFile())),
                "The reference's", lines(reference), width);
    }

    /** Without the marks that the stubs are made by. */
    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.strip().matches("// </?solution(-only)?>")).toList();
        } catch (IOException e) {
            throw new GraderTrouble(file + " can't be read: " + e.getMessage(), e);
        }
    }
}
