package org.rnnkit.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.cli.command.PlayCommand.PlayPrompt;
import org.rnnkit.learner.worker.PlayRequest;

/** Tests of the lines that a user types while a model plays. */
class PlayPromptTest {

    private final ByteArrayOutputStream printed = new ByteArrayOutputStream();

    private List<PlayRequest> requests(String input) {
        return requests(input, new PrintStream(printed, true, StandardCharsets.UTF_8), true);
    }

    private List<PlayRequest> requests(String input, PrintStream notes, boolean interactive) {
        PlayPrompt prompt = new PlayPrompt(new BufferedReader(new StringReader(input)),
                new PrintStream(printed, true, StandardCharsets.UTF_8), notes, interactive, 0.7, 200);
        List<PlayRequest> requests = new ArrayList<>();
        for (Optional<PlayRequest> next = prompt.next(); next.isPresent(); next = prompt.next()) {
            requests.add(next.get());
        }
        return requests;
    }

    private String printed() {
        return printed.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "1895", "\u001b[A", "\u001bOP", "\u001b[15~"})
    void anEmptyLineOrAKeyDoesNotEndIt(String line) {
        assertThat(requests("one\n" + line + "\ntwo\n:q\nthree\n")).extracting(PlayRequest::prefix)
                .containsExactly("one", "two");
        assertThat(printed()).contains("Type a beginning in the letters a to z, or :q to quit.");
    }

    @Test
    void keepsSpacesAndDropsArrowKeysInALine() {
        assertThat(requests("the \u001b[Dtime ")).extracting(PlayRequest::prefix).containsExactly("the time ");
    }

    @Test
    void showsWhatTheModelReads() {
        assertThat(requests("It is 1895, Nell?")).extracting(PlayRequest::prefix).containsExactly("it is nell ");
        assertThat(printed()).contains("> it is nell ");
    }

    @Test
    void aPipeGetsOneLineForEachBeginningAndNothingElse() {
        PrintStream notes = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
        assertThat(requests("Nell\n1895\n:n 30\nthe\n", notes, false)).containsExactly(new PlayRequest("nell", 200, 0.7),
                new PlayRequest("the", 30, 0.7));
        assertThat(printed().lines()).containsExactly("nell", "the");
        assertThat(printed()).endsWith(System.lineSeparator());
    }

    @Test
    void confirmsTemperatureAndLength() {
        assertThat(requests(":t 0.8\n:n 30\none\n:t 0\ntwo")).containsExactly(new PlayRequest("one", 30, 0.8),
                new PlayRequest("two", 30, 0));
        assertThat(printed()).contains("Temperature 0.8.", "Length 30.", "Temperature 0.0: always the most likely character.");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', value = {":t | The number is missing. Give a number from 0 up",
        ":t hot | 'hot' does not work", ":t -1 | '-1' does not work", ":t 1e99 | '1e99' does not work",
        ":t 0,8 | '0,8' does not work. Give a number from 0 up, with a point, as in :t 0.8. The temperature is still 0.7",
        ":t NaN | still 0.7", ":t 1 2 | '1 2' does not work", ":n 0 | The length is still 200", ":n 1.5 | Give a whole number",
        ":x 3 | There is no command :x 3"})
    void explainsABadCommandAndChangesNothing(String line, String message) {
        assertThat(requests(line + "\none")).containsExactly(new PlayRequest("one", 200, 0.7));
        assertThat(printed()).contains(message);
    }
}
