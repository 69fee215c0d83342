package org.rnnkit.grader.classroom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.rnnkit.grader.GraderTrouble;

/** Writes a text beside its place, then moves it there whole. */
final class TextFile {

    private TextFile() {}

    static void write(String text, Path file) {
        Path beside = file.resolveSibling(file.getFileName() + ".part");
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(beside, text);
            Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new GraderTrouble(file + " can't be written: " + e.getMessage(), e);
        }
    }
}
