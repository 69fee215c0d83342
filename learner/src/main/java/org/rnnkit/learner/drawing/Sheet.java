package org.rnnkit.learner.drawing;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An SVG image while it is being drawn. It is narrow, so that its text can be read on a phone, and has its own background, so
 * that it can be read on pages of any colour. It follows the reader's choice between light and dark.
 */
final class Sheet {

    /** The width of every image, in units. A letter is about 8 units wide. */
    static final double WIDTH = 510;

    private static final double HEAD = 9;
    private static final Pattern SUBSCRIPT = Pattern.compile("_([a-z]+)");
    private static final String STYLE = """
            text { font: 15px ui-sans-serif, system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
            text { fill: #24292e; text-anchor: middle; }
            .sub, .small { font-size: 12px; }
            .start { text-anchor: start; }
            .end { text-anchor: end; }
            .name { font-weight: 600; }
            .paper { fill: #fdfcfa; }
            .box { fill: #f0ece4; stroke: #5a646d; }
            .line { fill: none; stroke: #5a646d; stroke-width: 1.5; }
            .head { fill: #5a646d; }
            .grid { stroke: #ddd7cd; }
            .dashed { stroke-dasharray: 5 4; }
            .thick { stroke-width: 4; }
            text.faint { fill: #5a646d; }
            text.vocab { fill: #9a4508; } .line.vocab { stroke: #9a4508; }
            text.hiddens { fill: #1c64a3; } .line.hiddens { stroke: #1c64a3; } .head.hiddens { fill: #1c64a3; }
            text.batch { fill: #7a3b86; } .line.batch { stroke: #7a3b86; }
            text.steps { fill: #0a6b56; } .line.steps { stroke: #0a6b56; }
            text.warm { fill: #9a4508; } .line.warm { stroke: #c2570c; } .head.warm { fill: #c2570c; }
            .piece0 { fill: #cfe3f5; } .piece1 { fill: #fbdcc0; } .piece2 { fill: #e6d3ec; } .piece3 { fill: #cdeae2; }
            .box.one { fill: #fbdcc0; }
            @media (prefers-color-scheme: dark) {
              text { fill: #dfe3e6; }
              .paper { fill: #16191c; }
              .box { fill: #262c31; stroke: #9aa4ac; }
              .line { stroke: #9aa4ac; }
              .head { fill: #9aa4ac; }
              .grid { stroke: #363d43; }
              text.faint { fill: #9aa4ac; }
              text.vocab { fill: #f5b27a; } .line.vocab { stroke: #f5b27a; }
              text.hiddens { fill: #7ab8ec; } .line.hiddens { stroke: #7ab8ec; } .head.hiddens { fill: #7ab8ec; }
              text.batch { fill: #d7a6e2; } .line.batch { stroke: #d7a6e2; }
              text.steps { fill: #62cdb2; } .line.steps { stroke: #62cdb2; }
              text.warm { fill: #f5b27a; } .line.warm { stroke: #f0a35e; } .head.warm { fill: #f0a35e; }
              .piece0 { fill: #1d3f5c; } .piece1 { fill: #5b3414; } .piece2 { fill: #4a2b53; } .piece3 { fill: #164a3f; }
              .box.one { fill: #5b3414; }
            }
            """;

    private final StringBuilder shapes = new StringBuilder();

    /** Writes a text around a point of its base line. A letter after an underscore is a subscript. */
    Sheet text(double x, double y, String classes, String text) {
        // Many fonts have a double bar that is shorter than a letter; two bars are as high as the line.
        String content = SUBSCRIPT.matcher(escape(text.replace("‖", "||")))
                .replaceAll("<tspan class=\"sub\" dy=\"4\">$1</tspan><tspan dy=\"-4\">\u200b</tspan>");
        return add("<text x=\"%s\" y=\"%s\"%s>%s</text>", number(x), number(y),
                classes.isEmpty() ? "" : " class=\"" + classes + "\"", content);
    }

    /** Writes a text upwards, centred at a point. */
    Sheet textUpwards(double x, double y, String classes, String text) {
        return add("<text transform=\"translate(%s %s) rotate(-90)\" class=\"%s\">%s</text>", number(x), number(y), classes,
                escape(text));
    }

    Sheet rectangle(double x, double y, double width, double height, String classes) {
        return add("<rect x=\"%s\" y=\"%s\" width=\"%s\" height=\"%s\" rx=\"2\" class=\"%s\"/>", number(x), number(y),
                number(width), number(height), classes);
    }

    Sheet circle(double x, double y, double radius, String classes) {
        return add("<circle cx=\"%s\" cy=\"%s\" r=\"%s\" class=\"%s\"/>", number(x), number(y), number(radius), classes);
    }

    Sheet line(double x1, double y1, double x2, double y2, String classes) {
        return add("<line x1=\"%s\" y1=\"%s\" x2=\"%s\" y2=\"%s\" class=\"%s\"/>", number(x1), number(y1), number(x2),
                number(y2), classes);
    }

    /** Draws a line through points, given as x and y in turn. */
    Sheet path(String classes, double... points) {
        StringBuilder places = new StringBuilder();
        for (int i = 0; i < points.length; i += 2) {
            places.append(i == 0 ? "M" : " L").append(number(points[i])).append(' ').append(number(points[i + 1]));
        }
        return add("<path d=\"%s\" class=\"%s\"/>", places, classes);
    }

    /** Draws an arrow to the second point. The classes are those of a line and its head. */
    Sheet arrow(double x1, double y1, double x2, double y2, String classes) {
        double length = Math.hypot(x2 - x1, y2 - y1);
        double dx = (x2 - x1) / length;
        double dy = (y2 - y1) / length;
        double baseX = x2 - HEAD * dx;
        double baseY = y2 - HEAD * dy;
        double half = HEAD / 2;
        line(x1, y1, baseX, baseY, "line" + after(classes));
        return add("<path d=\"M%s %s L%s %s L%s %s Z\" class=\"%s\"/>", number(x2), number(y2),
                number(baseX - half * dy), number(baseY + half * dx), number(baseX + half * dy), number(baseY - half * dx),
                "head" + after(classes));
    }

    private static String after(String classes) {
        return classes.isEmpty() ? "" : " " + classes;
    }

    private Sheet add(String element, Object... values) {
        shapes.append(String.format(Locale.ROOT, element, values)).append('\n');
        return this;
    }

    /**
     * Finishes the drawing.
     *
     * @param step the number of the chapter's step
     * @param file the name of the file
     * @param title what it shows
     * @param words the same in more words
     * @param height the height of the sheet
     */
    Drawing drawing(int step, String file, String title, String words, double height) {
        String description = title + ". " + words;
        String svg = String.format(Locale.ROOT, """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$s" height="%2$s" viewBox="0 0 %1$s %2$s" role="img">
                <title>%3$s</title>
                <desc>%4$s</desc>
                <style>
                %5$s</style>
                <rect width="100%%" height="100%%" rx="8" class="paper"/>
                %6$s</svg>
                """, number(WIDTH), number(height), escape(title), escape(description), STYLE, shapes);
        return new Drawing(step, file, description, svg);
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    /** Rounds to tenths, so that a file does not depend on the last digits of a processor's functions. */
    private static String number(double value) {
        double tenths = Math.round(value * 10) / 10.0;
        return tenths == Math.rint(tenths) ? String.valueOf((long) tenths) : String.valueOf(tenths);
    }
}
