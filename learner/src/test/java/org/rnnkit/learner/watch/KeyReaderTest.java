package org.rnnkit.learner.watch;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import org.jline.utils.NonBlocking;
import org.jline.utils.NonBlockingPumpReader;
import org.jline.utils.NonBlockingReader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.learner.watch.Screen.KeyReader;

/** Tests of the keys that a terminal sends. */
class KeyReaderTest {

    /** Without the escape character: arrows, with Ctrl, too, function keys, Delete, the Linux console, Alt. */
    @ParameterizedTest
    @ValueSource(strings = {"[A", "[D", "[1;5A", "OA", "OP", "O5P", "[15~", "[24;2~", "[3~", "[[A", "a", "q", "\u001b[B"})
    void skipsKeysThatAreNoCharacters(String sequence) throws IOException {
        assertThat(keys("\u001b" + sequence + "l\u001b" + sequence + "n")).isEqualTo("ln");
    }

    @Test
    void readsLettersAndControlCharacters() throws IOException {
        assertThat(keys("hA[O\r\u0004")).isEqualTo("hA[O\r\u0004");
    }

    @Test
    void endsWithinASequence() throws IOException {
        assertThat(keysUntilTheEnd("a\u001b")).isEqualTo("a");
        assertThat(keys("a\u001b[1;")).isEqualTo("a");
    }

    /** Returns the keys of a terminal in which all characters are there at once. */
    private static String keys(String typed) throws IOException {
        StringBuilder keys = new StringBuilder();
        try (NonBlockingPumpReader reader = NonBlocking.nonBlockingPumpReader()) {
            reader.getWriter().write(typed);
            while (reader.available() > 0) {
                append(new KeyReader(reader).read(0), keys);
            }
        }
        return keys.toString();
    }

    /** Returns the keys of an input that ends. A thread reads it, which may be slower than the pause within a key. */
    private static String keysUntilTheEnd(String typed) throws IOException {
        StringBuilder keys = new StringBuilder();
        try (NonBlockingReader reader = NonBlocking.nonBlocking("typed", new StringReader(typed))) {
            KeyReader typist = new KeyReader(reader);
            for (int key = typist.read(0); key != KeyReader.END; key = typist.read(0)) {
                append(key, keys);
            }
        }
        return keys.toString();
    }

    private static void append(int key, StringBuilder keys) {
        if (key != KeyReader.NO_KEY) {
            keys.append((char) key);
        }
    }
}
