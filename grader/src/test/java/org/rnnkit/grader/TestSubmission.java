package org.rnnkit.grader;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.commons.io.file.FilesUncheck;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.compile.CompiledCodeCheck;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.sandbox.IsolationKind;
import org.rnnkit.grader.sandbox.Limits;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.sandbox.SandboxFinder;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.testkit.allowed.Refusal;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** A submission for tests: a copy of the reference's sources, with changes. Some steps of it can be graded. */
public final class TestSubmission {

    private static final String STATE = "step3state/HiddenState.java";
    private static final String RIGHT = "return new NDList(manager.zeros(new Shape(batchSize, numHiddens)));";

    private final Path folder;
    private int seconds;
    /** The time limit for all steps together; null without such a limit. */
    private Limits limits = Limits.DEFAULT;
    private boolean plain;
    private StepCompiler compiler = Shared.COMPILER;

    private TestSubmission(Path folder) {
        this.folder = folder;
    }

    /** Returns the kit. */
    static Kit kit() {
        return Kit.find(Steps.all());
    }

    /** Copies the reference's sources to a folder. */
    public static TestSubmission copyTo(Path folder) {
        TestSubmission student = new TestSubmission(folder);
        Path reference = Kit.find(Steps.all()).home().resolve("solutions/src/main/java");
        try (Stream<Path> files = FilesUncheck.walk(reference)) {
            files.filter(Files::isRegularFile).forEach(file -> student.file("src/main/java/" + reference.relativize(file),
                    Uncheck.get(() -> Files.readString(file))));
        }
        return student;
    }

    /** Makes a submission without files. */
    static TestSubmission empty(Path folder) {
        return new TestSubmission(folder);
    }

    /** Reads a step's file. */
    String read(Step step) {
        return Uncheck.get(() -> Files.readString(folder.resolve(step.sourceFile())));
    }

    /** Adds or replaces a file. */
    public TestSubmission file(String name, String content) {
        Scratch.write(folder, name, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Adds or replaces a file of a step. */
    public TestSubmission step(String name, String content) {
        return file("src/main/java/org/rnnkit/" + name, content);
    }

    /** Deletes a step's file. */
    public TestSubmission without(String name) {
        FilesUncheck.delete(folder.resolve("src/main/java/org/rnnkit/" + name));
        return this;
    }

    /** Replaces a piece of a step. */
    public TestSubmission change(String name, String piece, String replacement) {
        String source = Uncheck.get(() -> Files.readString(folder.resolve("src/main/java/org/rnnkit/" + name)));
        if (!source.contains(piece)) {
            throw new IllegalArgumentException(name + " no longer has: " + piece);
        }
        return step(name, source.replace(piece, replacement));
    }

    /** Replaces a piece of step 3, the smallest step. */
    public TestSubmission state(String piece, String replacement) {
        return change(STATE, piece, replacement);
    }

    /** Adds statements before the right one in step 3. */
    public TestSubmission stateFirst(String statements) {
        return state(RIGHT, statements + "\n        " + RIGHT);
    }

    /** Grades it without a sandbox, so that it can write outside its folder. */
    public TestSubmission plain() {
        plain = true;
        return this;
    }

    /** Grades it also if it uses what a step may not use, to see what the sandbox and the grader do about it. */
    public TestSubmission unchecked() {
        compiler = Shared.UNCHECKED;
        return this;
    }

    /** Sets other limits for the worker. */
    public TestSubmission limits(Limits other) {
        limits = other;
        return this;
    }

    /** Sets another time limit for all steps. */
    public TestSubmission limit(int limit) {
        seconds = limit;
        return this;
    }

    /** Returns the submission's folder. */
    public Path folder() {
        return folder;
    }

    /** Grades some of the steps, without training. */
    public Report grade(int... numbers) {
        Kit kit = Kit.find(Arrays.stream(numbers)
                .mapToObj(number -> limited(TestSteps.withNumber(number))).toList());
        return new Grader(kit, sandbox(), compiler,
                (submission, steps, scratch) -> TrainingOutcome.withoutReport("not wanted"))
                .run(new Intake(kit).take(folder.toString()), step -> { });
    }

    private Sandbox sandbox() {
        if (plain) {
            return new SandboxFinder(kit().engineClassPath(), limits).named(IsolationKind.PROCESS.word());
        }
        return limits == Limits.DEFAULT ? Shared.SANDBOX : new SandboxFinder(kit().engineClassPath(), limits).best();
    }

    /** Returns the best sandbox of this machine. */
    public static Sandbox bestSandbox() {
        return Shared.SANDBOX;
    }

    /** Returns a compiler for all tests of this virtual machine. */
    public static StepCompiler compiler() {
        return Shared.COMPILER;
    }

    /** The best sandbox of this machine, found only once, and compilers in it, started only once. */
    private static final class Shared {
        private static final Sandbox SANDBOX = new SandboxFinder(kit().engineClassPath(), Limits.DEFAULT).best();
        private static final StepCompiler COMPILER = new StepCompiler(kit(), SANDBOX);
        private static final StepCompiler UNCHECKED = new StepCompiler(kit(), SANDBOX, new CompiledCodeCheck(kit()) {
            @Override
            public Optional<Refusal> refusal(Step step, Map<String, byte[]> classes) {
                return Optional.empty();
            }
        });
    }

    /** Grades step 3 only. */
    public StepReport gradeState() {
        return grade(3).steps().get(0);
    }

    private Step limited(Step step) {
        return step.withMarks(step.points(), seconds > 0 ? seconds : step.seconds());
    }
}
