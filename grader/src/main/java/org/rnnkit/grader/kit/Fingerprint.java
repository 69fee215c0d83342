package org.rnnkit.grader.kit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.stream.Stream;
import org.rnnkit.grader.error.GraderException;

/** A short name for everything that a result depends on: what has the same one need not be worked out again. */
public final class Fingerprint {

    private final MessageDigest digest;

    /** Begins one. */
    public Fingerprint() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new GraderException("This Java has no SHA-256", e);
        }
    }

    /**
     * Adds bytes; where they end counts, too.
     *
     * @param part the bytes
     * @return this
     */
    public Fingerprint add(byte[] part) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(part.length).array());
        digest.update(part);
        return this;
    }

    /**
     * Adds what a thing says of itself.
     *
     * @param part a text, a number, a record of such
     * @return this
     */
    public Fingerprint add(Object part) {
        return add(String.valueOf(part).getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Adds a folder's files.
     *
     * @param folder the folder, of the kit's own
     * @return this
     */
    public Fingerprint addFiles(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                add(folder.relativize(file)).add(Files.readAllBytes(file));
            }
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + folder, e);
        }
    }

    /**
     * Ends it.
     *
     * @return the name, in hexadecimal digits
     */
    public String end() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
