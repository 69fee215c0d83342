package org.rnnkit.learner.guide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.learner.KitCopy;
import org.rnnkit.learner.guide.Attempts.Attempt;

/** Tests of the kept attempts of a step. */
class AttemptsTest {

    @TempDir
    private Path folder;
    private KitCopy copy;
    private Attempts attempts;

    @BeforeEach
    void makeCopy() {
        copy = KitCopy.create(folder);
        attempts = Attempts.of(copy.kit(), copy.step(3));
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
        copy.save(copy.step(3), "today's");
        attempts.takeBack(attempts.list().get(0).name());

        assertThat(copy.source(copy.step(3))).isEqualTo("one");
        assertThat(attempts.list()).extracting(Attempt::code).containsExactly("today's", "one");
    }

    @Test
    void onlyListedNamesAreTakenBack() throws IOException {
        keep("one", "failed");
        Path secret = Files.writeString(folder.resolve("secret.java"), "secret");
        copy.save(copy.step(3), "today's");

        assertThatThrownBy(() -> attempts.takeBack("../../../" + secret.getFileName())).isInstanceOf(UsageException.class);
        assertThat(copy.source(copy.step(3))).isEqualTo("today's");
    }

    @Test
    void theCodeStaysIfItCanNotBeKept() throws IOException {
        keep("one", "failed");
        String name = attempts.list().get(0).name();
        copy.save(copy.step(3), "today's");
        Path code = copy.file(copy.step(3));
        Files.delete(code);
        Files.createDirectory(code);

        assertThatThrownBy(() -> attempts.takeBack(name)).isInstanceOf(UsageException.class)
                .hasMessageStartingWith("The attempt can't be taken back, and your code stays as it is");
        assertThat(attempts.list()).hasSize(1);
    }
}
