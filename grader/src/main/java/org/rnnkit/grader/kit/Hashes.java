package org.rnnkit.grader.kit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.rnnkit.grader.error.GraderException;

/** Hashes that other programs, such as sha256sum, compute in the same way. */
public final class Hashes {

    private Hashes() {}

    /**
     * Hashes bytes.
     *
     * @param bytes the bytes
     * @return the SHA-256 hash, as 64 hexadecimal digits
     */
    public static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new GraderException("This Java has no SHA-256", e);
        }
    }
}
