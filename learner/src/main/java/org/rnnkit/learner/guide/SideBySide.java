package org.rnnkit.learner.guide;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.rnnkit.testkit.board.WordWrap;

/** Two texts side by side, or one after the other if there is no room. */
final class SideBySide {

    /** Narrower columns break nearly every line of code. */
    private static final int MIN_COLUMN = 50;
    private static final String BETWEEN = " │ ";

    private SideBySide() {}

    static String of(String leftTitle, List<String> left, String rightTitle, List<String> right, int width) {
        int column = (width - BETWEEN.length()) / 2;
        boolean fits = Stream.concat(left.stream(), right.stream()).allMatch(line -> line.length() <= column);
        if (column < MIN_COLUMN && !fits) {
            return after(leftTitle, left) + "\n" + after(rightTitle, right);
        }
        StringBuilder text = new StringBuilder(row(leftTitle, rightTitle, column));
        text.append("─".repeat(column)).append("─┼─").append("─".repeat(column)).append('\n');
        for (int i = 0; i < Math.max(left.size(), right.size()); i++) {
            List<String> one = broken(i < left.size() ? left.get(i) : "", column);
            List<String> other = broken(i < right.size() ? right.get(i) : "", column);
            for (int j = 0; j < Math.max(one.size(), other.size()); j++) {
                text.append(row(j < one.size() ? one.get(j) : "", j < other.size() ? other.get(j) : "", column));
            }
        }
        return text.toString();
    }

    private static String after(String title, List<String> lines) {
        return title + ":\n\n" + String.join("\n", lines) + "\n";
    }

    private static String row(String left, String right, int column) {
        return (left + " ".repeat(column - left.length()) + BETWEEN + right).stripTrailing() + "\n";
    }

    /** Breaks a line into pieces, between words if possible. */
    private static List<String> broken(String line, int column) {
        List<String> pieces = new ArrayList<>();
        for (String part : WordWrap.of(line.replace("\t", "    "), column).split("\n")) {
            String rest = part;
            while (rest.length() > column) {
                pieces.add(rest.substring(0, column));
                rest = rest.substring(column);
            }
            pieces.add(rest);
        }
        return pieces;
    }
}
