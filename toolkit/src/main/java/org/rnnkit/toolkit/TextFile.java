package org.rnnkit.toolkit;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** A text in a file that the user names. */
final class TextFile {

    private TextFile() {}

    /**
     * Reads and cleans the file.
     *
     * @param file a UTF-8 text
     * @param namedBy the option or variable that names the file, such as "--text", for error messages
     * @return the cleaned text
     * @throws TextException if the file is missing, a folder, unreadable, not UTF-8 or without letters
     */
    static Text read(Path file, String namedBy) {
        if (Files.isDirectory(file)) {
            throw error(file, namedBy, "is a folder: name a text file in it");
        }
        String characters;
        try {
            characters = TextCleaning.clean(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw error(file, namedBy, "does not exist: name a UTF-8 text, or none for the kit's own");
        } catch (CharacterCodingException e) {
            throw error(file, namedBy, "is not a UTF-8 text: save it as UTF-8, or name another file");
        } catch (IOException e) {
            throw error(file, namedBy, "cannot be read (" + e.getClass().getSimpleName() + "): name another file");
        }
        if (characters.isEmpty()) {
            throw error(file, namedBy, "has no letters from a to z: name a file with some text in it");
        }
        return new Text(characters, "file " + file);
    }

    private static TextException error(Path file, String namedBy, String problem) {
        return new TextException("The text file " + file + " (" + namedBy + ") " + problem + ".");
    }
}
