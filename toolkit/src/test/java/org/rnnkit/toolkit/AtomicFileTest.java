package org.rnnkit.toolkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of files that are written completely or not at all. */
class AtomicFileTest {

    @TempDir
    private Path folder;

    @Test
    void createsFoldersReplacesFilesAndLeavesNothingElse() throws IOException {
        Path file = folder.resolve("a/b/file.bin");
        AtomicFile.write(file, new byte[] {1, 2, 3});
        AtomicFile.write(file, new byte[] {4});

        assertThat(file).hasBinaryContent(new byte[] {4});
        assertThat(file.getParent().toFile().list()).containsExactly("file.bin");
    }

    @Test
    void leavesNoTemporaryFileAfterAFailure() throws IOException {
        Path inTheWay = folder.resolve("name/child");
        Files.createDirectories(inTheWay);

        assertThatThrownBy(() -> AtomicFile.write(folder.resolve("name"), new byte[] {1}))
                .isInstanceOf(IOException.class);
        assertThat(folder.toFile().list()).containsExactly("name");
        assertThat(inTheWay).exists();
    }
}
