package org.rnnkit.grader.system;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** A hash of everything that a result depends on. A result with the same fingerprint need not be computed again. */
public final class Fingerprint {

    private final MessageDigest digest;

    /** Makes a fingerprint to which nothing has been added yet. */
    public Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new GraderException("This Java has no SHA-256", e);
        }
    }

    /** Adds bytes and their number, so that the same bytes split in another way give another fingerprint. */
    public Fingerprint add(byte[] part) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        digest.update(part);
        return this;
    }

    /** Adds the text form of an object: a text, a number, or a record of texts and numbers. */
    public Fingerprint add(Object part) {
        return add(String.valueOf(part).getBytes(StandardCharsets.UTF_8));
    }

    /** Adds the paths and contents of files. */
    public Fingerprint addFiles(Map<String, byte[]> files) {
        new TreeMap<>(files).forEach((path, content) -> add(path).add(content));
        return this;
    }

    /** Computes the fingerprint: a SHA-256 hash, as 64 hexadecimal digits. Nothing can be added after that. */
    public String finish() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
