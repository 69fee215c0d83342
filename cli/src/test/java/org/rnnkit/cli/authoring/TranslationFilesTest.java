package org.rnnkit.cli.authoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.testkit.translation.Translation;

/** Tests of the files of a translation and of the kit's own sample. */
class TranslationFilesTest {

    private static final Step STEP = new Step(3, "step3state", "Initial state", "HiddenState", "an empty memory", null,
            List.of(), 1, 1, List.of("a first hint", "a second hint"), false);

    @TempDir
    private Path folder;

    private TranslationFiles files(String... messages) {
        return new TranslationFiles(folder, Map.of("step3state", new EnglishTexts(STEP, "# Step 3\n", Set.of(messages))));
    }

    private Path file() {
        return folder.resolve("step3state.yaml");
    }

    @Test
    void beginsAFileThatCanBeReadAndTranslatesNothing() throws IOException {
        files("the state is null").write();

        assertThat(Translation.read(folder).text("the state is null")).isEqualTo("the state is null");
        assertThat(files("the state is null").problems()).isEmpty();
        assertThat(files("the state is null").summary()).last().asString()
                .isEqualTo("0 of 1 chapters, titles and hints of 0 of 1 steps, 0 of 1 messages (0 %)");
    }

    @Test
    void addsNewMessagesAndKeepsWhatIsWritten() throws IOException {
        files("one \"a\"").write();
        Files.writeString(file(), Files.readString(file()).replace("    \"\"", "    \"eins\""));
        files("one \"a\"", "two b").write();

        assertThat(Translation.read(folder).text("one \"a\"")).isEqualTo("eins");
        assertThat(Files.readString(file())).endsWith("  \"two b\":\n    \"\"\n");
        assertThat(files("one \"a\"", "two b").write()).isEmpty();
    }

    @Test
    void namesAMessageThatNoSourceHasAndAPlaceThatTheMessageDoesNotHave() throws IOException {
        Files.writeString(file(), "messages:\n  \"is gone\": \"fort\"\n  \"has {1}\": \"hat {2}\"\n  \"was empty\": \"\"\n");

        assertThat(files("has {1}").problems()).hasSize(2).anySatisfy(problem -> assertThat(problem).endsWith(": is gone"))
                .anySatisfy(problem -> assertThat(problem).endsWith(": hat {2}"));
    }

    @Test
    void namesHintsAndAChapterOfAnOlderEnglishText() throws IOException {
        Files.writeString(file(), "english: 123\ntitle: Zustand\n");
        Files.writeString(folder.resolve("step3state.md"), "<!-- english: 123 -->\n# Schritt 3\n");
        String texts = new EnglishTexts(STEP, "# Step 3\n", Set.of()).stepHash();

        assertThat(files().problems()).hasSize(2).anySatisfy(problem -> assertThat(problem).endsWith("english: " + texts))
                .anySatisfy(problem -> assertThat(problem).startsWith("step3state.md: the English chapter has changed"));
    }

    @Test
    void namesAFileOfNoStep() throws IOException {
        Files.writeString(folder.resolve("step3stat.md"), "# Schritt 3\n");

        assertThat(files().problems()).singleElement().asString().startsWith("step3stat.md: there is no such step.");
    }

    @Test
    void sampleFitsTheKit() throws IOException {
        assertThat(new TranslationFiles(Kit.find(Steps.all()).layout(), "de").problems()).isEmpty();
    }

    @Test
    void sampleTranslatesWhatAStudentReadsInStep3() throws IOException {
        Translation german = Translation.read(Kit.find(Steps.all()).home().resolve("translations/de"));

        assertThat(german.text("""
                the state has shape (5, 2), expected (2, 5)
                This is what comes out when batchSize and numHiddens are exchanged;
                or when numHiddens is given twice; the first size must be batchSize
                Hint: ./rnnkit hint 3
                """)).isEqualTo("""
                der Zustand hat die Form (5, 2), erwartet wird (2, 5)
                Genau das ergibt dieser Fehler: batchSize und numHiddens sind vertauscht;
                oder dieser: numHiddens steht zweimal da; die erste Größe muss batchSize sein
                Tipp: ./rnnkit hint 3
                """);
        assertThat(german.text("the state must be zero everywhere, but holds 1.0 in some places. Random numbers belong to "
                + "the parameters. Take zeros; if you took create(shape), it leaves the memory as it was"))
                .startsWith("der Zustand muss überall null sein, enthält aber 1.0 an manchen Stellen. Zufallszahlen");
    }
}
