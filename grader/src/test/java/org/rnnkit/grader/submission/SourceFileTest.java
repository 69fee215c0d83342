package org.rnnkit.grader.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.report.CodeExcerpt;
import org.rnnkit.grader.report.SourceLocation;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of what a source file tells without being parsed: its package, and the lines beside a failure. */
class SourceFileTest {

    private static final Kit KIT = Kit.find(Steps.all());
    private static final Step STEP = Steps.all().get(2);

    static Stream<Step> steps() {
        return Steps.withBonus().stream();
    }

    /** The stubs have the reference's signatures, over one line or two. */
    @ParameterizedTest
    @MethodSource("steps")
    void findsTheMethodOfEachStep(Step step) throws IOException {
        for (String module : List.of(Layout.EXERCISES, Layout.SOLUTIONS)) {
            String code = Files.readString(KIT.home().resolve(module).resolve(step.sourceFile()));
            CodeExcerpt method = lines(code).method(step);

            String signature = step.signatures().get(0);
            String name = signature.substring(0, signature.indexOf('(')).replaceFirst(".* ", "");
            assertThat(method.lines().get(0)).contains(name + "(").startsWith("    public ");
            assertThat(method.marked()).isNull();
            assertThat(code.lines().toList().get(method.firstLine() - 1)).isEqualTo(method.lines().get(0));
        }
    }

    @Test
    void marksALineWithItsNumberInTheStudentsFile() {
        CodeExcerpt code = lines("1\n2\r\n3\n4\n5\n6\n7\n" + "x".repeat(300)).around(5);

        assertThat(code.numbered()).extracting(CodeExcerpt.Line::number).containsExactly(2, 3, 4, 5, 6, 7, 8);
        assertThat(code.numbered()).filteredOn(CodeExcerpt.Line::isMarked).extracting(CodeExcerpt.Line::text)
                .containsExactly("5");
        assertThat(code.lines().get(6)).hasSize(201);
        assertThat(lines("1\n").around(2)).isNull();
    }

    /** The compiler and the stack trace name only the file; it may lie beside the step's class. */
    @Test
    void findsTheLineInAnotherFileOfTheStep() {
        StepReport report = submission("class Helper {\n    broken\n}\n").place(failed("Helper.java", 2), STEP);

        assertThat(report.location().fileAndLine()).isEqualTo("org/rnnkit/step3state/Helper.java:2");
        assertThat(report.code().numbered().get(1)).isEqualTo(new CodeExcerpt.Line(2, "    broken", true));
    }

    @Test
    void namesNoLineThatTheStudentsFileDoesNotHave() {
        StepReport tooFar = submission("class Helper {}\n").place(failed("Helper.java", 99), STEP);
        StepReport foreign = submission("class Helper {}\n").place(failed("NDArray.java", 5), STEP);

        assertThat(tooFar.location().fileAndLine()).isEqualTo("org/rnnkit/step3state/Helper.java");
        assertThat(foreign.location().fileAndLine()).isEqualTo("org/rnnkit/step3state/HiddenState.java");
        assertThat(foreign.code()).isNull();
    }

    private static StepReport failed(String file, int line) {
        return StepReport.of(STEP, StepStatus.FAILED, "wrong", List.of())
                .withLocation(new SourceLocation("src/main/java/org/rnnkit/step3state/" + file, line));
    }

    private static Submission submission(String helper) {
        return new Submission("ada", Path.of("ada"), "", Map.of(STEP, List.of(
                file("org/rnnkit/step3state/HiddenState.java", "class HiddenState {}"),
                file("org/rnnkit/step3state/Helper.java", helper))), Map.of(), List.of(), Optional.empty());
    }

    private static SourceFile file(String path, String code) {
        return new SourceFile(path, code.getBytes(StandardCharsets.UTF_8));
    }

    private static SourceFile lines(String code) {
        return file("X.java", code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "package a.b; class C {} | a.b | C",
        "package a . b ; import x.Y; class D {} public final class C { class E {} } | a.b | C",
        "// package x;\\nclass C {} | '' | C",
        "/* class D {} */ interface C {} | '' | C",
        "@A(B.class) enum C {} | '' | C",
        "@A(\"class D\") record C(int a) {} | '' | C",
        "class C { String s = \"}\"; char c = '}'; public class D {} } | '' | C",
        "class Größe {} | '' | Größe",
        "package a | '' | ''", "package | '' | ''", "class | '' | ''", "} class C {} | '' | C"})
    void knowsPackageAndClass(String source, String packageName, String typeName) {
        JavaHeader header = JavaHeader.of(source.replace("\\n", "\n").getBytes(StandardCharsets.UTF_8));

        assertThat(header.packageName()).isEqualTo(packageName);
        assertThat(header.typeName()).isEqualTo(typeName);
    }

    @Test
    void knowsTests() {
        assertThat(JavaHeader.of("import org.junit.jupiter.api.Test; class A {}".getBytes(StandardCharsets.UTF_8)).isTest())
                .isTrue();
        assertThat(JavaHeader.of("class A { String s = \"org.junit\"; }".getBytes(StandardCharsets.UTF_8)).isTest()).isFalse();
    }

    /** With a look-ahead at each word, these would take minutes; each is as large as a source may be. */
    @ParameterizedTest
    @ValueSource(strings = {"final ", "public ", "package a.", "/*", "\"", "'", "a.b ", "class {", "\"\"\"", "//"})
    void readsAnySourceOnce(String part) {
        String source = part.repeat(StepSources.MAX_BYTES / part.length());

        assertThat(JavaHeader.of(source.getBytes(StandardCharsets.UTF_8)).isTest()).isFalse();
    }
}
