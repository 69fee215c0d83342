package org.rnnkit.grader.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of printable text: an escape replaces each invisible character. */
class PrintableTest {

    @ParameterizedTest
    @ValueSource(strings = {"", "tabs\tand\nlines\n", "größer, 漢字, עברית, \uD83D\uDE00", "\uE000"})
    void doesNotChangeVisibleText(String text) {
        assertThat(Printable.of(text)).isEqualTo(text);
    }

    @Test
    void escapesInvisibleCharacters() {
        assertThat(Printable.of("\0\u001B\u0085\u202E\uD800x\uDC00\uFFFF\u2028\uD834\uDD73"))
                .isEqualTo("\\u0000\\u001b\\u0085\\u202e\\ud800x\\udc00\\uffff\\u2028\\u{1d173}");
    }

    @Test
    void replacesOtherLineEnds() {
        assertThat(Printable.of("a\r\nb\rc")).isEqualTo("a\nb\\u000dc");
    }

    @Test
    void treatsNullAsEmpty() {
        assertThat(Printable.of((String) null)).isEmpty();
    }

    @Test
    void shortensThePathsOfACommand() {
        assertThat(Printable.withoutFolders("./rnnkit grade '../in box/Zoë O'\\''Neil' --config /home/a/grading.yaml --bonus"))
                .isEqualTo("./rnnkit grade 'Zoë O'\\''Neil' --config grading.yaml --bonus");
    }

    @Test
    void joinsLinesAndTextsAsSentences() {
        assertThat(Printable.oneLine("Likely mistake: tanh is missing\n logits:  -1.4\n")).isEqualTo(
                "Likely mistake: tanh is missing. logits: -1.4");
        assertThat(Printable.joined(Stream.of("98 points lost.", "", "step 7: wrong", "not started: 9"))).isEqualTo(
                "98 points lost. step 7: wrong | not started: 9");
    }

    @Test
    void saysHowManyNamesAreNotListed() {
        List<String> names = List.of("ada", "bob", "carl");

        assertThat(Printable.list(names, 100)).isEqualTo("ada; bob; carl");
        assertThat(Printable.list(names, 8)).isEqualTo("ada; bob; and 1 more");
        assertThat(Printable.list(names, 1)).as("at least one").isEqualTo("ada; and 2 more");
        assertThat(Printable.list(List.of(), 1)).isEmpty();
    }

    @Test
    void makesLinesThatGitHubDoesNotReadAsCommands() {
        assertThat(Printable.line("  ::stop-commands::x\n", 100)).isEqualTo("  : :stop-commands::x ");
        assertThat(Printable.line("\t::a::b ##[error]c", 100)).isEqualTo(" : :a::b ## [error]c");
        assertThat(Printable.line(" \u00A0\u3000::a::b", 100)).isEqualTo(" \u00A0\u3000: :a::b");
        assertThat(Printable.line("12345", 3)).isEqualTo("123…");
    }
}
