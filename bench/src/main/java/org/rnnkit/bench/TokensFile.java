package org.rnnkit.bench;

import ai.djl.modality.nlp.DefaultVocabulary;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.Text;

/** The text for processes in any language: files with a byte a token, in a folder that is removed at the end. */
final class TokensFile implements AutoCloseable {

    private final Path folder;
    private final byte[] tokens;
    private final int vocabSize;

    /**
     * Turns a text into tokens.
     *
     * @param text of lower-case letters and spaces
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

    /** A file with the first so many tokens; if the text has fewer, it begins anew. */
    Path of(int length) {
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
