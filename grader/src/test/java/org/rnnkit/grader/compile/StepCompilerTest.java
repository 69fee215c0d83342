package org.rnnkit.grader.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.TestSubmission;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.sandbox.Limits;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.sandbox.SandboxFinder;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the compiler that all submissions share. */
@Tag("slow")
class StepCompilerTest {

    private static final Kit KIT = Kit.find(Steps.all());
    private static final Step STATE = KIT.steps().get(2);
    private static final Step CLIPPING = KIT.steps().get(6);
    private static final int SUBMISSIONS = 6;

    /** All tests share it: the start of its process takes longer than a compilation. */
    private static final StepCompiler COMPILER = new StepCompiler(KIT, Sandbox.none());

    @TempDir
    private Path folder;
    private TestSubmission student;
    private StepClasses compiled;

    @AfterAll
    static void closeTheCompiler() {
        COMPILER.close();
    }

    @BeforeEach
    void copy() {
        student = TestSubmission.copyTo(folder.resolve("student"));
    }

    /** The classes beside a step's own are compiled with it, and are not seen by another step. */
    @Test
    void aHelperIsCompiledWithItsStepOnly() throws IOException {
        student.step("step3state/Use.java", "package org.rnnkit.step3state; class Use {}");

        assertThat(compile(STATE)).isEmpty();
        assertThat(classes()).contains("org/rnnkit/step3state/Use.class");
        assertThat(compile(CLIPPING)).isEmpty();
        assertThat(classes()).doesNotContain("org/rnnkit/step3state/Use.class");
    }

    @Test
    void aHelperThatDoesNotCompileBreaksOnlyItsStep() throws IOException {
        student.step("step3state/Use.java", "package org.rnnkit.step3state;\nclass Use {\n    int n = \"three\";\n}");

        assertThat(compile(STATE)).startsWith("does not compile: src/main/java/org/rnnkit/step3state/Use.java:3: incompatible "
                + "types");
        assertThat(compile(CLIPPING)).isEmpty();
    }

