package org.rnnkit.grader.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.KitCopy;
import org.rnnkit.grader.run.WarmTests;
import org.rnnkit.grader.watch.Event.Key;

/** Saves and keys, with everything real but the terminal. */
class WatchLoopTest {

    private final BlockingQueue<Event> events = new LinkedBlockingQueue<>();
    private final Shown shown = new Shown();

    @TempDir
    private Path folder;

    private KitCopy copy;
    private WarmTests tests;
    private Rounds rounds;
    private Thread loop;

    /** Lines, as if there were keys: the test presses them. */
    private record Keyed(Screen plain) implements Screen {

        @Override
        public PrintStream out() {
            return plain.out();
        }

        @Override
        public void clear() {
            plain.clear();
        }

        @Override
        public int width() {
            return plain.width();
        }

        @Override
        public boolean hasKeys() {
            return true;
        }

        @Override
        public void close() {
            plain.close();
        }
    }

    @BeforeEach
    void start() throws InterruptedException {
        copy = KitCopy.in(folder);
        Saves saves = new Saves(copy.kit());
        saves.tell(saves.bell(false), events);
        tests = new WarmTests(copy.kit(), 5);
        rounds = new Rounds(copy.kit(), tests, events);
        Screen screen = new Keyed(new PlainScreen(new PrintStream(shown, true, StandardCharsets.UTF_8)));
        WatchLoop watch = new WatchLoop(copy.kit(), rounds, events, screen, StandardCharsets.UTF_8);
        loop = new Thread(() -> {
            try {
                watch.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        loop.start();
        assertThat(await("All tested")).contains("0 of 9 steps pass", "Next: step 1");
    }

    @AfterEach
    void end() throws InterruptedException {
        loop.interrupt();
        rounds.close();
        tests.close();
        loop.join();
    }

    @Test
    void aSaveGetsItsVerdictAndTheNextThingToDo() throws InterruptedException {
        save(1, "", "");
        assertThat(await("after the save")).contains("✔  1", "1 of 9 steps pass", "Next: step 2", "hint       press h")
                .doesNotContain("mvn ", "./rnnkit hint");
        save(3, "zeros", "ones");
        assertThat(await("after the save")).containsPattern("✘  3  Initial state +\\d of \\d+ tests fail")
                .contains("Next: step 3");
        save(3, "zeros", "zeross");
        assertThat(await("after the save")).contains("3  Initial state         does not compile", "Do you mean zeros?", "✔  1");
    }

    @Test
    void aNewerSaveEndsWhatTheOneBeforeStillRuns() throws InterruptedException {
        save(3, "return new NDList", "while (batchSize != 0.5) { }\n        return new NDList");
        await("Testing step 3");
        save(3, "", "");
        assertThat(await("after the save")).contains("✔  3").doesNotContain("endless loop");
    }

    @Test
    void whatWaitedForAStepIsTestedAgainWhenThatIsRight() throws InterruptedException {
        save(5, "", "");
        assertThat(await("after the save")).containsPattern("5  The model class +waits for another step");
        save(1, "", "");
        assertThat(await("✔  5")).contains("✔  1");
    }

    @Test
    void aChangeThatChangesNothingIsNoSave() throws InterruptedException {
        copy.save(copy.step(1), copy.source(copy.step(1)));
        save(2, "", "");
        assertThat(await("after the save")).contains("Testing step 2").doesNotContain("Testing step 1");
    }

    @Test
    void keysHelpAndAsk() throws InterruptedException {
        press("h");
        assertThat(await("One more: h")).contains("Step 1, One-hot encoding", "1. Look").doesNotContain("2. ");
        press("hhh");
        assertThat(await("no more hints")).contains("3. Turn", "step1onehot/README.md");
        press("o");
        await("can be opened when yours passes");
        press("n");
        assertThat(await("tested in")).contains("Step 2 tested", "Next: step 2");
        press("p");
        assertThat(await("tested in")).contains("Step 1 tested");
        save(1, "", "");
        await("after the save");
        press("o");
        assertThat(await("The reference's")).contains("Yours");
        press("a");
        assertThat(await("All tested")).contains("1 of 9 steps pass");
        press("lq");
        assertThat(await("tested in")).contains("1 of 9");
        loop.join();
    }

    @Test
    void resetAsksFirst() throws InterruptedException {
        save(1, "", "");
        await("after the save");
        String mine = copy.source(copy.step(1));
        press("rn");
        await("Nothing was changed");
        assertThat(copy.source(copy.step(1))).isEqualTo(mine);
        press("ry");
        await("Your code is in");
        assertThat(await("after the save")).containsPattern("1  One-hot encoding +not started");
        assertThat(copy.source(copy.step(1))).contains("NotImplementedYet");
    }

    private void press(String keys) {
        keys.chars().forEach(key -> events.add(new Key((char) key)));
    }

    private void save(int number, String piece, String replacement) {
        copy.save(copy.step(number), copy.solution(copy.step(number)).replace(piece, replacement));
    }

    private String await(String text) throws InterruptedException {
        return shown.await(text, () -> loop.isAlive());
    }
}
