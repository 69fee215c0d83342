package org.rnnkit.testkit.translation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Tests of the lookup of a message in a translation. */
class MessageTableTest {

    private static final MessageTable GERMAN = new MessageTable(Map.of(
            "the state is null", "der Zustand ist null",
            "the state", "der Zustand",
            "{1} has shape {2}, expected {3}", "{1} hat die Form {2}, erwartet wird {3}",
            "This is what comes out when {1}", "Das ergibt dieser Fehler: {1}",
            "tanh is missing", "tanh fehlt",
            "the state holds {1}", "der Zustand enthält {1}",
            "everywhere: take zeros", "überall: nehmen Sie zeros",
            "A dot is missing.", "Ein Punkt fehlt.",
            "not written yet", ""));

    private static String translate(String line) {
        return GERMAN.line(line).orElse(line);
    }

    @Test
    void translatesAMessageWithoutPlaces() {
        assertThat(translate("the state is null")).isEqualTo("der Zustand ist null");
    }

    @Test
    void keepsNumbersAndTranslatesTheTextAtAPlace() {
        assertThat(translate("the state has shape (3, 5), expected (5, 3)"))
                .isEqualTo("der Zustand hat die Form (3, 5), erwartet wird (5, 3)");
    }

    @Test
    void keepsANameThatHasNoTranslation() {
        assertThat(translate("logits has shape (3), expected (5)")).isEqualTo("logits hat die Form (3), erwartet wird (5)");
    }

    @Test
    void keepsATitleOfTwoWords() {
        assertThat(translate("One-hot encoding has shape (3), expected (5)"))
                .isEqualTo("One-hot encoding hat die Form (3), erwartet wird (5)");
    }

    @Test
    void keepsTheSpacesAroundTheTextAtAPlace() {
        MessageTable table = new MessageTable(Map.of("So. {1}End of it", "Also. {1}Ende", "In between.", "Mitte."));

        assertThat(table.line("So. In between. End of it")).contains("Also. Mitte. Ende");
    }

    @Test
    void leavesTheMessageEnglishIfASentenceAtAPlaceHasNoTranslation() {
        assertThat(translate("This is what comes out when the bias is added twice"))
                .isEqualTo("This is what comes out when the bias is added twice");
    }

    @Test
    void translatesASlipBeforeAnotherOne() {
        assertThat(translate("This is what comes out when tanh is missing;"))
                .isEqualTo("Das ergibt dieser Fehler: tanh fehlt;");
    }

    @Test
    void translatesWhatFollowsANumberAtAPlace() {
        assertThat(translate("the state holds -1.5e-3 everywhere: take zeros"))
                .isEqualTo("der Zustand enthält -1.5e-3 überall: nehmen Sie zeros");
    }

    @Test
    void translatesAllSentencesOfALineOrNone() {
        assertThat(translate("A dot is missing. A dot is missing.")).isEqualTo("Ein Punkt fehlt. Ein Punkt fehlt.");
        assertThat(translate("A dot is missing. Nobody knows this.")).isEqualTo("A dot is missing. Nobody knows this.");
    }

    @Test
    void keepsTheIndentation() {
        assertThat(translate("    tanh is missing")).isEqualTo("    tanh fehlt");
    }

    @Test
    void ignoresAnEmptyTranslation() {
        assertThat(GERMAN.line("not written yet")).isEmpty();
    }

    @Test
    void takesADollarSignAndABackslashOfAMessageAsTheyAre() {
        assertThat(translate("$1\\ has shape (1), expected (2)")).isEqualTo("$1\\ hat die Form (1), erwartet wird (2)");
    }

    @Test
    void prefersTheMessageWithMoreWords() {
        MessageTable table = new MessageTable(Map.of("{1} is null", "{1} ist null", "the list of {1} is null",
                "keine Liste: {1}"));

        assertThat(table.line("the list of arrays is null")).contains("keine Liste: arrays");
    }

    @Test
    void doesNotLetTheEndOverlapTheBeginning() {
        MessageTable table = new MessageTable(Map.of("an array{1}array of numbers", "?{1}"));

        assertThat(table.line("an array of numbers")).isEmpty();
    }
}
