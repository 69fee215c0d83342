package org.rnnkit.grader.submission;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.TestSteps;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.verdict.StepVerdict;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the files that are taken from a folder, and of the list of ignored ones. */
class IntakeTest extends SubmissionFolder {

    /** A stub is not run, so nothing else may be one. */
    @ParameterizedTest
    @MethodSource("stubs")
    void knowsEachStub(Step step) throws IOException {
        String stub = Files.readString(KIT.layout().exercise(step));
        int body = stub.indexOf("// TODO");

        assertThat(isStub(step, stub)).isTrue();
        assertThat(isStub(step, stub.replace("// TODO", "// for tomorrow"))).isTrue();
        assertThat(isStub(step, stub.substring(0, body) + "int n = 1;\n" + stub.substring(body))).isFalse();
        assertThat(isStub(step, stub.replaceFirst("(throw new NotImplementedYet|NotImplementedYet.raise)\\(.*?\\);",
                "return null;"))).isFalse();
        String method = step.signatures().get(0).replaceAll("(.* )?(\\w+\\().*", "$2");
        assertThat(isStub(step, stub.replace(method, "my" + method))).isFalse();
        assertThat(isStub(step, "\uFEFF" + stub)).isFalse();
        write(Path.of(step.sourceFile()).resolveSibling("Other.java").toString(), "");
        assertThat(isStub(step, stub)).isFalse();
    }

    @Test
    void namesTheLineOfAStubThatIsLeftInWrittenCode() throws IOException {
        Step epoch = TestSteps.toWrite(8);
        String stub = Files.readString(KIT.layout().exercise(epoch));

        assertThat(reported(epoch, stub).status()).isEqualTo(StepStatus.NOT_STARTED);
        assertThat(reported(epoch, stub.replace("NotImplementedYet.raise(EpochTraining.class);", "numTokens++;")).status())
                .isEqualTo(StepStatus.NOT_STARTED);
        StepReport begun = reported(epoch, stub.replaceFirst("(?=\n *if \\(sampling)", "numTokens++;"));
        assertThat(begun.status()).isEqualTo(StepStatus.FAILED);
        assertThat(begun.message()).startsWith("The stub's line is still in EpochTraining.java:" + begun.location().line()
                + ", so the step always ends there. Delete it: NotImplementedYet.raise(EpochTraining.class);");
        assertThat(stub.lines().toList().get(begun.location().line() - 1)).contains("raise");
    }

    /** Returns the report of a step whose tests met a stub. */
    private StepReport reported(Step step, String source) throws IOException {
        write(step.sourceFile(), source);
        return take().nameStubLine(StepVerdict.notStarted(step, List.of()), step, KIT.built().stub(step));
    }

    static List<Step> stubs() {
        return Steps.withBonus();
    }

    private boolean isStub(Step step, String source) throws IOException {
        write(step.sourceFile(), source);
        Kit kit = Kit.find(Steps.withBonus());
        return new Intake(kit).take(folder.toString()).isStub(step, kit.built().stub(step));
    }

