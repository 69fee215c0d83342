package org.rnnkit.grader.verdict;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.rnnkit.grader.kit.BuiltKit;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.toolkit.AtomicFile;
import org.rnnkit.toolkit.Sha256;

/**
 * The seeds of what tests draw. They follow from the code that is tested and from a key of this machine's user. So nobody can
 * know them before the code is written, other code gets other draws, and equal code gets equal points each time it is graded
 * on this machine.
 */
public final class Seeds {

    /** The name of the system property with the seed for all steps; with a dot and the step's id behind it, for one step. */
    public static final String PROPERTY = "rnnkit.seed";

    private static final int BYTES = 32;
    private static final int NAME_DIGITS = 8;
    private static final String HMAC = "HmacSHA256";
    private static final Seeds OF_THIS_USER = read(BuiltKit.cache().resolveSibling("seeds.secret"));

    private final byte[] key;

    private Seeds(byte[] key) {
        this.key = key;
    }

    /**
     * Returns the seed of a step's tests. The property {@link #PROPERTY}, which repeats an earlier result, replaces it.
     *
     * @param code a hash of the kit and of everything in the submission that runs beside the tests
     */
    static long of(Step step, String code) {
        return Long.getLong(PROPERTY + "." + step.id(), Long.getLong(PROPERTY, OF_THIS_USER.seed(step, code)));
    }

    /** Reads the key from a file, or makes one and saves it. If it can't be saved, only this process has it. */
    static Seeds read(Path file) {
        byte[] key = new byte[BYTES];
        new SecureRandom().nextBytes(key);
        try {
            if (!Files.isRegularFile(file) || Files.size(file) != BYTES) {
                Files.createDirectories(file.getParent());
                save(key, file);
            }
            return new Seeds(Files.readAllBytes(file));
        } catch (IOException notSaved) {
            return new Seeds(key);
        }
    }

    /** Saves a key, unless another process has saved its own at the same moment: all use the first one. */
    private static void save(byte[] key, Path file) throws IOException {
        if (Files.isRegularFile(file) && Files.size(file) != BYTES) {
            Files.delete(file);
        }
        // Only its owner can read a temporary file, from the beginning.
        Path made = Files.write(Files.createTempFile(file.getParent(), "seeds", ".part"), key);
        try {
            Files.createLink(file, made);
        } catch (FileAlreadyExistsException savedByAnother) {
            return;
        } catch (UnsupportedOperationException | FileSystemException noLinksHere) {
            AtomicFile.move(made, file);
        } finally {
            Files.deleteIfExists(made);
        }
    }

    /** Names the key without telling it: the first digits of its hash. */
    public static String keyName() {
        return Sha256.of(OF_THIS_USER.key).substring(0, NAME_DIGITS);
    }

    byte[] key() {
        return key;
    }

    long seed(Step step, String code) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(new SecretKeySpec(key, HMAC));
            return ByteBuffer.wrap(mac.doFinal((step.id() + " " + code).getBytes(StandardCharsets.UTF_8))).getInt()
                    & Integer.MAX_VALUE;
        } catch (GeneralSecurityException e) {
            throw new GraderException("This Java has no " + HMAC, e);
        }
    }
}
