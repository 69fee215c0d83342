package org.rnnkit.toolkit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The SHA-256 of bytes, as other programs compute it, too (such as sha256sum). It tells whether a file is the expected one. */
public final class Sha256 {

    private Sha256() {}

    /**
     * Computes SHA-256.
     *
     * @param content any bytes
     * @return 64 lower-case hexadecimal digits
     */
    public static String of(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256; this one does not", e);
        }
    }
}
