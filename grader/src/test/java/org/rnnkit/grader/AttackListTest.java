package org.rnnkit.grader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnkit.testkit.allowed.AllowedCode;
import org.rnnkit.testkit.allowed.Refusal;
import org.rnnkit.testkit.steps.Step;

/**
 * Tests of which attacks of {@link AttackTest} never run, because they use what a step may not use. The line {@code // list: }
 * of an attack says what is refused, such as "uses File"; or "accepts", if only the sandbox and the tests stop the attack.
 */
@Tag("slow")
class AttackListTest {

    private static final String NOT_COMPILED = "does not compile";
    private static final Step STEP = TestSteps.withNumber(3);
    private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();
    /** One for all attacks: it reads the class path's archives once. */
    private static final StandardJavaFileManager FILES = JAVAC.getStandardFileManager(null, null, null);

    @TempDir
    private Path folder;

    static List<Path> attacks() throws IOException {
        // The grader's compiler gives this one up; the tests' own would take their memory.
        return AttackTest.attacks().stream().filter(attack -> !list(attack).equals(NOT_COMPILED)).toList();
    }

    private static String list(Path attack) {
        return AttackTest.header(AttackTest.lines(attack), "list");
    }

    @ParameterizedTest
    @MethodSource("attacks")
    void saysWhatAnAttackUses(Path attack) throws IOException {
        compile(AttackTest.source(AttackTest.lines(attack), folder, 1));

        String refused = AllowedCode.check(STEP, folder, name -> false).map(Refusal::message).orElse("accepts");

        assertThat(refused).contains(list(attack));
    }

    private void compile(String source) throws IOException {
        Path file = Files.writeString(folder.resolve(STEP.className() + ".java"), source);
        String path = Stream.concat(Stream.of(TestSubmission.kit().built().standIns()),
                TestSubmission.kit().built().libraries().stream()).map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        StringWriter errors = new StringWriter();
        assertThat(JAVAC.getTask(errors, FILES, null, List.of("-proc:none", "-nowarn", "-g", "-source", "17", "-target", "17",
                "-Xlint:none", "-d", folder.toString(), "-classpath", path), null,
                FILES.getJavaFileObjects(file)).call()).as(errors.toString()).isTrue();
    }
}
