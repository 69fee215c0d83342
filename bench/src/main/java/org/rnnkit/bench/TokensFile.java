package org.rnnkit.bench;

import ai.djl.modality.nlp.DefaultVocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.Text;

/**
 * The text's tokens in files with one byte for each token, which a process in any language can read. The files are in a
 * temporary folder, which {@link #close} deletes.
 */
final class TokensFile implements AutoCloseable {

    private final Path folder;
    private final byte[] tokens;
    private final int vocabSize;

    /**
     * Turns a text into tokens and creates the folder.
     *
     * @param text a text of lower-case letters and spaces
     */
    TokensFile(Text text) {
        DefaultVocabulary vocabulary = CharacterVocabulary.of(text.characters());
        int[] indices = CharacterVocabulary.indices(vocabulary, text.characters());
        tokens = new byte[indices.length];
        for (int i = 0; i < indices.length; i++) {
            tokens[i] = (byte) indices[i];
        }
        vocabSize = (int) vocabulary.size();
        try {
            folder = Files.createTempDirectory("rnnkit-bench");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int vocabSize() {
        return vocabSize;
    }

    /** Writes a file with this number of tokens, unless it exists, and returns it. A text that is too short is repeated. */
    Path write(int length) {
        Path file = folder.resolve(String.valueOf(length));
        try {
            if (Files.notExists(file)) {
                byte[] all = new byte[length];
                for (int i = 0; i < length; i++) {
                    all[i] = tokens[i % tokens.length];
                }
                Files.write(file, all);
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try (var files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
            Files.delete(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
