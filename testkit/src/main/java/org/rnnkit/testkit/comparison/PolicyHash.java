package org.rnnkit.testkit.comparison;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;

/** The hash of a style sheet or script, by which a page's Content-Security-Policy allows it. */
public final class PolicyHash {

    private PolicyHash() {}

    /**
     * Computes the hash.
     *
     * @param text the style sheet or script, exactly as it is in the page
     * @return the hash in the form of the policy: "sha256-" and Base64
     */
    public static String of(String text) {
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(hash);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
