package org.rnnkit.classroom.gradebook;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/**
 * A text together with the encoding of its file, so that it can be written back in the same one.
 *
 * @param text the text; a byte order mark at its beginning is part of it
 * @param charset the encoding
 */
record EncodedText(String text, Charset charset) {

    private static final Charset WINDOWS = Charset.forName("windows-1252");

    /** Reads bytes. The first encoding that gives the same bytes back is taken; Latin 1 always does. */
    static EncodedText of(byte[] bytes) {
        return Stream.of(marked(bytes), StandardCharsets.UTF_8, WINDOWS, StandardCharsets.ISO_8859_1)
                .map(charset -> new EncodedText(new String(bytes, charset), charset))
                .filter(text -> Arrays.equals(text.bytes(), bytes)).findFirst().orElseThrow();
    }

    /** Returns the encoding that a byte order mark names, or UTF-8. */
    private static Charset marked(byte[] bytes) {
        int first = bytes.length < 2 ? 0 : (bytes[0] & 0xFF) << 8 | bytes[1] & 0xFF;
        return switch (first) {
            case 0xFFFE -> StandardCharsets.UTF_16LE;
            case 0xFEFF -> StandardCharsets.UTF_16BE;
            default -> StandardCharsets.UTF_8;
        };
    }

    /** Returns the text in its encoding. A character that the encoding does not have becomes a question mark. */
    byte[] bytes() {
        return text.getBytes(charset);
    }
}
