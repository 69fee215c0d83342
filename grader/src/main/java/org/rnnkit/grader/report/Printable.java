package org.rnnkit.grader.report;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Text that every form of a report can hold and that reads as what it is. Messages and output are a student's: they
 * may hold what XML forbids, what moves a terminal's cursor, or what turns the order of letters around.
 */
public final class Printable {

    private Printable() {}

    /**
     * Makes all text of a report printable.
     *
     * @param report a report
     * @return the same with nothing in it but line ends, tabs and characters that can be seen
     */
    public static Report of(Report report) {
        return report.withNames(of(report.submission()), each(report.ignored(), Printable::of))
                .withEachStep(Printable::of).withEachExtra(Printable::of)
                .withTraining(of(report.training()), of(report.trainingMessage()));
    }

    /**
     * Makes a text printable.
     *
     * @param text any text; null, as an exception's message may be, counts as empty
     * @return the text with each character that can't be seen as an escape, such as {@code \}{@code u0000}
     */
    public static String of(String text) {
        return text == null ? "" : text.replace("\r\n", "\n").codePoints()
                .mapToObj(c -> isPrintable(c) ? Character.toString(c) : escape(c))
                .collect(Collectors.joining());
    }

    /**
     * Makes a text a line of a terminal's. A log of GitHub Actions takes lines that begin with "::", spaces aside, for
     * commands, and "##[" wherever it stands: they lose that meaning.
     *
     * @param text any text
     * @param maxWidth how long it may be
     * @return the line
     */
    public static String line(String text, int maxWidth) {
        String plain = of(text).replaceAll("\\s", " ").replaceFirst("^( *:):", "$1 :").replace("##[", "## [");
        return plain.length() <= maxWidth ? plain : plain.substring(0, maxWidth) + "…";
    }

    private static boolean isPrintable(int c) {
        return switch (Character.getType(c)) {
            case Character.CONTROL -> c == '\n' || c == '\t';
            case Character.FORMAT, Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
            default -> (c & 0xFFFE) != 0xFFFE; // U+FFFE, U+FFFF and their like are no characters
        };
    }

    private static String escape(int c) {
        return String.format(c > 0xFFFF ? "\\u{%x}" : "\\u%04x", c);
    }

    private static StepReport of(StepReport step) {
        SourceLocation place = step.location();
        return step.withMessage(of(step.message())).with(place == null ? null
                : new SourceLocation(of(place.file()), place.line()), step.check().withMessage(of(step.check().message())))
                .withOutput(of(step.output())).withTests(each(step.tests(), Printable::of));
    }

    private static TestReport of(TestReport test) {
        return test.withTexts(of(test.name()), of(test.message()));
    }

    private static ExtraPoints of(ExtraPoints extra) {
        return extra.withTexts(of(extra.name()), of(extra.message()));
    }

    private static TrainingReport of(TrainingReport training) {
        return training == null ? null : training.withTexts(of(training.text()), each(training.samples(), Printable::of));
    }

    private static <T> List<T> each(List<T> list, Function<T, T> printable) {
        return list.stream().map(printable).toList();
    }
}
