package org.rnnkit.learner.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.TestSteps;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.learner.KitCopy;
import org.rnnkit.learner.lab.LabTests;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the session with sources and keys. Everything is real but the terminal. */
@Tag("slow")
class SessionTest {

    private final BlockingQueue<Consumer<Session>> events = new LinkedBlockingQueue<>();
    private final ShownText shown = new ShownText();

    @TempDir
    private Path folder;

    private static LabTests tests;

    private KitCopy copy;
    private TestScheduler scheduler;
    private Thread loop;

    /** One for all tests: its processes know no kit's folder, and start slowly. */
    @BeforeAll
    static void startProcesses() {
        tests = new LabTests(Kit.find(Steps.all()), 5);
    }

    @AfterAll
    static void endProcesses() {
        tests.close();
    }

    @BeforeEach
    void start() throws InterruptedException {
        copy = KitCopy.create(folder);
        begin();
        assertThat(await("All tested")).contains("0 of " + Steps.all().size() + " steps pass", "Next: step 1");
    }

    private void begin() {
        SourceWatcher sources = new SourceWatcher(copy.kit());
        sources.start(false, (steps, millis) -> events.add(watch -> watch.saved(steps, millis)));
        scheduler = new TestScheduler(copy.kit(), tests, events);
        Session watch = new Session(copy.kit(), WatchProgress.first(copy.kit()), scheduler::begin, shown.screenWithKeys(),
                StandardCharsets.UTF_8);
        loop = new Thread(() -> {
            try {
                watch.run(events, progress -> { });
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        loop.start();
    }

    @AfterEach
    void end() throws InterruptedException {
        loop.interrupt();
        scheduler.close();
        loop.join();
    }

    @Test
    void aSaveShowsItsResultAndTheNextStep() throws InterruptedException {
        save(1, "", "");
        assertThat(await("after the save")).contains("✔  1", "1 of " + Steps.all().size() + " steps pass", "Next: step 2",
                "h hint")
                .doesNotContain("mvn ", "./rnnkit hint");
        save(3, "zeros", "ones");
        assertThat(await("after the save")).containsPattern("✘" + board(3, "\\d of \\d+ tests fail"))
                .contains("Next: step 3");
        save(3, "zeros", "zeross");
        assertThat(await("after the save")).contains("Do you mean zeros?", "✔  1")
                .containsPattern(board(3, "does not compile"));
    }

    @Test
    void aNewSaveStopsTheTestsOfTheSaveBefore() throws InterruptedException {
        save(3, "return new NDList", "while (batchSize != 0.5) { }\n        return new NDList");
        await("Testing step 3");
        save(3, "", "");
        assertThat(await("after the save")).contains("✔  3").doesNotContain("endless");
    }

    @Test
    void aKeyStopsAnEndlessLoopAndTheNextSaveIsTested() throws InterruptedException {
        save(3, "return new NDList", "while (batchSize != 0.5) { }\n        return new NDList");
        await("Testing step 3");
        press("s");
        assertThat(await("Stopped.")).contains("You stopped the tests").containsPattern("✘" + board(3, "stopped"));
        save(3, "", "");
        assertThat(await("after the save")).contains("✔  3").doesNotContain("endless");
    }

    @Test
    void aStepThatWaitedForAnotherIsTestedAgainWhenTheOtherPasses() throws InterruptedException {
        save(5, "", "");
        assertThat(await("after the save")).containsPattern(board(5, "waits for step 1"));
        save(1, "return", "retturn");
        assertThat(await("waits for step 1")).containsPattern(board(1, "does not compile"));
        save(1, " encode(", " encodes(");
        assertThat(await("after the save")).contains("lacks what the tests call");
        press("nnnn");
        assertThat(await("RnnModelScratch.java:")).containsPattern(board(5, "waits for step 1"))
                .contains("calls step 1, which is not right yet");
        save(1, "", "");
        assertThat(await("✔  5")).contains("✔  1");
    }

    @Test
    void aHalfWrittenStepNamesItsStubs() throws InterruptedException {
        save(5, "return parameters;", "throw new org.rnnkit.toolkit.NotImplementedYet(RnnModelScratch.class);");
        assertThat(await("after the save")).containsPattern(board(5, "still stubs: parameters"))
                .contains("Still stubs: parameters.");
        save(5, "this.vocabSize", "if (true) {\n throw new org.rnnkit.toolkit.NotImplementedYet(RnnModelScratch.class);\n }\n"
                + "this.vocabSize");
        assertThat(await("after the save")).containsPattern(board(5, "still stubs: the constructor"));
    }

    @Test
    void otherKeysShowTheKeysOnlyWhereTheyAreGone() throws InterruptedException {
        press("hxyzh");
        String afterHint = await(hint(2));
        assertThat(afterHint.substring(afterHint.indexOf(hint(1))).split("n/p next", -1)).hasSize(2);
        press("lxyzh");
        String afterBoard = await(hint(3));
        assertThat(afterBoard.substring(afterBoard.indexOf("These results")).split("n/p next", -1)).hasSize(2);
    }

    /** The beginning of a hint of step 1, as it is shown. */
    private static String hint(int number) {
        return number + ". " + Steps.all().get(0).hints().get(number - 1).split(" ")[0];
    }

    @Test
    void keysShowHintsSolutionAndBoard() throws InterruptedException {
        press("h");
        assertThat(await("Another hint: h")).contains("Step 1, " + Steps.all().get(0).title(), hint(1)).doesNotContain("2. ");
        press("hh");
        assertThat(await("README.md")).contains(hint(2), hint(3), "no more hints").doesNotContain("1. ", "Step 1");
        press("h");
        assertThat(await("Another hint: h")).contains("Step 1", hint(1));
        press("o");
        await("once yours passes");
        press("n");
        assertThat(await("tested in")).contains("Step 2 tested", "Next: step 2");
        press("p");
        assertThat(await("tested in")).contains("Step 1 tested");
        save(1, "", "");
        await("after the save");
        press("h");
        assertThat(await("Another hint: h")).contains("Step 2, " + TestSteps.withNumber(2).title());
        press("o");
        assertThat(await("The reference's")).contains("Yours");
        press("a");
        assertThat(await("All tested")).contains("1 of " + Steps.all().size() + " steps pass");
        press("lq");
        assertThat(await("These results are up to date")).contains("1 of " + Steps.all().size());
        loop.join();
    }

    @Test
    void resetAsksForConfirmation() throws InterruptedException {
        save(1, "", "");
        await("after the save");
        String mine = copy.source(copy.step(1));
        press("rn");
        await("Nothing was changed");
        assertThat(copy.source(copy.step(1))).isEqualTo(mine);
        press("ry");
        await("The copy of your code is");
        assertThat(await("after the save")).containsPattern(board(1, "not started"));
        assertThat(copy.source(copy.step(1))).contains("NotImplementedYet");
    }

    /** A pattern for a step's line on the board, after its sign. */
    private static String board(int number, String state) {
        return "  " + number + "  " + Pattern.quote(TestSteps.withNumber(number).title()) + " +" + state;
    }

    private void press(String keys) {
        keys.chars().forEach(key -> events.add(watch -> Keys.press((char) key, watch)));
    }

    private void save(int number, String piece, String replacement) {
        copy.save(copy.step(number), copy.solution(copy.step(number)).replace(piece, replacement));
    }

    private String await(String text) throws InterruptedException {
        return shown.await(text, () -> loop.isAlive());
    }
}
