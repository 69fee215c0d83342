package org.rnnkit.grader.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of the actions that run when the user interrupts the program. */
class ShutdownHooksTest {

    @Test
    void runsTheActionsAfterOneThatThrows() {
        List<String> done = new ArrayList<>();

        ShutdownHooks.run(List.of(() -> done.add("first"), () -> {
            throw new IllegalStateException("the folder is gone");
        }, () -> {
            throw new AssertionError("no memory");
        }, () -> done.add("last")));

        assertThat(done).containsExactly("first", "last");
    }
}
