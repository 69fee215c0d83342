package org.rnnkit.grader.page;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.commons.io.IOUtils;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.testkit.comparison.ComparisonFigure;
import org.rnnkit.testkit.comparison.PolicyHash;

/**
 * A style sheet or script that is part of a page. The page's Content-Security-Policy allows only the one with this hash.
 * Even if a student's text were not escaped by mistake, a browser would not run it.
 *
 * @param hash the text's hash in the form of the policy: "sha256-" and Base64
 */
public record PageAsset(String text, String hash) {

    /**
     * Reads an asset.
     *
     * @param names the names of files beside this class or, from a slash on, their paths on the class path; they are joined
     *     to one text
     */
    public static PageAsset of(String... names) {
        return ofText(Arrays.stream(names).map(PageAsset::read).collect(Collectors.joining()));
    }

    private static PageAsset ofText(String text) {
        return new PageAsset(text, PolicyHash.of(text));
    }

    /** Adds the rules for the figures of failed comparisons. */
    public PageAsset withFigures() {
        return ofText(text + ComparisonFigure.style());
    }

    private static String read(String name) {
        String text = Uncheck.get(() -> IOUtils.toString(PageAsset.class.getResource(name), StandardCharsets.UTF_8));
        // A browser turns every line's end into a line feed before it computes the hash.
        return text.replace("\r\n", "\n");
    }
}
