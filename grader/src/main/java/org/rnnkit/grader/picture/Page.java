package org.rnnkit.grader.picture;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import org.rnnkit.grader.report.format.Html;

/** A page that needs nothing from elsewhere: style and script stand in it, and no other script may run. */
public final class Page {

    private static final String STYLE = resource("/org/rnnkit/grader/report/format/report.css") + resource("picture.css");

    private Page() {}

    /**
     * Puts a page together.
     *
     * @param title its title
     * @param body what is in it, as HTML
     * @param script what runs in it; empty for nothing
     * @return the page
     */
    public static String of(String title, String body, String script) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8"/>
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; \
                script-src %s; base-uri 'none'; form-action 'none'"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <title>RNN Kit: %s</title>
                <style>%s</style>
                </head>
                <body>
                %s%s</body>
                </html>
                """.formatted(script.isEmpty() ? "'none'" : "'sha256-" + hash(script) + "'", Html.text(title), STYLE, body,
                script.isEmpty() ? "" : "<script>" + script + "</script>\n");
    }

    /** One of this package's own files. */
    static String resource(String name) {
        try (InputStream content = Page.class.getResourceAsStream(name)) {
            // The policy's hash is that of what a browser reads: a line ends in one character.
            return new String(content.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new IllegalStateException("the page's own " + name + " can't be read", e);
        }
    }

    private static String hash(String script) {
        try {
            return Base64.getEncoder().encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(script.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
