package org.rnnkit.learner.feedback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.kit.BuiltKit;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.worker.source.CompileError;
import org.rnnkit.learner.KitCopy;
import org.rnnkit.testkit.steps.Step;

/** Tests of the errors that a student's step gets, beside those of the compiler. */
class StudentStepsTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"", "package org.rnnkit.step3;"})
    void namesTheMissingOrWrongPackageLine(String line) throws Exception {
        assertThat(errors(3, "package org.rnnkit.step3state;", line)).contains("""
                makes no class org.rnnkit.step3state.HiddenState. The first line of code must be:
                package org.rnnkit.step3state;
                """);
    }

    @Test
    void findsNothingWrongWithAStub() throws Exception {
        assertThat(errors(3, "package", "package")).isEmpty();
    }

    /** A step's tests may call a step that its own code does not call: step 9's call step 6. */
    @Test
    void compilesEveryOtherStepForTheTestsOfOne() throws Exception {
        KitCopy copy = KitCopy.create(folder.resolve("kit"));
        copy.save(copy.step(3), "no Java");
        StudentSteps steps = new StudentSteps(copy.kit(), new Intake(copy.kit()).take("exercises"));
        assertThat(steps.errors(copy.step(9))).isEmpty();
        assertThat(steps.classes()).containsKey(copy.step(6).fullName().replace('.', '/') + ".class");
        assertThat(steps.classes().keySet()).noneMatch(file -> file.startsWith("org/rnnkit/step3state/"));
    }

    /** An update may delete the kit of a running watch. */
    @Test
    void aMissingJarIsNoMistakeOfTheStudent() throws Exception {
        Map<String, byte[]> source = Map.of("A.java",
                "import org.rnnkit.toolkit.Updater; class A {}".getBytes(StandardCharsets.UTF_8));
        Path gone = folder.resolve("toolkit.jar");

        assertThatThrownBy(() -> InProcessCompiler.compile(source, Map.of(), "", List.of(gone)))
                .isInstanceOf(GraderException.class).hasMessage("The kit was built again or updated meanwhile, and " + gone
                        + " is gone. Start the same command again");
    }

    /** Maven does not compile it either. */
    @Test
    void namesAByteOrderMark() throws Exception {
        KitCopy copy = KitCopy.create(folder.resolve("kit"));
        Step step = copy.step(3);
        copy.save(step, "\uFEFF" + copy.solution(step));
        StudentSteps steps = new StudentSteps(copy.kit(), new Intake(copy.kit()).take("exercises"));
        assertThat(steps.known(step).orElseThrow().message())
                .startsWith("HiddenState.java begins with a byte order mark: save it as UTF-8 without BOM.")
                .doesNotContain("illegal character");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void saysWhyAFileThatIsThereIsMissing() throws Exception {
        KitCopy copy = KitCopy.create(folder.resolve("kit"));
        Path link = copy.kit().layout().exercise(copy.step(3));
        Files.createSymbolicLink(link, Files.move(link, folder.resolve("elsewhere.java")));
        Path text = copy.kit().layout().exercise(copy.step(8));
        Files.move(text, text.resolveSibling("EpochTraining.java.txt"));
        StudentSteps steps = new StudentSteps(copy.kit(), new Intake(copy.kit()).take("exercises"));
        assertThat(steps.known(copy.step(3)).orElseThrow().message()).endsWith(
                "/HiddenState.java (a link, which is not followed: a regular file is needed)");
        assertThat(steps.known(copy.step(8)).orElseThrow().message()).endsWith(
                "/EpochTraining.java.txt (rename it to EpochTraining.java)");
    }

    /** The built kit has the sources of the steps in an archive. */
    @Test
    void explainsAnErrorWhereTheKitIsAnArchive() throws Exception {
        KitCopy copy = KitCopy.create(folder.resolve("kit"));
        Step step = copy.step(3);
        copy.save(step, copy.solution(step).replace("batchSize, numHiddens)));", "batchSize, numHiddens)))"));
        try (FileSystem archive = FileSystems.newFileSystem(folder.resolve("course.zip"), Map.of("create", "true"))) {
            Layout course = new Layout(archive.getPath("/"));
            for (Step one : copy.kit().steps()) {
                Path file = course.steps().resolve(one.sourceFile());
                Files.createDirectories(file.getParent());
                Files.writeString(file, copy.solution(one));
            }
            BuiltKit built = copy.kit().built();
            Kit kit = new Kit(copy.kit().layout(), copy.kit().steps(), List.of(), Optional.empty(), new BuiltKit(
                    built.folder(), course, built.standIns(), built.tests(), built.libraries()));
            StudentSteps steps = new StudentSteps(kit, new Intake(kit).take("exercises"));
            assertThat(steps.known(step).orElseThrow().message()).contains("HiddenState.java:", "A semicolon is missing");
        }
    }

    private String errors(int number, String before, String after) throws Exception {
        KitCopy copy = KitCopy.create(folder.resolve("kit"));
        Step step = copy.step(number);
        copy.save(step, copy.source(step).replace(before, after));
        Submission submission = new Intake(copy.kit()).take("exercises", copy.kit().home().resolve("exercises"));
        StudentSteps steps = new StudentSteps(copy.kit(), submission);
        return steps.errors(step).stream().map(CompileError::message).findFirst().orElse("");
    }
}
