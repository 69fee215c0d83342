package org.rnnkit.learner.watch;

import java.io.IOException;
import org.jline.utils.NonBlockingReader;

/**
 * A reader of single keys. It skips arrow keys, function keys and the like: a terminal sends an escape character for them,
 * then brackets, digits and letters that nobody typed.
 */
final class KeyReader {

    /** The result where no key came in time, or one that is skipped. */
    static final int NO_KEY = NonBlockingReader.READ_EXPIRED;

    /** The result at the end of the input. */
    static final int END = NonBlockingReader.EOF;

    private static final int ESCAPE = 0x1B;

    /** The characters of one key come together; after this pause, the next one belongs to another key. */
    private static final long PAUSE_MILLIS = 50;

    private final NonBlockingReader reader;

    KeyReader(NonBlockingReader reader) {
        this.reader = reader;
    }

    /** Returns the character of the next key, {@link #NO_KEY} or {@link #END}. */
    int read(long millis) throws IOException {
        int key = reader.read(millis);
        return key == ESCAPE ? skipSequence() : key;
    }

    private int skipSequence() throws IOException {
        int next = reader.read(PAUSE_MILLIS);
        if (next == ESCAPE) {
            return skipSequence();
        }
        if (next == '[' || next == 'O') {
            do {
                next = reader.read(PAUSE_MILLIS);
            } while (isParameter(next));
        }
        // Otherwise it is the Esc key alone, or a letter with Alt.
        return next == END ? END : NO_KEY;
    }

    /** Tells whether a sequence goes on after this character: digits and signs, and "[" on the console of Linux. */
    private static boolean isParameter(int character) {
        return character >= ' ' && character < '@' || character == '[';
    }
}
