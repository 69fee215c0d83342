package org.rnnkit.grader.kit;

import java.nio.charset.StandardCharsets;
import org.rnnkit.toolkit.Sha256;

/** The hash of a file of a handout. Line ends of Windows count as those of other systems, because git may change them. */
public final class ContentHash {

    private ContentHash() {}

    /**
     * Computes the hash of a file.
     *
     * @param content the content of the file
     * @return the SHA-256 hash, as 64 hexadecimal digits
     */
    public static String of(byte[] content) {
        return Sha256.of(withUnixLineEnds(content));
    }

    /** Leaves a file with a zero byte as it is, because it is not a text. */
    private static byte[] withUnixLineEnds(byte[] content) {
        String text = new String(content, StandardCharsets.ISO_8859_1);
        return text.indexOf('\0') >= 0 ? content : text.replace("\r\n", "\n").getBytes(StandardCharsets.ISO_8859_1);
    }
}
