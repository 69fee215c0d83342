package org.rnnkit.grader.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;

/** A reader of pages. It parses a page as a browser does, and checks the rules for all pages of the kit. */
public final class HtmlReader {

    private static final int MAX_ERRORS = 10;

    private HtmlReader() {}

    /**
     * Reads a page and checks it.
     *
     * @param html the page
     * @return its elements
     */
    public static Document read(String html) {
        Parser parser = Parser.htmlParser().setTrackErrors(MAX_ERRORS);
        Document page = parser.parseInput(html, "");
        assertThat(parser.getErrors()).as("errors in the HTML").isEmpty();
        assertThat(page.title()).isNotBlank();
        assertThat(page.select("iframe, object, embed, form, link, base")).as("forbidden elements").isEmpty();
        assertThat(page.select("img:not([src^=data:image/svg+xml;base64,][alt])")).as("images from elsewhere").isEmpty();
        assertThat(page.select("[src]:not(img), [style]"))
                .as("files from elsewhere, and styles outside the style sheet").isEmpty();
        assertThat(page.getAllElements()).allSatisfy(element -> assertThat(element.attributes())
                .as(element.tagName()).noneMatch(attribute -> attribute.getKey().startsWith("on")));
        assertThat(page.select("a[href]")).allSatisfy(link -> assertThat(link.attr("href"))
                .doesNotContain(":").doesNotStartWith("/"));
        checkPolicy(page);
        return page;
    }

    /** Checks that the policy allows the page's style sheet and its script, if it has one, and nothing else. */
    private static void checkPolicy(Document page) {
        Element script = page.selectFirst("script");
        assertThat(page.select("script").size()).as("scripts").isLessThan(2);
        assertThat(page.select("meta[http-equiv=Content-Security-Policy]").attr("content"))
                .isEqualTo("default-src 'none'; style-src '" + hash(page.selectFirst("style").data()) + "'; "
                        + (script == null ? "" : "script-src '" + hash(script.data()) + "'; ")
                        + (page.select("img").isEmpty() ? "" : "img-src data:; ")
                        + "base-uri 'none'; form-action 'none'");
    }

    private static String hash(String text) {
        try {
            return "sha256-" + Base64.getEncoder().encodeToString(
                    MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }
}
