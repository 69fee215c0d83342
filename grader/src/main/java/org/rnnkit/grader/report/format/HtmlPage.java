package org.rnnkit.grader.report.format;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import org.rnnkit.grader.picture.Chart;

/**
 * A page that needs nothing but itself. It has no scripts, and its policy lets none run, nor any style but its own: a
 * second lock, should a student's text ever get past the escaping. It is well-formed XML, too.
 */
public final class HtmlPage {

    /** The style that all pages begin with. */
    static final String STYLE = resource(Chart.class, "page.css");

    private HtmlPage() {}

    /**
     * Adds a style of its own to that of all pages.
     *
     * @param owner the class that the style sheet lies beside
     * @param name the style sheet
     * @return both
     */
    public static String styleWith(Class<?> owner, String name) {
        return STYLE + resource(owner, name);
    }

    /**
     * Puts a page together.
     *
     * @param title its title, any text
     * @param style its style
     * @param body its content, in HTML, with whatever is a student's escaped and without style attributes
     * @return the page
     */
    public static String of(String title, String style, String body) {
        return of(title, style, body, "");
    }

    /**
     * Puts a page together in which something runs.
     *
     * @param title its title, any text
     * @param style its style
     * @param body its content, in HTML, with whatever is a student's escaped and without style attributes
     * @param script what runs in it, the page's own; no other script may
     * @return the page
     */
    public static String of(String title, String style, String body, String script) {
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8"/>
                <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-%s'; \
                %sbase-uri 'none'; form-action 'none'"/>
                <meta name="viewport" content="width=device-width, initial-scale=1"/>
                <meta name="color-scheme" content="light dark"/>
                <title>%s</title>
                <style>%s</style>
                </head>
                <body>
                %s%s</body>
                </html>
                """.formatted(hash(style), script.isEmpty() ? "" : "script-src 'sha256-" + hash(script) + "'; ",
                Html.text(title), style, body, script.isEmpty() ? "" : "<script>" + script + "</script>\n");
    }

    /**
     * Reads a style sheet or a script.
     *
     * @param owner the class that it lies beside
     * @param name its name
     * @return its text
     */
    public static String resource(Class<?> owner, String name) {
        try (InputStream content = owner.getResourceAsStream(name)) {
            // The policy's hash is that of what a browser reads: a line ends in one character.
            return new String(content.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("the grader's own " + name + " can't be read", e);
        }
    }

    private static String hash(String style) {
        try {
            return Base64.getEncoder().encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(style.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
