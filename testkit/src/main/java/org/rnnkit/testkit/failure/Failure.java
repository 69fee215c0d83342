package org.rnnkit.testkit.failure;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonInclude.Include;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.testkit.comparison.ArrayComparison;
import org.rnnkit.testkit.steps.Step;

/**
 * The failure of a step, as data. It is made where a test fails, and put into words where somebody reads it: the cause first,
 * then what came out and what should have, then how to go on. It may come from a student's process, so its size is limited.
 *
 * @param likelyMistakes the known mistakes that explain the result, in words; empty if none does
 * @param together whether all of the likely mistakes are made; if not, it is one of them
 * @param cause a sentence that names the cause, such as the meaning of an exception; empty if none is known
 * @param came what came out; empty if the cause says it
 * @param expected what should have come out; empty if that is no single result
 * @param details more sentences, in lines; may be empty
 * @param place the line of the step's code that failed; null if none is known, since only a result is wrong
 * @param comparison the wrong array and the right one; null if the failure is not about an array
 * @param seed the seed of the test's numbers; null if the failure does not depend on it
 */
@JsonInclude(Include.NON_EMPTY)
public record Failure(List<String> likelyMistakes, @JsonInclude(Include.NON_DEFAULT) boolean together, String cause,
        String came, String expected, String details, FailurePlace place, ArrayComparison comparison, Long seed) {

    private static final int MAX_MISTAKES = 10;
    private static final int MAX_TEXT = 4_000;
    /** The first words of a sentence that begins with no name, which keeps its small letter. */
    private static final List<String> ARTICLES = List.of("the ", "a ", "an ", "in ", "of ", "with ", "after ", "each ", "all ");
    /** A result and the expected one stand in one line if they are not longer together. */
    private static final int LINE = 100;

    /** Cuts long texts. Rejects more likely mistakes than a failure has. */
    public Failure {
        likelyMistakes = likelyMistakes == null ? List.of() : likelyMistakes.stream().map(Failure::cut).toList();
        if (likelyMistakes.size() > MAX_MISTAKES) {
            throw new IllegalArgumentException("number of likely mistakes");
        }
        cause = cut(cause);
        came = cut(came);
        expected = cut(expected);
        details = cut(details);
    }

    private static String cut(String text) {
        String known = Objects.requireNonNullElse(text, "");
        return known.length() <= MAX_TEXT ? known : known.substring(0, MAX_TEXT) + "…";
    }

    /** Makes a failure whose first sentence names the cause. */
    public static Failure of(String message) {
        String first = firstSentence(message);
        return new Failure(List.of(), false, first, "", "", after(first, message), null, null, null);
    }

    /** Makes a failure whose first sentence says what came out. */
    public static Failure ofResult(String message) {
        String first = firstSentence(message);
        return new Failure(List.of(), false, "", first, "", after(first, message), null, null, null);
    }

    /** Makes a failure with a result and the expected one. */
    public static Failure ofResult(String came, String expected) {
        return new Failure(List.of(), false, "", came, expected, "", null, null, null);
    }

    /** Makes a failure with a sentence that names the cause, and what came out. */
    public static Failure of(String cause, String came) {
        return new Failure(List.of(), false, cause, came, "", "", null, null, null);
    }

    /** Returns the first line, and those after it as long as the sentence goes on after a comma. */
    private static String firstSentence(String message) {
        int end = message.indexOf('\n');
        while (end > 0 && message.charAt(end - 1) == ',') {
            end = message.indexOf('\n', end + 1);
        }
        return end < 0 ? message : message.substring(0, end);
    }

    private static String after(String first, String message) {
        return message.substring(Math.min(message.length(), first.length() + 1));
    }

    /** Adds sentences to the details. They may be empty. */
    public Failure with(String sentences) {
        return new Failure(likelyMistakes, together, cause, came, expected, lines(details, sentences), place, comparison, seed);
    }

    /** Adds the mistakes that explain the result. */
    public Failure withMistakes(List<String> mistakes, boolean areTogether) {
        return new Failure(mistakes, areTogether, cause, came, expected, details, place, comparison, seed);
    }

    /** Adds the wrong array and the right one, which may be null. */
    public Failure withComparison(ArrayComparison arrays) {
        return new Failure(likelyMistakes, together, cause, came, expected, details, place, arrays, seed);
    }

    /** Adds the line of the step's code, which may be null. */
    public Failure at(FailurePlace line) {
        return new Failure(likelyMistakes, together, cause, came, expected, details, line, comparison, seed);
    }

    /** Adds the seed of the test's numbers. */
    public Failure withSeed(long numbers) {
        return new Failure(likelyMistakes, together, cause, came, expected, details, place, comparison, numbers);
    }

    /** Returns the number of characters of all texts. */
    public int characters() {
        return Stream.concat(likelyMistakes.stream(), Stream.of(cause, came, expected, details)).mapToInt(String::length).sum();
    }

    /** Returns the likely mistake, or else the cause, or else what came out and what should have, with a capital. */
    public String headline() {
        String first = first();
        return ARTICLES.stream().noneMatch(first::startsWith) ? first
                : first.substring(0, 1).toUpperCase(Locale.ROOT) + first.substring(1);
    }

    private String first() {
        if (!likelyMistakes.isEmpty()) {
            return (together ? "Two likely mistakes: " : "Likely mistake: ")
                    + String.join(together ? "\nand: " : "\nor: ", likelyMistakes);
        }
        return cause.isEmpty() ? result() : cause;
    }

    /** Returns what is to be said below the headline. */
    public String body() {
        return likelyMistakes.isEmpty() && cause.isEmpty() ? details : lines(result(), details);
    }

    private String result() {
        if (expected.isEmpty()) {
            return came;
        }
        boolean fits = came.length() + expected.length() <= LINE && !came.contains("\n") && !expected.contains("\n");
        return came + (fits ? ", expected " : ",\nexpected ") + expected;
    }

    /** Puts the failure into words, without how to go on. */
    public String text() {
        return lines(first(), body());
    }

    /** Puts the failure into words, with the method, if no line is named, a hint, and how to repeat the test. */
    public String text(Step step) {
        return seed == null ? text() : lines(text(), where(step), "Hint: " + hint(step), again(step));
    }

    /** Puts the failure into words, without the command for a hint. */
    public String textWithoutHint(Step step) {
        return seed == null ? text() : lines(text(), where(step), again(step));
    }

    private String where(Step step) {
        String file = step.className() + ".java";
        List<String> methods = step.methods();
        return text().contains(file + ":") ? "" : "Where: " + (methods.size() == 1 ? methods.get(0) + " in " : "") + file;
    }

    private String again(Step step) {
        return "Again with the same numbers:\n" + command(step);
    }

    private static String hint(Step step) {
        return "./rnnkit hint " + step.number();
    }

    /** Returns the command that repeats the tests with the same numbers; empty if the failure does not depend on them. */
    public String command(Step step) {
        return seed == null ? "" : "mvn test -pl exercises -Dgroups=" + step.tag() + " -Drnnkit.seed=" + seed;
    }

    /** Returns the commands for a hint and for the same tests again; empty if the failure does not depend on their numbers. */
    public String commands(Step step) {
        return seed == null ? "" : hint(step) + "\n" + command(step);
    }

    private static String lines(String... parts) {
        return Stream.of(parts).filter(part -> !part.isEmpty()).collect(Collectors.joining("\n"));
    }
}
