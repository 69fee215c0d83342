package org.rnnkit.learner.show;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A picture of numbers: boxes, lines and words, which show.jte writes as SVG. */
public final class Picture {

    static final int WIDTH = 440;

    private final String caption;
    private final String description;
    private final int height;
    private final List<Box> boxes = new ArrayList<>();
    private final List<Line> lines = new ArrayList<>();
    private final List<Word> words = new ArrayList<>();

    /**
     * A filled rectangle.
     *
     * @param style its class in show.css
     * @param strength its opacity, from 0 to 1
     */
    public record Box(String x, String y, String width, String height, String style, String strength) {}

    /**
     * A line.
     *
     * @param style its class in show.css
     * @param path its way, in the words of SVG
     */
    public record Line(String style, String path) {}

    /**
     * A word.
     *
     * @param anchor which end of it is at its place: start, middle or end
     */
    public record Word(String x, String y, String anchor, String text) {}

    /**
     * Makes a picture without anything in it.
     *
     * @param caption the sentences above it
     * @param description what it shows, in words with the values, for users who don't see it
     */
    Picture(String caption, String description, int height) {
        this.caption = caption;
        this.description = description;
        this.height = height;
    }

    /** Adds a box. */
    void box(double x, double y, double width, double height, String style, double strength) {
        boxes.add(new Box(number(x), number(y), number(width), number(height), style, number(strength)));
    }

    /** Adds a line through points: x, y, x, y and so on. */
    void line(String style, double... points) {
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < points.length; i += 2) {
            path.append(i == 0 ? "M" : "L").append(number(points[i])).append(',').append(number(points[i + 1]));
        }
        lines.add(new Line(style, path.toString()));
    }

    /** Adds a circle, which is a line, too. */
    void circle(String style, double x, double y, double radius) {
        String arc = "a" + number(radius) + "," + number(radius) + " 0 1 0 ";
        lines.add(new Line(style, "M" + number(x - radius) + "," + number(y) + arc + number(2 * radius) + ",0" + arc
                + number(-2 * radius) + ",0"));
    }

    /** Adds a word. A space in it can be seen. */
    void word(double x, double y, String anchor, String text) {
        words.add(new Word(number(x), number(y), anchor, text.equals(" ") ? "␣" : text));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    public String caption() {
        return caption;
    }

    public String description() {
        return description;
    }

    public int width() {
        return WIDTH;
    }

    public int height() {
        return height;
    }

    public List<Box> boxes() {
        return boxes;
    }

    public List<Line> lines() {
        return lines;
    }

    public List<Word> words() {
        return words;
    }
}
