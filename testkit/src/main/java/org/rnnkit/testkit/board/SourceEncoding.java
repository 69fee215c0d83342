package org.rnnkit.testkit.board;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;

/** The encoding of a student's source, which must be UTF-8. */
public final class SourceEncoding {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private SourceEncoding() {}

    /** Returns the number of bytes of the byte order mark at the beginning of a source: 3, or 0 if it has none. */
    public static int markLength(byte[] source) {
        int mark = BYTE_ORDER_MARK.length;
        return source.length >= mark && Arrays.equals(source, 0, mark, BYTE_ORDER_MARK, 0, mark) ? mark : 0;
    }

    /**
     * Names a byte order mark, which the compiler rejects, or else the first line that is not UTF-8. The compiler reads such a
     * character as another one, which does no harm in a comment.
     *
     * @param fileName the name of the file
     * @param source its bytes
     * @return what is wrong and what to do; empty if the source is UTF-8 without a mark
     */
    public static Optional<String> problem(String fileName, byte[] source) {
        if (markLength(source) > 0) {
            return Optional.of(fileName + " begins with a byte order mark: save it as UTF-8 without BOM. In VS Code, click on "
                    + "the encoding at the bottom and choose Save with Encoding, UTF-8; in IntelliJ IDEA, choose File, File "
                    + "Properties, Remove BOM.");
        }
        ByteBuffer bytes = ByteBuffer.wrap(source);
        if (!StandardCharsets.UTF_8.newDecoder().decode(bytes, CharBuffer.allocate(source.length), true).isError()) {
            return Optional.empty();
        }
        long line = 1 + IntStream.range(0, bytes.position()).filter(i -> source[i] == '\n').count();
        return Optional.of(String.format(Locale.ROOT, "%s is not saved as UTF-8, see line %d. Save it again in this encoding: "
                + "in VS Code, click on the encoding at the bottom and choose Save with Encoding; in IntelliJ IDEA, click on "
                + "it at the bottom right and choose UTF-8, Convert.", fileName, line));
    }

    /** Names the first line of a file that is not UTF-8. A file that can't be read has no such line. */
    static Optional<String> problem(Path file) {
        try {
            return problem(file.getFileName().toString(), Files.readAllBytes(file));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * Reads a source in any encoding.
     *
     * @param file the file
     * @return its text; what is not UTF-8 is replaced, as the compiler does
     * @throws IOException if the file can't be read
     */
    public static String read(Path file) throws IOException {
        return new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
    }
}