    /** The seeds of the tests follow from this hash. */
    @Test
    void equalCodeHasAnEqualHashWhereverItIs() throws IOException {
        String step = STEP;
        String helper = "org/rnnkit/step1onehot/Sizes.java";
        write("ada/" + step, "class OneHotEncoding {}");
        write("ada/" + helper, "class Sizes {}");
        write("bob/exercises/src/main/java/" + step, "class OneHotEncoding {}");
        write("bob/exercises/src/main/java/" + helper, "class Sizes {}");
        write("bob/exercises/src/main/java/org/rnnkit/step3state/HiddenState.java", "class HiddenState {}");
        List<Step> first = List.of(FIRST);
        String hash = intake.take(folder.resolve("ada").toString()).hash(first);

        Submission bob = intake.take(folder.resolve("bob").toString());
        assertThat(bob.hash(first)).isEqualTo(hash);
        assertThat(bob.hash(List.of(FIRST, Steps.all().get(2)))).as("steps that run together").isNotEqualTo(hash);
        write("ada/" + step, "class OneHotEncoding { }");
        assertThat(intake.take(folder.resolve("ada").toString()).hash(first)).isNotEqualTo(hash);
        write("ada/" + step, "class OneHotEncoding {}");
        write("ada/" + helper, "class Sizes { int answer; }");
        assertThat(intake.take(folder.resolve("ada").toString()).hash(first)).as("a helper may give answers, too")
                .isNotEqualTo(hash);
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/main/java/", "exercises/src/main/java/", "", "ada-main/exercises/src/main/java/",
        "submission_12345/ada/exercises/src/main/java/"})
    void findsTheStepsOfAModuleARepositoryAndASourceRootAlsoInsideOtherFolders(String root) throws IOException {
        write(root + STEP, "class OneHotEncoding {}");
        write("org.txt", "");
        write("__MACOSX/" + root + STEP.replace("One", "._One"), "");

        Submission submission = take();

        assertThat(taken(submission)).containsExactly(root + STEP);
        assertThat(submission.fileOf(FIRST)).isEqualTo(root + STEP);
        assertThat(submission.unwritten(Steps.all())).hasSize(Steps.all().size() - 1).doesNotContain(FIRST);
    }

    @ParameterizedTest
    @CsvSource({"throw new NotImplementedYet();, false", "// throw new NotImplementedYet();, true",
        "'int f() { throw new NotImplementedYet(); }', false", "'/*\nthrow new NotImplementedYet();\n*/', true",
        "'String s = \"\"\"\nthrow new NotImplementedYet();\n\"\"\";', true", "'throw new\n    NotImplementedYet();', false",
        "NotImplementedYet.raise(OneHotEncoding.class);, false",
        "catch (NotImplementedYet e) {}, true"})
    void recognisesAStubByItsThrowStatement(String line, boolean written) throws IOException {
        write(STEP, "class OneHotEncoding {\n    " + line + "\n}");

        assertThat(take().isWritten(FIRST)).isEqualTo(written);
    }

    @ParameterizedTest
    @CsvSource({"4, false", "3, true", "1, true", "0, false"})
    void knowsAHalfWrittenStepByTheNumberOfItsStubs(int stubs, boolean half) throws IOException {
        Step model = TestSteps.toWrite(5);
        write("org/rnnkit/step5model/RnnModelScratch.java", "throw new NotImplementedYet();\n".repeat(stubs));

        assertThat(take().isHalfWritten(model)).isEqualTo(half);
    }

    @Test
    void namesAFileThatIsNotUtf8() throws IOException {
        Files.write(write(STEP, ""), "class OneHotEncoding {\n  // Größe\n}".getBytes(StandardCharsets.ISO_8859_1));
        Submission submission = take();
        StepReport error = StepReport.of(FIRST, StepStatus.ERROR, "does not compile", List.of());
        StepReport failed = StepReport.of(FIRST, StepStatus.FAILED, "wrong", List.of());

        assertThat(submission.nameEncoding(error, FIRST).message())
                .startsWith("OneHotEncoding.java is not saved as UTF-8, see line 2.").endsWith("does not compile");
        assertThat(submission.nameEncoding(failed, FIRST).message())
                .startsWith("wrong\nOneHotEncoding.java is not saved");
    }

    /** {@code mvn test} does not compile it either. */
    @Test
    void namesAByteOrderMark() throws IOException {
        write(STEP, "\uFEFFpackage org.rnnkit.step1onehot; class OneHotEncoding {}");
        StepReport error = StepReport.of(FIRST, StepStatus.ERROR, "illegal character", List.of());

        assertThat(take().nameEncoding(error, FIRST).message()).startsWith("OneHotEncoding.java begins with a byte order mark: "
                + "save it as UTF-8 without BOM.").doesNotContain("illegal character");
    }

    @Test
    void takesTheKitsOwnModulesByName() {
        assertThat(intake.take("solutions").unwritten(Steps.all())).isEmpty();
        assertThat(taken(intake.take("exercises"))).hasSizeGreaterThanOrEqualTo(Steps.all().size());
        assertThat(intake.take("exercises").ignored()).isEmpty();
        assertThat(intake.take(KIT.home().toString()).ignored()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"src/main/java/", "exercises/src/main/java/", ""})
    void takesBonusStepsAlone(String root) throws IOException {
        Step bonus = TestSteps.bonus();
        String file = root + bonus.sourceFile().replace("src/main/java/", "");
        write(file, "class " + bonus.className() + " {}");
        Intake withBonus = new Intake(KIT.withBonus(Steps.bonus()));

        assertThat(withBonus.take(folder.toString()).isWritten(bonus)).isTrue();
        assertThatThrownBy(() -> take()).isInstanceOf(UsageException.class)
                .hasMessageContaining("only bonus steps").hasMessageContaining("./rnnkit grade --bonus");
    }

    @Test
    void findsTheNineStepsIfBonusStepsLieElsewhere() throws IOException {
        write("ada/src/main/java/" + STEP, "class OneHotEncoding {}");
        write(TestSteps.bonus().sourceFile(), "class X {}");
        Intake withBonus = new Intake(KIT.withBonus(Steps.bonus()));

        assertThat(withBonus.take(folder.toString()).has(FIRST)).isTrue();
    }

    @Test
    void namesTheFolderThatDoesNotExist() {
        assertThatThrownBy(() -> intake.take(folder.resolve("not there").toString())).isInstanceOf(UsageException.class)
                .hasMessageContaining("not there");
    }

    @Test
    void namesTheFolderOfStepsThatAreTooDeepInside() throws IOException {
        write("ada/Documents/uni/nlp/kit/exercises/src/main/java/" + STEP, "class A {}");

        assertThatThrownBy(() -> take()).isInstanceOf(UsageException.class)
                .hasMessageContaining("too deep inside").hasMessageContaining("ada/Documents/uni/nlp/kit/exercises");
    }

    /** As some programs leave them that unpack archives from other systems. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void readsFilesWhoseNamesAreNotInUtf8() throws IOException, InterruptedException {
        Path taken = write(STEP, "");
        String create = "echo 'class A {}' >\"$(printf 'L\\366sung.java')\"";
        assertThat(new ProcessBuilder("/bin/sh", "-c", create).directory(taken.getParent().toFile()).start().waitFor())
                .isZero();

        assertThat(taken(take())).containsExactlyInAnyOrder(
                STEP, "org/rnnkit/step1onehot/L\uFFFDsung.java");
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void listsLinksAndPipesWithoutOpeningThem() throws IOException, InterruptedException {
        Path taken = write(STEP, "class OneHotEncoding {}");
        Files.createSymbolicLink(taken.resolveSibling("Linked.java"), write("elsewhere/Linked.txt", ""));
        Files.createSymbolicLink(folder.resolve("loop"), folder);
        assertThat(new ProcessBuilder("mkfifo", taken.resolveSibling("Pipe.java").toString()).start().waitFor()).isZero();

        Submission submission = take();

        assertThat(taken(submission)).containsExactly(STEP);
        assertThat(submission.ignored()).containsExactly(
                "org/rnnkit/step1onehot/Linked.java (a link, which is not followed: a regular file is needed)",
                "org/rnnkit/step1onehot/Pipe.java (not a regular file)",
                "loop (a link, which is not followed: a regular file is needed)");
    }

    @Test
    void rejectsOnlyTheStepWithATooLargeFile() throws IOException {
        write(STEP, "class OneHotEncoding {}");
        write("org/rnnkit/step1onehot/Big.java", "//" + "x".repeat(2_000_000));
        write("org/rnnkit/step3state/HiddenState.java", "class HiddenState {}");

        Submission submission = take();

        assertThat(submission.problem(FIRST)).contains("too large, more than 1 MB: org/rnnkit/step1onehot/Big.java");
        assertThat(submission.problem(Steps.all().get(2))).isEmpty();
        assertThat(submission.ignored()).containsExactly("org/rnnkit/step1onehot/Big.java (more than 1 MB)");
    }

    @Test
    void listsIgnoredFilesThatTheAuthorMayMiss() throws IOException {
        write("exercises/src/main/java/" + STEP, "class OneHotEncoding {}");
        write("exercises/src/main/java/org/rnnkit/step1onehot/inner/Helper.java", "");
        Step bonus = TestSteps.bonus();
        write(bonus.exerciseFile(), "mine");
        write("exercises/src/main/java/org/rnnkit/toolkit/Text.java", "package org.rnnkit.toolkit;");
        write("exercises/src/main/java/org/rnnkit/step1onehot/README.md", "notes");
        write("exercises/src/main/resources/META-INF/services/a.B", "");
        write("exercises/lib/x.jar", "");
        write("exercises/target/classes/A.class", "");
        write("pom.xml", "<project/>");
        write("src/test/java/MyTest.java", "");
        Files.createDirectories(folder.resolve("toolkit"));
        Files.copy(KIT.home().resolve("toolkit/pom.xml"), folder.resolve("toolkit/pom.xml"));

        assertThat(take().ignored()).containsExactly(
                "exercises/lib/x.jar (compiled code is not taken)",
                bonus.exerciseFile() + " (a bonus step; use --bonus to grade it)",
                "exercises/src/main/java/org/rnnkit/step1onehot/inner/Helper.java (not in one of the steps' packages)",
                "exercises/src/main/java/org/rnnkit/toolkit/Text.java (not in one of the steps' packages)",
                "exercises/src/main/resources/META-INF/services/a.B (files in META-INF are not taken)",
                "pom.xml (the kit's own is used)", "src/test/java/MyTest.java (the kit's own tests are used)");
    }

    @Test
    void shortensALongListOfIgnoredFiles() throws IOException {
        write(STEP, "class OneHotEncoding {}");
        for (int i = 0; i < 60; i++) {
            write("more/A" + i + ".java", "");
        }

        assertThat(take().ignored()).hasSize(51).last().isEqualTo("and 10 more");
    }

    @Test
    void rejectsStepsInTwoPlaces() throws IOException {
        write("a/src/main/java/" + STEP, "");
        write("b/src/main/java/" + STEP, "");

        assertThatThrownBy(() -> take()).isInstanceOf(UsageException.class)
                .hasMessageContaining("a/src/main/java").hasMessageContaining("b/src/main/java");
    }

    @Test
    void skipsFoldersThatAreTooDeep() throws IOException {
        write(STEP, "class OneHotEncoding {}");
        write("d/".repeat(40) + "x.java", "");

        assertThat(take().ignored()).singleElement().asString().contains("too deep");
    }

    @Test
    void ignoresLaterChangesOfTheFiles() throws IOException {
        Path file = write(STEP, "class OneHotEncoding {}");
        Submission submission = take();
        Files.writeString(file, "throw new NotImplementedYet();");

        assertThat(submission.isWritten(FIRST)).isTrue();
        assertThat(submission.files(List.of(FIRST)).values()).singleElement()
                .isEqualTo("class OneHotEncoding {}".getBytes(StandardCharsets.UTF_8));
    }
}
