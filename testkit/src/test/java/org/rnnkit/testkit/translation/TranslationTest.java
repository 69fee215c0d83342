package org.rnnkit.testkit.translation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a translation's files. */
class TranslationTest {

    @TempDir
    private Path translations;
    private Path german;

    @BeforeEach
    void write() throws IOException {
        german = Files.createDirectory(translations.resolve("de"));
        Files.writeString(german.resolve("common.yaml"), "messages:\n  \"{1} is null\": \"{1} ist null\"\n");
        Files.writeString(german.resolve("step3state.yaml"), """
                title: Anfangszustand
                hints:
                  - ein Tipp
                  - ""
                messages:
                  "state is zero": "der Zustand ist null"
                """);
        Files.writeString(german.resolve("step3state.md"), "# Schritt 3\n");
    }

    @Test
    void marksTheLanguageOfEachLine() throws IOException {
        assertThat(Translation.read(german).lines("x is null\nmvn test")).containsExactly(
                new TranslatedText("x ist null", "de"), new TranslatedText("mvn test", null));
    }

    @Test
    void keepsTheLineBreaksOfAText() throws IOException {
        assertThat(Translation.read(german).text("\nx is null\n\nmvn test\n")).isEqualTo("\nx ist null\n\nmvn test\n");
    }

    @Test
    void translatesTheNameOfATestWithoutItsValues() throws IOException {
        assertThat(Translation.read(german).testName("state is zero: batchSize 2"))
                .isEqualTo("der Zustand ist null: batchSize 2");
    }

    @Test
    void keepsEachHintThatIsNotTranslated() throws IOException {
        Translation translation = Translation.read(german);

        assertThat(translation.step("step3state").orElseThrow().hintsOr(List.of("one", "two", "three")))
                .containsExactly("ein Tipp", "two", "three");
        assertThat(translation.langOfHint("step3state", 0)).isEqualTo("de");
        assertThat(translation.langOfHint("step3state", 1)).isNull();
        assertThat(translation.langOfTitle("step4rnn")).isNull();
    }

    @Test
    void findsOnlyChaptersThatAreTranslated() throws IOException {
        Translation translation = Translation.read(german);

        assertThat(translation.chapter("step3state")).contains(german.resolve("step3state.md"));
        assertThat(translation.chapter("step4rnn")).isEmpty();
    }

    @Test
    void namesAFileThatCannotBeRead() throws IOException {
        Files.writeString(german.resolve("step4rnn.yaml"), "titel: Schritt\n");

        assertThatThrownBy(() -> Translation.read(german)).isInstanceOf(IOException.class)
                .hasMessageContaining("step4rnn.yaml").hasMessageContaining("titel");
    }

    @Test
    void takesOnlyAWordAsALanguageNotAPath() {
        assertThat(new ChosenLanguage("de", translations).exists()).isTrue();
        assertThat(new ChosenLanguage("../translations/de", translations).exists()).isFalse();
        assertThat(new ChosenLanguage("fr", translations).exists()).isFalse();
        assertThat(new ChosenLanguage("fr", translations).problem()).contains("\"fr\"", "en, de.");
    }

    @Test
    void changesNothingInEnglish() {
        assertThat(Translation.chosen().isEnglish()).isTrue();
        assertThat(Translation.chosen().text("x is null")).isEqualTo("x is null");
        assertThat(Translation.chosen().lang("x is null")).isNull();
    }
}
