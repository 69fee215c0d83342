package org.rnnkit.grader.report;

import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Text that is safe in every format of a report. Messages and output come from student code: they may contain characters
 * that XML forbids, that move a terminal's cursor, or that reverse the direction of the text.
 */
public final class Printable {

    /** The sign for a space that could not be seen otherwise. */
    public static final String SPACE = "␣";

    private static final int MAX_QUOTED = 60;

    /** The beginning of a formula; in some languages also in wide characters. */
    private static final Pattern FORMULA = Pattern.compile("(^|;[\\s\\p{Z}\"]*)(?=[-=+@\uFF1D\uFF0B\uFF0D\uFF20])");
    /** The character that {@link #cell} puts before a formula. */
    private static final Pattern APOSTROPHE = Pattern.compile("(^|;[\\s\\p{Z}\"]*)'(?=[-=+@\uFF1D\uFF0B\uFF0D\uFF20])");

    /** A character of a name in a path. */
    private static final String NAMED = "[^\\s/\"':;,()]";

    /** The folders of an absolute path, up to its last name. */
    private static final Pattern FOLDERS = Pattern.compile(
            "(?<![^\\s(\"'])(?:/(?:" + NAMED + "++/(?=" + NAMED + "))++|[A-Za-z]:\\\\(?=" + NAMED + ")"
            + "(?:[^\\s\\\\\"':;,()]++\\\\(?=" + NAMED + "))*+)");

    /** A word of a command, with its quotation marks. */
    private static final Pattern WORD = Pattern.compile("(?:'[^']*+'|\\\\'|[^\\s'])++");

    private Printable() {}

    /**
     * Makes a text printable.
     *
     * @param text any text; null counts as empty, because an exception's message may be null
     */
    public static String of(String text) {
        return text == null ? "" : text.replace("\r\n", "\n").codePoints()
                .mapToObj(c -> isPrintable(c) ? Character.toString(c) : escape(c))
                .collect(Collectors.joining());
    }

    /**
     * Makes one printable line for a terminal. GitHub Actions reads a log line as a command if it starts with "::" (after
     * spaces of any kind) or contains "##[", so a space is put into both.
     *
     * @param maxWidth the largest number of characters; a longer line is cut and ends in "…"
     */
    public static String line(String text, int maxWidth) {
        String plain = of(text).replaceAll("\\s", " ").replaceFirst("^(\\p{Z}*:):", "$1 :").replace("##[", "## [");
        return cut(plain, maxWidth);
    }

    /** Cuts a text that has more characters. It then ends in "…". */
    public static String cut(String text, int maxCharacters) {
        return text.length() <= maxCharacters ? text : text.substring(0, maxCharacters) + "…";
    }

    /** Puts the lines of a message into one, each as a sentence. */
    public static String oneLine(String message) {
        return message.lines().map(line -> line.strip().replaceAll("\\s+", " ")).filter(line -> !line.isEmpty())
                .reduce((before, line) -> before + (before.matches(".*[.:,;!?]") ? " " : ". ") + line).orElse("");
    }

    /** Joins texts to one line. A full stop ends a text, or else a bar, because the texts of compilers have semicolons. */
    public static String joined(Stream<String> texts) {
        return texts.filter(text -> !text.isEmpty())
                .reduce((before, text) -> before + (before.endsWith(".") ? " " : " | ") + text).orElse("");
    }

    /** Lists as many texts as fit into a width, and says how many more there are. */
    public static String list(List<String> texts, int width) {
        int shown = 0;
        int length = 0;
        while (shown < texts.size() && (shown == 0 || length + texts.get(shown).length() <= width)) {
            length += texts.get(shown).length() + 2;
            shown++;
        }
        return String.join("; ", texts.subList(0, shown))
                + (shown == texts.size() ? "" : "; and " + (texts.size() - shown) + " more");
    }

    /** Quotes what a user wrote, for a message of one line. */
    public static String quoted(String text) {
        return '"' + line(text, MAX_QUOTED) + '"';
    }

    /** Shortens each absolute path to its last name, for pages that leave this machine. */
    public static String withoutPaths(String text) {
        return FOLDERS.matcher(text).replaceAll("");
    }

    /** Leaves only the names of the instructor's files in a report for a student. */
    public static Report withoutFolders(Report report) {
        return report.grading() == null ? report
                : report.withGrading(report.grading().withCommand(withoutFolders(report.grading().command())));
    }

    /** Shortens each path of a command to its last name. */
    static String withoutFolders(String command) {
        return WORD.matcher(command).replaceAll(word -> Matcher.quoteReplacement(word.group().equals("./rnnkit")
                ? word.group() : word.group().replaceFirst("^('?).*/", "$1")));
    }

    /** Makes the spaces at the end of a text visible. */
    public static String withVisibleEnd(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end) + SPACE.repeat(text.length() - end);
    }

    /**
     * Makes one printable line for a cell of a spreadsheet, which would execute a formula: an apostrophe is put before it.
     * Where a comma is the decimal separator, a spreadsheet takes a semicolon for the end of a cell, so a formula may follow
     * it.
     */
    public static String cell(String text) {
        String line = of(text.replaceAll("\\p{Cntrl}+", " ")).strip();
        return FORMULA.matcher(line).replaceAll("$1'");
    }

    /**
     * Reads a text that somebody has copied from a cell: without the apostrophes that {@link #cell} has put before formulas.
     */
    public static String fromCell(String cell) {
        return APOSTROPHE.matcher(cell).replaceAll("$1");
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c == '\n' || c == '\t';
            case Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> (c & 0xFFFE) != 0xFFFE; // Unicode defines U+FFFE, U+FFFF, U+1FFFE and so on as noncharacters
        };
    }

    private static String escape(int c) {
        return String.format(Locale.ROOT, c > 0xFFFF ? "\\u{%x}" : "\\u%04x", c);
    }

    /** Makes the texts of a list printable; null counts as empty. */
    static List<String> all(List<String> texts) {
        return texts == null ? List.of() : texts.stream().map(Printable::of).toList();
    }
}
