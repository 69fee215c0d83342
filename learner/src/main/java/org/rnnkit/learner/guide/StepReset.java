package org.rnnkit.learner.guide;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.testkit.steps.Step;

/** The reset of a step: the stub comes back. */
public final class StepReset {

    private StepReset() {}

    /**
     * Keeps a step's file as an attempt, and then replaces it by the stub.
     *
     * @param kit the kit
     * @param step the step
     * @return the copy; the file itself if there was nothing to copy
     * @throws UsageException if the kit has neither the step's solution nor its stub, or if a file can't be written
     */
    public static Path reset(Kit kit, Step step) {
        Path source = kit.built().course().steps().resolve(step.sourceFile());
        if (!Files.isRegularFile(source)) {
            throw new UsageException("The stub of step " + step.number() + " can't be put back without " + source + ". If you "
                    + "use git: git log -- " + step.exerciseFile() + " lists the versions of your file.");
        }
        try {
            // A student's copy has the stubs themselves in the place of the solutions.
            String stub = source.startsWith(kit.built().course().solutions())
                    ? Stub.of(Files.readString(source), step.className(), step.number()) : Files.readString(source);
            return Attempts.of(kit, step).replace(stub.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UsageException("Step " + step.number() + " can't be reset, and your code stays as it is: "
                    + e.getMessage() + (e instanceof AccessDeniedException ? ": permission denied" : ""));
        }
    }
}
