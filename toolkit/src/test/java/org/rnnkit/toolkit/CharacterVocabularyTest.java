package org.rnnkit.toolkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.modality.nlp.Vocabulary;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of the order of tokens, and of the counts that the d2l book gives. */
class CharacterVocabularyTest {

    /** The novel, a file that is on some machines only. */
    private static final Path NOVEL = Path.of("../../shared/data/timemachine.txt");

    @Test
    void putsUnknownFirstAndThenOrdersByFrequencyAndFirstAppearance() {
        assertThat(CharacterVocabulary.tokens(CharacterVocabulary.of("zebra raze")))
                .containsExactly("<unk>", "z", "e", "r", "a", "b", " ");
    }

    @Test
    void givesUnknownCharactersIndexZero() {
        Vocabulary vocabulary = CharacterVocabulary.of("aab");

        assertThat(CharacterVocabulary.indices(vocabulary, "ba?a")).containsExactly(2, 1, 0, 1);
        assertThat(CharacterVocabulary.indices(vocabulary, "")).isEmpty();
    }

    @Test
    void keepsTheOrderOfGivenTokens() {
        List<String> tokens = CharacterVocabulary.tokens(CharacterVocabulary.of("hello"));
        Vocabulary vocabulary = CharacterVocabulary.ofTokens(tokens);

        assertThat(CharacterVocabulary.tokens(vocabulary)).containsExactly("<unk>", "l", "h", "e", "o");
        assertThat(vocabulary.getIndex("x")).isZero();
    }

    @Test
    void countsTheNovelAsTheBookDoes() throws IOException {
        assumeTrue(Files.exists(NOVEL), "The Time Machine is not on this machine");
        byte[] content = Files.readAllBytes(NOVEL);
        String characters = TextCleaning.clean(Files.readString(NOVEL));
        Vocabulary vocabulary = CharacterVocabulary.of(characters);

        assertThat(RemoteText.TIME_MACHINE.matches(content)).isTrue();
        assertThat(characters).hasSize(173_428);
        assertThat(vocabulary.size()).isEqualTo(28);
        assertThat(CharacterVocabulary.tokens(vocabulary)).startsWith("<unk>", " ", "e", "t");
        assertThat(count(characters, ' ')).isEqualTo(32_775);
        assertThat(count(characters, 'e')).isEqualTo(17_838);
        assertThat(count(characters, 't')).isEqualTo(13_515);
    }

    private static long count(String characters, char character) {
        return characters.chars().filter(c -> c == character).count();
    }
}
