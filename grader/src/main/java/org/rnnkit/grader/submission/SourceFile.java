package org.rnnkit.grader.submission;

import java.util.Arrays;

/**
 * A source file in memory, as it was when it was read.
 *
 * @param path its path from the submission's folder, with slashes
 * @param content its bytes, without a byte-order mark
 */
public record SourceFile(String path, byte[] content) {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    /** Makes a source file from its bytes. It removes a byte-order mark, which some editors write and javac rejects. */
    static SourceFile of(String path, byte[] bytes) {
        int mark = BYTE_ORDER_MARK.length;
        boolean marked = bytes.length >= mark
                && Arrays.equals(bytes, 0, mark, BYTE_ORDER_MARK, 0, mark);
        return new SourceFile(path, marked ? Arrays.copyOfRange(bytes, mark, bytes.length) : bytes);
    }
}
