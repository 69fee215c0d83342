package org.rnnkit.grader.compile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.TestSubmission;
import org.rnnkit.grader.WorkerProcesses;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.worker.source.CompilerWorker;
import org.rnnkit.testkit.steps.Steps;

/** Tests of sources that attack the compiler. */
class CompilerProcessTest {

    private static final Kit KIT = Kit.find(Steps.all());

    @TempDir
    private Path folder;

    private String compile(String source, int seconds) {
        try (CompilerProcess compiler = compiler(Duration.ofSeconds(seconds))) {
            return compile(compiler, source).problem();
        }
    }

    private CompilerProcess compiler(Duration limit) {
        return compiler(TestSubmission.bestSandbox(), limit);
    }

    private CompilerProcess compiler(Sandbox sandbox, Duration limit) {
        return new CompilerProcess(KIT, sandbox, folder, limit);
    }

    private StepClasses compile(CompilerProcess compiler, String source) {
        return compiler.compile(Map.of("A.java", source.getBytes(StandardCharsets.UTF_8)), KIT.built().libraries());
    }

    /** If too few files may be open, no library can be read. */
    @Test
    void aLibraryThatCanNotBeReadIsNoMistakeOfTheStudent() throws IOException {
        Path library = Files.writeString(folder.resolve("library.jar"), "no archive");
        try (CompilerProcess compiler = compiler(Sandbox.none(), Duration.ofSeconds(60))) {
            assertThatThrownBy(() -> compiler.compile(
                    Map.of("A.java", "package a; class A {}".getBytes(StandardCharsets.UTF_8)), List.of(library)))
                    .isInstanceOf(GraderException.class).hasMessageStartingWith("The compiler can't read the kit's libraries: ")
                    .hasMessageContaining("library.jar");
        }
    }

    @Test
    void stopsAtTheTimeLimit() throws IOException {
        assertThat(compile("class A {}", 0)).isEqualTo("the compiler did not come to an end within 0 seconds");
    }

    @Test
    void survivesAConstantTooLargeForIt() throws IOException {
        StringBuilder source = new StringBuilder("class A { static final String A0 = \"aaaaaaaaaaaaaaaa\";");
        for (int i = 1; i < 28; i++) {
            source.append(" static final String A" + i + " = A" + (i - 1) + " + A" + (i - 1) + ";");
        }

        assertThat(compile(source + "}", 60)).startsWith("the compiler gave up");
    }

    /** Each nested finally block doubles the code: a small source fills any memory. */
    @Test
    void stopsSourcesWhoseClassesFillTheMemory() throws IOException {
        String body = "x();";
        for (int depth = 0; depth < 11; depth++) {
            body = "try { x(); } finally { " + body + " }";
        }
        StringBuilder source = new StringBuilder("class A {");
        for (int i = 0; i < 100; i++) {
            source.append(" static class B" + i + " { static void x() {} static void y() { " + body + " }}");
        }

        try (CompilerProcess compiler = compiler(Duration.ofSeconds(60))) {
            assertThat(compile(compiler, source + "}").problem()).isEqualTo("the class files have more than 4 MB");
            assertThat(compile(compiler, "class A {}").problem()).isEmpty();
        }
    }

    /** A class of two hundred has some two thousand compilations, each with a hundred archives on its class path. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void leavesNoFileOpen() throws IOException {
        String right = "class A { ai.djl.ndarray.NDList list; }";
        try (CompilerProcess compiler = compiler(Duration.ofSeconds(60))) {
            compile(compiler, right);
            long before = openFiles();
            assertThat(before).isPositive();
            for (int i = 0; i < 5; i++) {
                compile(compiler, right);
            }
            assertThat(openFiles()).isEqualTo(before);
        }
    }

    /** Counts the open files of this virtual machine's compiler processes. */
    private static long openFiles() {
        return compilers().stream().mapToLong(process -> Path.of("/proc/" + process.pid() + "/fd").toFile().list().length)
                .sum();
    }

    private static List<ProcessHandle> compilers() {
        return WorkerProcesses.of(CompilerWorker.class);
    }

    @Test
    void endsTheCompilerProcess() throws IOException {
        List<ProcessHandle> ended;
        try (CompilerProcess compiler = compiler(Duration.ofSeconds(60))) {
            List<ProcessHandle> before = compilers();
            assertThat(compile(compiler, "class A {}").files()).containsOnlyKeys("A.class");
            ended = compilers().stream().filter(process -> !before.contains(process)).toList();
        }

        // One that was killed takes its time to go.
        assertThat(ended).isNotEmpty()
                .allSatisfy(compiler -> assertThat(compiler.onExit()).succeedsWithin(Duration.ofMinutes(1)));
    }

    @Test
    void cutsAHugeMessage() throws IOException {
        assertThat(compile("class A { int x = " + "a".repeat(500_000) + "; }", 60))
                .startsWith("A.java:1: cannot find symbol").hasSizeLessThan(3_000);
    }

    /**
     * A failure inside of the compiler may leave its own classes incomplete, so nobody else's sources may come after it in the
     * same process. The next step compiles in a new one.
     */
    @Test
    void startsAgainAfterAFailureOfTheCompilerItself() throws IOException {
        try (CompilerProcess compiler = compiler(Duration.ofSeconds(60))) {
            List<ProcessHandle> before = compilers();
            compile(compiler, "class A { int x = 1 }");
            List<ProcessHandle> used = compilers().stream().filter(process -> !before.contains(process)).toList();
            assertThat(used).as("still there after an ordinary error").isNotEmpty();

            assertThat(compile(compiler,
                    "class A { int x = " + "(".repeat(300_000) + "1" + ")".repeat(300_000) + "; }").problem())
                    .contains("the compiler gave up");

            assertThat(compile(compiler, "class A {}").problem()).isEmpty();
            assertThat(used).allSatisfy(ended -> assertThat(ended.onExit()).succeedsWithin(Duration.ofMinutes(1)));
        }
    }
}