    /** A class in a package of its own is not taken, so the step that uses it does not compile. */
    @Test
    void aClassOutsideOfTheStepsPackagesIsNotThere() throws IOException {
        student.step("step3state/Use.java", "package org.rnnkit.step3state; class Use { int n = util.Shapes.ROWS; }")
                .file("src/main/java/util/Shapes.java", "package util; public class Shapes { public static int ROWS; }");

        assertThat(compile(STATE)).contains("Use.java:1: package util does not exist");
        assertThat(compile(CLIPPING)).isEmpty();
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

    /** The compiler reads escapes, the intake does not. Only classes in the steps' packages are kept. */
    @Test
    void aPackageLineInEscapesGainsNothing() throws IOException {
        student.step("step3state/Hidden.java", "\\u0070ackage org.rnnkit.toolkit; public class Hidden {}")
                .step("step3state/Other.java", "package org.rnnkit.step7clipping; public class Other {}");

        assertThat(compile(STATE)).isEmpty();
        assertThat(classes()).isNotEmpty().allMatch(name -> name.startsWith("org/rnnkit/step3state/"));
    }

    /** Compiles a step, and returns the reason why it does not compile. */
    private String compile(Step step) {
        compiled = COMPILER.compile(submission(), step);
        return compiled.problem();
    }

    private Submission submission() {
        return new Intake(KIT).take("student", student.folder());
    }

    /** Lists the class files of the last step. */
    private Set<String> classes() {
        return compiled.files().keySet();
    }

    /** Each submission's files take more than half of the limit of the compiler's process. */
    @Test
    void doesNotCountTheFilesOfOneSubmissionForAnother() throws Exception {
        String comment = "// " + "x".repeat(900_000);
        student.step("step3state/A.java", comment).step("step3state/B.java", comment).step("step3state/C.java", comment);
        Submission submission = submission();
        Sandbox small = new SandboxFinder(KIT.engineClassPath(), new Limits(2_048, 512, 4)).best();
        ExecutorService threads = Executors.newFixedThreadPool(SUBMISSIONS);
        try (StepCompiler compiler = new StepCompiler(KIT, small)) {
            List<Callable<String>> tasks = new ArrayList<>();
            for (int i = 0; i < SUBMISSIONS; i++) {
                tasks.add(() -> compile(compiler, submission));
            }
            for (Future<String> compiled : threads.invokeAll(tasks)) {
                assertThat(compiled.get()).isEmpty();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** {@code mvn test} rejects it, too. */
    @Test
    void aByteOrderMarkDoesNotCompile() {
        student.state("package org.rnnkit.step3state;", "\uFEFFpackage org.rnnkit.step3state;");

        assertThat(compile(STATE)).contains("HiddenState.java:1: illegal character: '\\ufeff'");
    }

    /** The files are written under the paths that they have in the submission. */
    @ParameterizedTest
    @ValueSource(strings = {"größe", "\uD83D\uDE42", "two\nlines"})
    @EnabledOnOs(OS.LINUX)
    void compilesInAFolderOfAnyName(String name) throws Exception {
        student = TestSubmission.copyTo(folder.resolve("upload " + name).resolve(name));
        Submission submission = new Intake(KIT).take("student", folder.resolve("upload " + name));
        try (StepCompiler compiler = new StepCompiler(KIT, TestSubmission.bestSandbox())) {
            assertThat(compile(compiler, submission)).isEmpty();
            student.state("HiddenState {", "HiddenState { int n = \"three\";");
            assertThat(compile(compiler, new Intake(KIT).take("student", folder.resolve("upload " + name))))
                    .contains("HiddenState.java:").contains("incompatible types");
        }
    }

    @Test
    void refusesClassesThatFillTheMemory() throws Exception {
        // 300 constants of 64,000 characters each.
        String source = "package org.rnnkit.step3state; class Large { static final String A = \"" + "x".repeat(1_000)
                + "\"; static final String B = " + IntStream.range(0, 64).mapToObj(i -> "A").collect(Collectors.joining("+"))
                + "; void f(String s) {} void g() {" + IntStream.range(0, 300).mapToObj(i -> "f(B + \"" + i + "\");")
                        .collect(Collectors.joining()) + "} }";
        student.step("step3state/Large.java", source);
        try (StepCompiler compiler = new StepCompiler(KIT, TestSubmission.bestSandbox())) {
            assertThat(compile(compiler, submission())).isEqualTo("does not compile: the class files have more than 4 MB");
            StepClasses together = compiler.compileTogether(submission(), Steps.all());
            assertThat(together).isEqualTo(new StepClasses(Map.of(), "the class files have more than 4 MB"));
        }
    }

    @Test
    void saysWhatToDeleteWhenTheStubsThrowStandsBelowTheCode() throws Exception {
        student.step("step3state/Late.java", "package org.rnnkit.step3state; class Late { int f() { return 1; "
                + "throw new org.rnnkit.toolkit.NotImplementedYet(Late.class); } }");

        assertThat(compile(STATE)).endsWith("Late.java:1: unreachable statement\n"
                + "→ Your code above returns already: delete this line, the stub's throw.");
    }

    /** The same advice as while the student works. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "int n = 1 | A semicolon is missing here.",
        "NDList list = array; | Put the array into a list: new NDList(array).",
        "java.util.List<NDArray> many = null; NDList list = many; | A List is no NDList: write new NDList(list)",
        "NDList list = java.util.List.of(array); | A List is no NDList: write new NDList(list)",
        "float n = 0.01; | A number with a decimal point is a double: write 0.01f.",
        "Shape shape = null; | It is not imported. Add at the top: import ai.djl.ndarray.types.Shape;",
        "int count = 0; cuont++; | Do you mean count?",
        "array = array * array; | Java has no operators for arrays.",
        "array.mm(array); | In DJL this is matMul."})
    void explainsTheMostFrequentSlips(String code, String advice) throws IOException {
        student.step("step3state/Slip.java", "package org.rnnkit.step3state;\nimport ai.djl.ndarray.NDArray;\n"
                + "import ai.djl.ndarray.NDList;\nclass Slip {\n  void of(NDArray array) {\n    " + code + "\n  }\n}\n");

        assertThat(compile(STATE)).contains("Slip.java:6: ", "\n→ " + advice);
    }

    /** The advice is found outside of the sandbox, so no source may make it slow. */
    @ParameterizedTest
    @ValueSource(strings = {"A<", "A ", "final a ", "x", "NotImplementedYet "})
    @Timeout(60)
    void noSourceMakesTheAdviceSlow(String repeated) throws IOException {
        student.step("step3state/Long.java", "package org.rnnkit.step3state;\nclass Long {\n  int f() { return missing; }\n"
                + "/*" + repeated.repeat(900_000 / repeated.length()) + "*/ int " + "y".repeat(60_000) + ";\n}\n");

        assertThat(compile(STATE)).contains("Long.java:3: cannot find symbol");
    }

    /** Without its class the worker would run another one of that name, if there is one. */
    @Test
    void findsTheStepWhoseClassIsMissing() {
        student.state("package org.rnnkit.step3state;", "package org.rnnkit.step3;");

        assertThat(compile(STATE))
                .startsWith("does not compile: there is no class org.rnnkit.step3state.HiddenState in src/main/java/");
    }

    /** Compiles step 3, and returns the reason why it does not compile. */
    private String compile(StepCompiler compiler, Submission submission) {
        return compiler.compile(submission, STATE).problem();
    }

    /** It would serve the other step only while both are compiled together. */
    @Test
    void namesAFileWithThePackageOfAnotherStep() throws Exception {
        Path steps = Files.createDirectories(folder.resolve("org/rnnkit/step1onehot")).getParent();
        Files.writeString(steps.resolve("step1onehot/OneHotEncoding.java"),
                "package org.rnnkit.step1onehot; class OneHotEncoding {}");
        Files.writeString(steps.resolve("step1onehot/More.java"), "package org.rnnkit.step3state; class HiddenState {}");

        Submission submission = new Intake(KIT).take(folder.toString());

        assertThat(StepCompiler.obstacle(submission, KIT.steps().get(0))).contains("the package of "
                + "org/rnnkit/step1onehot/More.java is that of step 3, org.rnnkit.step3state; move the file to that step's "
                + "folder, or change its package line");
        assertThat(StepCompiler.obstacle(submission, STATE)).isPresent();
    }

    /** Only in the list of other files it would be far from the step. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void saysWhyAFileThatIsThereIsMissing() throws Exception {
        Path steps = Files.createDirectories(folder.resolve("org/rnnkit/step1onehot")).getParent();
        Files.writeString(steps.resolve("step1onehot/OneHotEncoding.java"), "class OneHotEncoding {}");
        Files.writeString(Files.createDirectory(steps.resolve("step2parameters")).resolve("RnnParameters2.java"),
                "package org.rnnkit.step2parameters; public class RnnParameters {}");
        Files.createSymbolicLink(Files.createDirectory(steps.resolve("step3state")).resolve("HiddenState.java"), folder);

        Submission submission = new Intake(KIT).take(folder.toString());

        assertThat(StepCompiler.obstacle(submission, STATE)).contains(
                "missing: org/rnnkit/step3state/HiddenState.java (a link, which is not followed: a regular file is "
                        + "needed)");
        assertThat(StepCompiler.obstacle(submission, KIT.steps().get(1))).contains(
                "missing: org/rnnkit/step2parameters/RnnParameters.java\n"
                        + "If it was deleted or renamed: ./rnnkit reset 2 restores the stub.");
    }
}
