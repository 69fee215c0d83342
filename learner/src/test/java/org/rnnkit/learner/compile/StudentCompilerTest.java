package org.rnnkit.learner.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.learner.KitCopy;

/** Tests of the compilation of a student's steps when one of them has an error. */
class StudentCompilerTest {

    @TempDir
    private Path folder;

    /** A step's tests may call a step that its own code does not call: step 13's call step 5. */
    @Test
    void compilesEveryOtherStepForTheTestsOfOne() {
        KitCopy copy = KitCopy.create(folder.resolve("kit"));
        copy.save(copy.step(3), "no Java");
        StudentCompiler compiler = new StudentCompiler(copy.kit(), new Intake(copy.kit()).take("exercises"),
                folder.resolve("scratch"));

        assertThat(compiler.errors(copy.step(4))).isEmpty();

        assertThat(compiler.classes().resolve("org/rnnkit/step5model/RnnModelScratch.class")).exists();
        assertThat(compiler.classes().resolve("org/rnnkit/step3state")).doesNotExist();
    }
}
