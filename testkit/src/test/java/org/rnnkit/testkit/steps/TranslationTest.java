package org.rnnkit.testkit.steps;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the translation of titles, hints and chapters, and of the kit's own sample. */
class TranslationTest {

    private static final Translation GERMAN = Translation.read("de");

    @TempDir
    private Path folder;

    @Test
    void replacesTheTextsOfATranslatedStep() {
        Step german = GERMAN.of(Steps.withId("step3state").orElseThrow());

        assertThat(german.title()).isEqualTo("Anfangszustand");
        assertThat(german.hints()).first().asString().startsWith("Woran erinnert sich das Netz");
        assertThat(GERMAN.langOf("step3state")).isEqualTo("de");
    }

    @Test
    void leavesOtherStepsInEnglish() {
        Step english = Steps.withId("step4rnn").orElseThrow();

        assertThat(GERMAN.of(english)).isSameAs(english);
        assertThat(GERMAN.langOf("step4rnn")).isNull();
    }

    @Test
    void findsOnlyChaptersThatAreTranslated() throws IOException {
        Path german = Files.writeString(folder.resolve("README.de.md"), "# Schritt 3\n");

        assertThat(GERMAN.chapter(folder.resolve("README.md"))).contains(german);
        assertThat(Translation.read("en").chapter(folder.resolve("README.md"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "../de", "de.yaml", "d"})
    void saysThatThereIsNoSuchTranslation(String code) {
        Translation missing = Translation.read(code);

        assertThat(missing.problem()).startsWith("There is no translation \"" + code + "\", so the texts are English")
                .contains("RNNKIT_LANG");
        assertThat(missing.code()).isEqualTo("en");
    }

    @Test
    void saysWhatIsWrongInAFileThatCannotBeRead() {
        assertThat(Translation.read("xx").problem()).contains("steps.xx.yaml", "needs title, adds and hints");
    }

    @Test
    void changesNothingInEnglish() {
        assertThat(Translation.chosen().code()).isEqualTo("en");
        assertThat(Translation.chosen().problem()).isEmpty();
        assertThat(Translation.chosen().langOf("step3state")).isNull();
    }

    @Test
    void sampleFitsTheSteps() {
        assertThat(GERMAN.problem()).isEmpty();
        for (String id : GERMAN.steps()) {
            Step english = Steps.withId(id).orElseThrow(() -> new AssertionError("steps.de.yaml: no step has the id " + id));
            assertThat(GERMAN.of(english).hints()).as(id).hasSameSizeAs(english.hints()).allSatisfy(hint -> assertThat(hint)
                    .isNotBlank());
        }
    }
}
