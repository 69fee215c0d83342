package org.rnnkit.testkit.comparison;

import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.p;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/**
 * The drawing of a wrong array beside the right one. Different values are drawn as two heat maps, different shapes as two
 * boxes. All texts are escaped, and there are no inline styles and no scripts.
 */
public final class ComparisonFigure {

    private ComparisonFigure() {}

    /**
     * Draws a comparison.
     *
     * @param comparison the wrong array and the right one
     * @return a figure in HTML, which needs the style sheet {@link #style}
     */
    public static String html(ArrayComparison comparison) {
        boolean isShape = comparison.values() == null;
        return figure().withClass("comparison").with(
                figcaption(p(isShape ? ShapeTables.sentence(comparison) : HeatMaps.sentence(comparison))),
                isShape ? ShapeTables.draw(comparison) : HeatMaps.draw(comparison)).render();
    }

    /**
     * Draws one array.
     *
     * @param array the array
     * @return a figure in HTML, which needs the style sheet {@link #style}
     */
    public static String html(ShownArray array) {
        return figure().withClass("comparison").with(figcaption(array.words()), HeatMaps.draw(array)).render();
    }

    /** Returns the name of a result for the beginning of a sentence. The name of a parameter, such as b_q, stays. */
    static String subject(ArrayComparison comparison) {
        return comparison.name().startsWith("the ") ? "T" + comparison.name().substring(1) : comparison.name();
    }

    /**
     * Reads the style sheet.
     *
     * @return the rules for figures, in CSS; their classes begin with "comparison"
     */
    public static String style() {
        try (InputStream css = ComparisonFigure.class.getResourceAsStream("comparison.css")) {
            // A browser turns every line's end into a line feed before it computes a hash.
            return new String(css.readAllBytes(), StandardCharsets.UTF_8).replace("\r\n", "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("the style sheet of the figures can't be read", e);
        }
    }
}
