package org.rnnkit.buildend;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests of the sentences for a build that failed before its tests finished. */
class FailedGoalTest {

    private static final String RNN =
            "/kit/exercises/src/main/java/org/rnnkit/step4rnn/RnnForward.java:[31,9] cannot find symbol";

    private static String sentence(String goal, String message, Map<String, String> options) {
        return new FailedGoal(goal, message, options).sentence().orElse("");
    }

    @Test
    void namesTheLineThatDoesNotCompile() {
        assertThat(sentence("compile", "Compilation failure\n" + RNN, Map.of()))
                .startsWith("Step 4: line 31 of RnnForward.java does not compile, see above.");
        assertThat(sentence("compile", "Compilation failure\n" + RNN.replace('/', '\\'), Map.of()))
                .startsWith("Step 4: line 31");
        assertThat(sentence("compile", "Compilation failure\n" + RNN.replace("cannot find symbol", "unreachable statement"),
                Map.of())).contains("see above. Delete the stub's throw if it is still there. ./rnnkit watch");
        assertThat(sentence("compile", "Compilation failure\n" + RNN, Map.of())).contains("see above. ./rnnkit watch");
        assertThat(sentence("compile", "Compilation failure", Map.of())).isEqualTo("The exercises do not compile, see above.");
    }

    @Test
    void namesTheStepWhoseTestsDoNotCompile() {
        assertThat(sentence("testCompile", "/kit/src/test/java/org/rnnkit/step4rnn/RnnForwardTest.java:[60,2] method forward",
                Map.of())).startsWith("Step 4: its tests do not compile with your code");
        assertThat(sentence("testCompile", "", Map.of())).startsWith("The tests do not compile with your code");
    }

    @Test
    void explainsTheNamesOfGroups() {
        assertThat(sentence("test", "No tests were executed!", Map.of("groups", "4")))
                .contains("no test has the tag 4", "-Dgroups=step4");
    }

    @Test
    void saysThatNoTestHasTheGivenName() {
        assertThat(sentence("test", "No tests matching pattern \"Rnn\" were executed!", Map.of("test", "Rnn")))
                .isEqualTo("No test ran: no test is called Rnn. mvn test -pl exercises runs all of them.");
        assertThat(sentence("test", "No tests were executed!", Map.of()))
                .isEqualTo("No test ran. mvn test -pl exercises runs all of them.");
    }

    @Test
    void namesTheStepInWhichTheProcessEnded() {
        String crashed = "The forked VM terminated\nCrashed tests:\norg.rnnkit.step3state.HiddenStateTest";
        assertThat(sentence("test", crashed, Map.of()))
                .startsWith("Step 3: the process ended before its tests did.");
        assertThat(sentence("test", "The forked VM terminated", Map.of())).startsWith("The process ended");
    }

    @Test
    void leavesOtherGoalsToMaven() {
        assertThat(sentence("resources", "a disk that is full", Map.of())).isEmpty();
    }
}
