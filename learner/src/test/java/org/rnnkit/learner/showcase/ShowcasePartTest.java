package org.rnnkit.learner.showcase;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.learner.KitCopy;
import org.rnnkit.learner.Waiting;
import org.rnnkit.learner.studio.StudioEvents;
import org.rnnkit.testkit.steps.Step;

/** Tests of showcases in their processes: with right code, and with code that throws, hangs or is not there. */
@Tag("slow")
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class ShowcasePartTest {

    private static final Showcase STATE = Showcase.of(3);
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

    private static ShowcasePart part() {
        return part(copy.kit(), other -> false);
    }

    private static ShowcasePart part(Kit kit, Predicate<Step> passed) {
        return new ShowcasePart(kit, ShowcasePartTest::submission, passed, new StudioEvents());
    }

    private static void write(String body) {
        assertThat(copy.solution(step)).contains(RIGHT);
        copy.save(step, copy.solution(step).replace(RIGHT, body));
    }

    private static Showcase withLimit(Showcase known, int seconds) {
        return new Showcase(known.step(), known.title(), known.text(), known.number(), known.data(),
                Duration.ofSeconds(seconds));
    }

    /** Runs a showcase to its end, and returns its text with the fields. */
    private static String run(Showcase showcase, Map<String, String> fields) {
        try (ShowcasePart part = part()) {
            part.start(showcase, fields);
            Waiting.until("the end of the showcase", () -> !part.result(showcase, 1).contains("Your code runs")
                    && !part.result(showcase, 1).contains("Training …"));
            return Jsoup.parseBodyFragment(part.form(showcase)).text();
        }
    }

    private static String run(String body, int seconds) {
        write(body);
        return run(withLimit(STATE, seconds), Map.of("number", "2"));
    }

    private static List<ProcessHandle> workers() {
        return ProcessHandle.current().descendants().filter(process -> process.info().commandLine().orElse("")
                .contains("ShowcaseWorker")).toList();
    }

    @Test
    void rightCodeIsDrawnAndNoProcessStays() {
        assertThat(run(RIGHT, 20)).contains("a row for each of the 2 texts").contains("each value is 0");
        assertThat(workers()).isEmpty();
    }

    @Test
    @Tag("thorough")
    void theReferenceReplacesOtherStepsThatDoNotPass(@TempDir Path two) {
        write(RIGHT);
        List<Path> folders = part(copy.kit(), other -> other.number() == 1).compile(submission(), step, two);
        assertThat(folders).hasSize(2);
        assertThat(folders.get(1).resolve("org/rnnkit/step4rnn/RnnForward.class")).exists();
        assertThat(folders.get(0).resolve("org/rnnkit").toFile().list()).containsExactlyInAnyOrder("step1onehot",
                "step3state");
    }

    @ParameterizedTest
    @Tag("thorough")
    @ValueSource(booleans = {true, false})
    void withoutAReferenceOrWhereAllPassAllStepsAreTheStudents(boolean allPass, @TempDir Path one) {
        write(RIGHT);
        Kit kit = allPass ? copy.kit() : copy.kit().withoutReference();
        List<Path> folders = part(kit, other -> allPass).compile(submission(), step, one);
        assertThat(folders).hasSize(1);
        assertThat(folders.get(0).resolve("org/rnnkit").toFile().list()).hasSize(copy.kit().steps().size());
    }

    @Test
    void anExceptionIsASentenceWithItsPlace() {
        assertThat(run("throw new IllegalStateException(\"boom\");", 60)).containsPattern("There is nothing to show this "
                + "time. Your code stopped with this exception: IllegalStateException: boom \\(at HiddenState\\.java:\\d+\\)");
    }

    @Test
    @Tag("thorough")
    void aResultThatCannotBeDrawnIsASentence() {
        assertThat(run("return new NDList();", 60))
                .endsWith("The result of HiddenState.initialize has 0 arrays, but should have 1.");
    }

    @Test
    void anEndlessLoopIsStopped() {
        assertThat(run("while (numHiddens > 0) { } " + RIGHT, 1))
                .endsWith("Your code took longer than 1 second and was stopped (an endless loop?).");
        assertThat(workers()).isEmpty();
    }

    /** The right code hangs after some epochs: what it has shown until then stays. */
    @Test
    @Tag("thorough")
    void theLimitKeepsTheLastProgress() {
        Step epoch = copy.step(8);
        String hang = "if (System.currentTimeMillis() - Long.getLong(\"begun\", 0) > 2_000) { while (true) { } }";
        String begin = "if (System.getProperty(\"begun\") == null) { System.setProperty(\"begun\", \"\" "
                + "+ System.currentTimeMillis()); }";
        assertThat(copy.solution(epoch)).contains("// <solution>");
        copy.save(epoch, copy.solution(epoch).replace("// <solution>", begin + hang));
        assertThat(run(withLimit(Showcase.of(8), 8), Map.of())).contains("Your code took longer than 8 seconds and was "
                + "stopped (an endless loop?). This is what was ready.").containsPattern("Seconds RNN [1-9]");
    }

    @Test
    void codeThatIsNotWrittenOrDoesNotCompileNeedsNoProcess() {
        assertThat(run("throw new NotImplementedYet(HiddenState.class);", 60)).endsWith("Step 3 is not written yet.");
        assertThat(run("return nothing;", 60)).endsWith("Step 3 does not compile. Its verdict shows the line.");
    }

    @Test
    void aNewRunStopsTheOldOneAndTheEndStopsAll() throws Exception {
        write("while (numHiddens > 0) { } " + RIGHT);
        ShowcasePart part = part();
        assertThat(part.form(STATE)).contains("value=\"4\"").doesNotContain("Your code runs");
        part.start(3);
        assertThat(part.form(STATE)).contains("Your code runs");
        ProcessHandle first = otherWorker(null);
        part.start(STATE, Map.of("number", "5"));
        assertThat(part.form(STATE)).contains("value=\"5\"");
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
