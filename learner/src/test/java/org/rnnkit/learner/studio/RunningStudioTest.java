package org.rnnkit.learner.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that a second studio of the same copy finds the first one, and that the token stays the same. */
class RunningStudioTest {

    @TempDir
    private Path folder;

    @Test
    void aSecondOneGetsTheAddressOfTheFirst() throws IOException {
        Path runs = folder.resolve("runs");
        String token = SavedToken.of(runs.resolve(SavedToken.FILE));
        try (RunningStudio first = RunningStudio.begin(runs).orElseThrow()) {
            first.at("http://127.0.0.1:7080/" + token + "/");

            assertThat(RunningStudio.begin(runs)).isEmpty();
            assertThat(RunningStudio.address(runs)).isEqualTo("http://127.0.0.1:7080/" + token + "/");
            assertThat(Files.readString(runs.resolve(".studio-running"))).as("others may read it").doesNotContain(token);
        }
        try (RunningStudio next = RunningStudio.begin(runs).orElseThrow()) {
            next.at("https://name-7081.example/" + token + "/");
            assertThat(RunningStudio.address(runs)).isEqualTo("https://name-7081.example/" + token + "/");
        }
    }

    @Test
    void startsWhereNothingCanBeWritten() throws IOException {
        Files.writeString(folder.resolve("runs"), "a file in the place of the folder");

        try (RunningStudio studio = RunningStudio.begin(folder.resolve("runs")).orElseThrow()) {
            studio.at("http://127.0.0.1:7080/token/");
        }
    }

    private Path file() {
        return folder.resolve("runs/.studio-token");
    }

    @Test
    void theTokenIsTheSameAtTheNextStartAndOnlyItsUserCanReadIt() throws IOException {
        String token = SavedToken.of(file());

        assertThat(token).matches("[A-Za-z0-9_-]{24}");
        assertThat(SavedToken.of(file())).isEqualTo(token);
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file()))).isEqualTo("rw-------");
    }

    @Test
    void theTokenIsANewOneIfOthersCouldReadIt() throws IOException {
        String token = SavedToken.of(file());
        assumeTrue(Files.getFileStore(folder).supportsFileAttributeView("posix"));
        Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString("rw-r--r--"));

        String next = SavedToken.of(file());

        assertThat(next).isNotEqualTo(token);
        assertThat(SavedToken.of(file())).isEqualTo(next);
    }

    @Test
    void theTokenIsANewOneIfTheFileHasNoneOrIsALink() throws IOException {
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
    void theTokenIsANewOneWhereNothingCanBeWritten() throws IOException {
        Files.writeString(folder.resolve("runs"), "a file in the place of the folder");

        assertThat(SavedToken.of(file())).matches("[A-Za-z0-9_-]{24}");
    }
}
