package org.rnnkit.testkit.board;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import org.junit.jupiter.api.Test;
import org.rnnkit.testkit.board.BoardListener.PrintedText;

/** Tests of the text that a step prints and the page keeps. */
class PrintedTextTest {

    private final ByteArrayOutputStream console = new ByteArrayOutputStream();
    private final PrintedText printed = new PrintedText(new PrintStream(console, true));

    @Test
    void keepsWhatATestPrintsAndPassesEverythingOn() {
        printed.println("before");
        printed.begin();
        printed.println("the state");
        printed.print(0.5);
        String kept = printed.end();
        printed.println("after");

        assertThat(kept.lines()).containsExactly("the state", "0.5");
        assertThat(console.toString().lines()).containsExactly("before", "the state", "0.5after");
    }

    @Test
    void keepsOnlyTheBeginningOfMuchText() {
        printed.begin();
        for (int i = 0; i < 1_000; i++) {
            printed.println("line " + i);
        }

        assertThat(printed.end()).startsWith("line 0").hasSize(4_000);
        assertThat(console.toString()).contains("line 999");
    }

    @Test
    void beginsAgainWithEachTest() {
        printed.begin();
        printed.print("one");
        printed.end();
        printed.begin();

        assertThat(printed.end()).isEmpty();
    }
}
