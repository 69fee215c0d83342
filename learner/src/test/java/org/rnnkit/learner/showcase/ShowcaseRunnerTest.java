package org.rnnkit.learner.showcase;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.learner.KitCopy;
import org.rnnkit.learner.showcase.ShowcaseRunner.ShowcaseResult;
import org.rnnkit.learner.showcase.worker.TrainingShowcases.ShortTrainings;
import org.rnnkit.learner.studio.StudioEvents;
import org.rnnkit.testkit.steps.Step;

/** Tests of showcases in their processes: with right code, and with code that throws, hangs or returns nonsense. */
@Tag("slow")
class ShowcaseRunnerTest {

    private static final String RIGHT = "return new NDList(manager.zeros(new Shape(batchSize, numHiddens)));";

    @TempDir
    private static Path folder;

    private static KitCopy copy;
    private static Step step;

    @BeforeAll
    static void start() {
        copy = KitCopy.create(folder);
        step = copy.step(3);
    }

    private static Submission submission() {
        return new Intake(copy.kit()).take(Layout.EXERCISES);
    }

    private static void write(String body) {
        assertThat(copy.solution(step)).contains(RIGHT);
        copy.save(step, copy.solution(step).replace(RIGHT, body));
    }

    private static ShowcaseResult run(String body, Duration limit) {
        write(body);
        Showcase known = Showcase.of(3);
        Showcase showcase = new Showcase(3, known.title(), known.text(), known.number(), known.data(), limit);
        return new ShowcaseRunner(copy.kit()).run(showcase, showcase.request(Map.of("number", "2")), submission(),
                other -> false, partial -> { });
    }

    private static List<ProcessHandle> workers() {
        return ProcessHandle.current().descendants().filter(process -> process.info().commandLine().orElse("")
                .contains("ShowcaseWorker")).toList();
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void rightCodeIsDrawnAndNoProcessStays() throws InterruptedException {
        write(RIGHT);
        try (ShowcasePart part = new ShowcasePart(copy.kit(), ShowcaseRunnerTest::submission, other -> false,
                new StudioEvents())) {
            Showcase showcase = Showcase.of(3);
            part.start(showcase, Map.of("number", "2"));
            while (part.result(showcase, 1).contains("Your code runs")) {
                Thread.sleep(20);
            }
            assertThat(part.form(showcase)).contains("a row for each of the 2 texts").contains("each value is 0");
            assertThat(workers()).isEmpty();
        }
    }

    @Test
    void theReferenceReplacesOtherStepsThatDoNotPass(@TempDir Path two) {
        write(RIGHT);
        Kit kit = copy.kit();
        List<Path> folders = new ShowcaseRunner(kit).compile(submission(), step, other -> other.number() == 1, two);
        assertThat(folders).hasSize(2);
        assertThat(folders.get(1).resolve("org/rnnkit/step4rnn/RnnForward.class")).exists();
        assertThat(folders.get(0).resolve("org/rnnkit").toFile().list()).containsExactlyInAnyOrder("step1onehot",
                "step3state");
    }

    @Test
    void withoutAReferenceAllStepsAreTheStudents(@TempDir Path one) {
        write(RIGHT);
        Kit kit = copy.kit();
        List<Path> folders = new ShowcaseRunner(kit.withoutReference()).compile(submission(), step, other -> false, one);
        assertThat(folders).hasSize(1);
        assertThat(folders.get(0).resolve("org/rnnkit").toFile().list()).hasSize(kit.steps().size());
    }

    @Test
    void anExceptionIsASentenceWithItsPlace() {
        ShowcaseResult result = run("throw new IllegalStateException(\"boom\");", Duration.ofSeconds(60));
        assertThat(result.data()).isNull();
        assertThat(result.failure()).matches("Your code stopped with this exception: IllegalStateException: boom "
                + "\\(at HiddenState\\.java:\\d+\\)");
    }

    @Test
    void anEndlessLoopIsStopped() {
        assertThat(run("while (numHiddens > 0) { } " + RIGHT, Duration.ofSeconds(1)).failure())
                .isEqualTo("Your code took longer than 1 second and was stopped (an endless loop?).");
        assertThat(workers()).isEmpty();
    }

    /** The right code hangs after some epochs: what it has shown until then stays. */
    @Test
    void theLimitKeepsTheLastProgress() {
        Step epoch = copy.step(8);
        String hang = "if (System.currentTimeMillis() - Long.getLong(\"begun\", 0) > 2_000) { while (true) { } }";
        String begin = "if (System.getProperty(\"begun\") == null) { System.setProperty(\"begun\", \"\" "
                + "+ System.currentTimeMillis()); }";
        assertThat(copy.solution(epoch)).contains("// <solution>");
        copy.save(epoch, copy.solution(epoch).replace("// <solution>", begin + hang));
        Showcase known = Showcase.of(8);
        Showcase showcase = new Showcase(8, known.title(), null, null, known.data(), Duration.ofSeconds(8));
        ShowcaseResult result = new ShowcaseRunner(copy.kit()).run(showcase, showcase.request(Map.of()), submission(),
                other -> false, partial -> { });
        assertThat(result.failure()).isEqualTo("Stopped after 8 seconds; this is what was ready.");
        assertThat(((ShortTrainings) result.data()).runs().get(0).perplexities()).isNotEmpty();
    }

    @Test
    void codeThatIsNotWrittenOrDoesNotCompileNeedsNoProcess() {
        copy.save(step, copy.solution(step).replace(RIGHT, "throw new NotImplementedYet(HiddenState.class);"));
        assertThat(new ShowcaseRunner(copy.kit()).run(Showcase.of(3), Showcase.of(3).request(Map.of()), submission(),
                other -> false, partial -> { }).failure()).isEqualTo("Step 3 is not written yet.");
        assertThat(run("return nothing;", Duration.ofSeconds(60)).failure())
                .isEqualTo("Step 3 does not compile. Its verdict shows the line.");
    }

    @Test
    @Timeout(value = 120, unit = TimeUnit.SECONDS)
    void aNewRunStopsTheOldOneAndTheEndStopsAll() throws Exception {
        write("while (numHiddens > 0) { } " + RIGHT);
        ShowcasePart part = new ShowcasePart(copy.kit(), ShowcaseRunnerTest::submission, other -> false, new StudioEvents());
        Showcase showcase = Showcase.of(3);
        assertThat(part.form(showcase)).contains("value=\"4\"").doesNotContain("Your code runs");
        part.start(3);
        assertThat(part.form(showcase)).contains("Your code runs");
        ProcessHandle first = otherWorker(null);
        part.start(showcase, Map.of("number", "5"));
        assertThat(part.form(showcase)).contains("value=\"5\"");
        otherWorker(first);
        assertThat(first.isAlive()).isFalse();
        part.close();
        assertThat(workers()).isEmpty();
    }

    /** Waits for a process that is not the given one. */
    private static ProcessHandle otherWorker(ProcessHandle known) throws InterruptedException {
        while (true) {
            Optional<ProcessHandle> other = workers().stream().filter(worker -> !worker.equals(known)).findFirst();
            if (other.isPresent()) {
                return other.get();
            }
            Thread.sleep(20);
        }
    }
}
