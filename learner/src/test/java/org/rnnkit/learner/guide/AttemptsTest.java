package org.rnnkit.learner.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.TimeZone;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.system.RecursiveDelete;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.learner.KitCopy;
import org.rnnkit.testkit.steps.Step;

/** Tests of the kept attempts of a step, and of its reset. */
class AttemptsTest {

    @TempDir
    private Path folder;
    private KitCopy copy;
    private Step step;
    private Attempts attempts;

    @BeforeEach
    void makeCopy() {
        copy = KitCopy.create(folder);
        step = copy.step(3);
        attempts = Attempts.of(copy.kit(), step);
    }

    private void keep(String code, String state) throws IOException {
        attempts.keep(code.getBytes(StandardCharsets.UTF_8), state);
    }

    @Test
    void listsTheNewestFirstAndKeepsTheSameCodeOnce() throws Exception {
        assertThat(attempts.list()).isEmpty();
        keep("one", "failed");
        keep("one", "failed");
        Thread.sleep(2);
        keep("two", "passed");

        assertThat(attempts.list()).extracting(Attempt::code).containsExactly("two", "one");
        assertThat(attempts.list()).extracting(Attempt::state).containsExactly("passed", "failed");
        assertThat(attempts.list().get(0).time()).matches("\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d");
    }

    /** In autumn, 2:59 in the morning is followed by 2:00. */
    @Test
    void theNewestComesFirstWhenTheClockIsSetBack() throws IOException {
        TimeZone before = TimeZone.getDefault();
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
        try {
            attempts.keep(new byte[] {1}, "failed", Instant.parse("2026-10-25T00:59:00Z"));
            attempts.keep(new byte[] {2}, "passed", Instant.parse("2026-10-25T01:00:00Z"));

            assertThat(attempts.list()).extracting(Attempt::state).containsExactly("passed", "failed");
            assertThat(attempts.list()).extracting(Attempt::time)
                    .containsExactly("2026-10-25 02:00:00", "2026-10-25 02:59:00");
        } finally {
            TimeZone.setDefault(before);
        }
    }

    @Test
    void theOldestLeaveForNewOnes() throws Exception {
        for (int i = 0; i < Attempts.MOST + 3; i++) {
            keep("code " + i, "failed");
            Thread.sleep(2);
        }

        assertThat(attempts.list()).hasSize(Attempts.MOST);
        assertThat(attempts.list().get(Attempts.MOST - 1).code()).isEqualTo("code 3");
    }

    @Test
    void anAttemptIsTakenBackAndTheCodeInItsPlaceIsKept() throws IOException {
        keep("one", "failed");
        copy.save(step, "today's");
        attempts.takeBack(attempts.list().get(0).name());

        assertThat(copy.source(step)).isEqualTo("one");
        assertThat(attempts.list()).extracting(Attempt::code).containsExactly("today's", "one");
    }

    @Test
    void onlyListedNamesAreTakenBack() throws IOException {
        keep("one", "failed");
        Path secret = Files.writeString(folder.resolve("secret.java"), "secret");
        copy.save(step, "today's");

        assertThatThrownBy(() -> attempts.takeBack("../../../" + secret.getFileName())).isInstanceOf(UsageException.class);
        assertThat(copy.source(step)).isEqualTo("today's");
    }

    @Test
    void theCodeStaysIfItCanNotBeKept() throws IOException {
        keep("one", "failed");
        String name = attempts.list().get(0).name();
        copy.save(step, "today's");
        Path code = copy.file(step);
        Files.delete(code);
        Files.createDirectory(code);

        assertThatThrownBy(() -> attempts.takeBack(name)).isInstanceOf(UsageException.class)
                .hasMessageStartingWith("The attempt can't be taken back, and your code stays as it is");
        assertThat(attempts.list()).hasSize(1);
    }

    @Test
    void aResetRestoresTheStubAndKeepsACopyOfTheCode() throws IOException {
        String stub = copy.source(step);
        copy.save(step, "mine");

        Path kept = Attempts.reset(copy.kit(), step).orElseThrow();
        assertThat(copy.source(step)).isEqualTo(stub).contains("NotImplementedYet");
        assertThat(kept).startsWith(folder.resolve("runs")).hasContent("mine");

        copy.save(step, "mine, later");
        assertThat(Attempts.reset(copy.kit(), step).orElseThrow()).isNotEqualTo(kept).hasContent("mine, later");
        assertThat(Attempts.reset(copy.kit(), step)).as("of the stub").isEmpty();
        Files.delete(copy.file(step));
        assertThat(Attempts.reset(copy.kit(), step)).as("of a deleted file").isEmpty();
        assertThat(copy.source(step)).isEqualTo(stub);
        assertThat(kept).hasContent("mine");
        assertThat(copy.file(step).getParent()).isDirectoryNotContaining("glob:**.part");
    }

    @Test
    void aResetRestoresTheStubInAStudentsCopy() throws IOException {
        String stub = copy.source(step);
        Path stubs = folder.resolve("stubs").resolve(step.sourceFile());
        Files.createDirectories(stubs.getParent());
        Files.writeString(stubs, stub);
        RecursiveDelete.deleteRecursively(folder.resolve("solutions"));
        copy.save(step, "mine");

        assertThat(Attempts.reset(copy.kit(), step).orElseThrow()).hasContent("mine");
        assertThat(copy.source(step)).isEqualTo(stub);
    }

    @Test
    void aResetLeavesTheFileAloneWithoutASolutionToMakeTheStubFrom() throws IOException {
        copy.save(step, "mine");
        Files.delete(folder.resolve("solutions").resolve(step.sourceFile()));
        assertThatThrownBy(() -> Attempts.reset(copy.kit(), step))
                .isInstanceOf(UsageException.class).hasMessageContaining("git log");
        assertThat(copy.source(step)).isEqualTo("mine");
    }

    @Test
    void aResetSaysWhatCanNotBeWritten() throws IOException {
        copy.save(step, "mine");
        Files.writeString(folder.resolve("runs"), "a file in the place of the folder");

        assertThatThrownBy(() -> Attempts.reset(copy.kit(), step)).isInstanceOf(UsageException.class)
                .hasMessageStartingWith("Step 3 can't be reset, and your code stays as it is: " + folder.resolve("runs"));
        assertThat(copy.source(step)).isEqualTo("mine");
    }
}
