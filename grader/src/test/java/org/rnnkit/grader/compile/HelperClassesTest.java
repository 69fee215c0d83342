package org.rnnkit.grader.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.TestSubmission;
import org.rnnkit.grader.compile.StepCompiler.CompiledSteps;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of helper classes, which are compiled with the steps that use them. */
@Tag("slow")
class HelperClassesTest {

    private static final Kit KIT = Kit.find(Steps.all());
    private static final Step STATE = KIT.steps().get(2);
    private static final Step CLIPPING = KIT.steps().get(6);
    private static final String USE = "package org.rnnkit.step3state; class Use { int n = util.Shapes.rows(); }";

    /** All tests share it: the start of its process takes longer than a compilation. */
    private static final StepCompiler COMPILER = new StepCompiler(KIT, Sandbox.none());

    @TempDir
    private Path folder;
    private TestSubmission student;
    private Path classes;

    @AfterAll
    static void closeTheCompiler() {
        COMPILER.close();
    }

    @BeforeEach
    void copy() {
        student = TestSubmission.copyTo(folder.resolve("student"));
    }

    @Test
    void aHelperMayUseAnotherAndIsCompiledWithItsStepOnly() throws IOException {
        student.step("step3state/Use.java", USE)
                .file("src/main/java/util/Shapes.java", "package util; public class Shapes { "
                        + "public static int rows() { return util.inner.One.ONE; } }")
                .file("src/main/java/util/inner/One.java", "package util.inner; public class One { public static int ONE; }");

        assertThat(compile(STATE)).isEmpty();
        assertThat(classes()).contains("org/rnnkit/step3state/Use.class", "util/Shapes.class", "util/inner/One.class");
        assertThat(compile(CLIPPING)).isEmpty();
        assertThat(classes()).noneMatch(name -> name.startsWith("util/"));
    }

    @Test
    void aHelperThatDoesNotCompileBreaksOnlyTheStepsThatUseIt() throws IOException {
        student.step("step3state/Use.java", USE).file("src/main/java/util/Shapes.java",
                "package util;\npublic class Shapes {\n    public static int rows() { return \"three\"; }\n}");

        assertThat(compile(STATE))
                .startsWith("does not compile: src/main/java/util/Shapes.java:3: incompatible types");
        assertThat(compile(CLIPPING)).isEmpty();
    }

    @Test
    void worksForAllStepsTogether() throws IOException {
        student.step("step3state/Use.java", USE).step("step7clipping/Use.java", USE.replace("step3state", "step7clipping"))
                .file("src/main/java/util/Shapes.java", "package util; public class Shapes { "
                        + "public static int rows() { return 3; } }");
        CompiledSteps all = COMPILER.compileTogether(submission(), Steps.all(), Files.createDirectories(folder.resolve("all")));
        assertThat(all.problem()).isEmpty();
        assertThat(all.classes().resolve("util/Shapes.class")).exists();
    }

    /** The classes of the kit that a submission brings are not compiled, and neither are another step's. */
    @Test
    void aStepSeesTheKitsClassesAndTheStandInsOfOtherSteps() throws IOException {
        student.file("src/main/java/org/rnnkit/toolkit/Text.java", "package org.rnnkit.toolkit; public class Text { "
                        + "public static int MINE = 1; }")
                .step("step7clipping/Mine.java", "package org.rnnkit.step7clipping; public class Mine {}")
                .step("step3state/A.java", "package org.rnnkit.step3state; class A { int n = org.rnnkit.toolkit.Text.MINE; }")
                .step("step3state/B.java", "package org.rnnkit.step3state; class B extends org.rnnkit.step7clipping.Mine {}");

        assertThat(compile(STATE)).contains("A.java:1: cannot find symbol", "B.java:1: cannot find symbol");
    }

    /** The compiler reads escapes, the intake does not. Only classes in the folders of helper packages are kept. */
    @Test
    void aPackageLineInEscapesGainsNothing() throws IOException {
        student.step("step3state/Use.java", USE).file("src/main/java/util/Shapes.java", "package util; public class Shapes { "
                + "public static int rows() { return 3; } }")
                .step("step3state/Hidden.java", "\\u0070ackage org.rnnkit.toolkit; public class Hidden {}")
                .step("step3state/Other.java", "package org.rnnkit.step7clipping; public class Other {}");

        classes = COMPILER.folderFor(List.of(STATE), folder);
        List<String> before = classes();

        assertThat(compile(STATE)).isEmpty();
        assertThat(classes()).contains("util/Shapes.class").allMatch(name -> name.startsWith("util/")
                || name.startsWith("org/rnnkit/step3state/") || before.contains(name));
    }

    /** Compiles a step, and returns the reason why it does not compile. */
    private String compile(Step step) {
        classes = COMPILER.folderFor(List.of(step), folder);
        return COMPILER.compile(submission(), List.of(step), classes);
    }

    private Submission submission() {
        return new Intake(KIT).take("student", student.folder());
    }

    /** Lists the class files in the folder of the last step. */
    private List<String> classes() throws IOException {
        try (Stream<Path> files = Files.walk(classes)) {
            return files.filter(Files::isRegularFile).map(file -> classes.relativize(file).toString().replace('\\', '/'))
                    .toList();
        }
    }
}
