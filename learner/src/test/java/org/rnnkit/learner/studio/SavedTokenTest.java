package org.rnnkit.learner.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.learner.studio.RunningStudio.SavedToken;

/** The token that stays the same from start to start. */
class SavedTokenTest {

    @TempDir
    private Path folder;

    private Path file() {
        return folder.resolve("runs/.studio-token");
    }

    @Test
    void isTheSameAtTheNextStartAndOnlyItsUserCanReadIt() throws IOException {
        String token = SavedToken.of(file());

        assertThat(token).matches("[A-Za-z0-9_-]{24}");
        assertThat(SavedToken.of(file())).isEqualTo(token);
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file()))).isEqualTo("rw-------");
    }

    @Test
    void isANewOneIfOthersCouldReadIt() throws IOException {
        String token = SavedToken.of(file());
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));

        String next = SavedToken.of(file());

        assertThat(next).isNotEqualTo(token);
        assertThat(SavedToken.of(file())).isEqualTo(next);
    }

    @Test
    void isANewOneIfTheFileHasNoneOrIsALink() throws IOException {
        Files.createDirectories(file().getParent());
        Files.writeString(file(), "../../etc\n");
        assertThat(SavedToken.of(file())).matches("[A-Za-z0-9_-]{24}");

        Path other = folder.resolve("other");
        String token = SavedToken.of(other);
        Files.delete(file());
        Files.createSymbolicLink(file(), other);
        assertThat(SavedToken.of(file())).isNotEqualTo(token);
        assertThat(Files.isSymbolicLink(file())).isFalse();
        assertThat(Files.readString(other)).isEqualTo(token + "\n");
    }

    @Test
    void worksWhereNothingCanBeWritten() throws IOException {
        Files.writeString(folder.resolve("runs"), "a file in the place of the folder");

        assertThat(SavedToken.of(file())).matches("[A-Za-z0-9_-]{24}");
    }
}
