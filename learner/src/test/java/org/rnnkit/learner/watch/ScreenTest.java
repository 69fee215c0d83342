package org.rnnkit.learner.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.jline.utils.NonBlocking;
import org.jline.utils.NonBlockingPumpReader;
import org.jline.utils.NonBlockingReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the keys that a terminal sends. */
class ScreenTest {

    /** Without the escape character: arrows, with Ctrl, too, function keys, Delete, the Linux console, Alt, and Esc itself. */
    @ParameterizedTest
    @ValueSource(strings = {"[A", "[D", "[1;5A", "OA", "OP", "O5P", "[15~", "[24;2~", "[3~", "[[A", "a", "q", "\u001b[B", "",
        "[1;"})
    void skipsKeysThatAreNoCharacters(String sequence) throws IOException {
        assertThat(keys("\u001b" + sequence, "l", "\u001b" + sequence, "n")).isEqualTo("ln");
    }

    @Test
    void readsLettersAndControlCharacters() throws IOException {
        assertThat(keys("hA[O\r\u0004")).isEqualTo("hA[O\r\u0004");
    }

    @Test
    void endsWithinASequence() throws IOException {
        try (NonBlockingPumpReader reader = NonBlocking.nonBlockingPumpReader()) {
            reader.getWriter().write("\u001b[1;");
            reader.getWriter().close();

            assertThat(Screen.readKey(reader, 0)).isEqualTo(NonBlockingReader.EOF);
        }
    }

    /** Returns the keys of a terminal in which all characters of a part are there at once, and those of the next one later. */
    private static String keys(String... parts) throws IOException {
        StringBuilder keys = new StringBuilder();
        try (NonBlockingPumpReader reader = NonBlocking.nonBlockingPumpReader()) {
            for (String part : parts) {
                reader.getWriter().write(part);
                while (reader.available() > 0) {
                    int key = Screen.readKey(reader, 0);
                    keys.append(key > 0 ? Character.toString(key) : "");
                }
            }
        }
        return keys.toString();
    }
}
