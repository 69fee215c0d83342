package org.rnnkit.grader.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.stream.Collectors;

/**
 * A style sheet or a script that stands in a page. The page's policy names its hash and so allows no other: should a
 * student's text ever get past the escaping, a browser would still not run it.
 *
 * @param text the text
 * @param hash the text's hash, as a Content-Security-Policy has it
 */
public record Asset(String text, String hash) {

    /**
     * Reads an asset.
     *
     * @param names the files, which lie beside this class; one text is made of all
     * @return the asset
     */
    public static Asset of(String... names) {
        String text = Arrays.stream(names).map(Asset::read).collect(Collectors.joining());
        try {
            byte[] hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return new Asset(text, "sha256-" + Base64.getEncoder().encodeToString(hash));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    private static String read(String name) {
        try (InputStream content = Asset.class.getResourceAsStream(name)) {
            // A browser hashes what it has read, where every line ends in one character.
            return new String(content.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("the grader's own " + name + " can't be read", e);
        }
    }
}
