package org.rnnkit.testkit.figure;

import static j2html.TagCreator.figcaption;
import static j2html.TagCreator.figure;
import static j2html.TagCreator.p;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.rnnkit.testkit.comparison.ArrayComparison;

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
        boolean shapes = comparison.values() == null;
        return figure().withClass("comparison").with(
                figcaption().with((shapes ? ShapeBoxes.sentences(comparison) : HeatMaps.sentences(comparison)).stream()
                        .map(sentence -> p(sentence))),
                shapes ? ShapeBoxes.draw(comparison) : HeatMaps.draw(comparison)).render();
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
