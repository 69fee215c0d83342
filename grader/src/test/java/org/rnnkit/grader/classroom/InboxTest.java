package org.rnnkit.grader.classroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.error.UsageException;

/** Tests of the list of submissions in a folder, and of their names. */
class InboxTest {

    @TempDir
    private Path folder;

    @Test
    void listsFoldersAndArchivesAndNothingElse() throws IOException {
        for (String name : new String[] {"zoe", "Ada Lovelace_123_assignsubmission_file", "out", "__MACOSX", ".git"}) {
            Files.createDirectory(folder.resolve(name));
        }
        for (String name : new String[] {"bob_1_2_work.zip", "zoe.zip", "carl.rar", "metadata.yml", "scores.csv.zip",
            "class.json.zip"}) {
            Files.writeString(folder.resolve(name), "");
        }

        assertThat(Inbox.read(folder, folder.resolve("out")).submissions()).extracting(ClassSubmission::name).containsExactly(
                "Ada Lovelace_123", "bob_1", "carl", "class.json-2", "scores.csv-2", "zoe", "zoe-2");
    }

    @Test
    void rejectsAFolderWithoutSubmissions() {
        Path out = folder.resolve("out");
        assertThatThrownBy(() -> Inbox.read(folder, out)).isInstanceOf(UsageException.class)
                .hasMessageContaining("no submission");
        assertThatThrownBy(() -> Inbox.read(folder.resolve("x"), out)).isInstanceOf(UsageException.class)
                .hasMessageContaining("no folder");
    }

    /** In these folders the results would count as a submission next time, or be mixed with the files of one. */
    @ParameterizedTest
    @ValueSource(strings = {"", "ada/marks", "new/marks"})
    void rejectsResultsAmongTheSubmissions(String out) throws IOException {
        Files.createDirectory(folder.resolve("ada"));
        Files.writeString(folder.resolve("ada/A.java"), "");

        assertThatThrownBy(() -> Inbox.read(folder, folder.resolve(out).normalize()))
                .isInstanceOf(UsageException.class).hasMessageContaining("among the submissions");
    }

    /** "NAME.zip" becomes "NAME" without spaces around it, which must not lead out of the results or to the grader's files. */
    @Test
    void noNameLeadsOutOfTheResults() throws IOException {
        for (String file : new String[] {" .graded.zip", " ...zip", " ..zip", "  .zip", "ADA.zip", "ada.ZIP", "Ada"}) {
            Files.writeString(folder.resolve(file), "");
        }
        Files.delete(folder.resolve("Ada"));
        Files.createDirectory(folder.resolve("Ada"));

        List<ClassSubmission> all = Inbox.read(folder, folder.resolve("out")).submissions();

        assertThat(all).extracting(ClassSubmission::name).containsExactlyInAnyOrder("_graded", "_", "_-2", "_-3", "Ada",
                "ADA-2", "ada-3");
        assertThat(all).filteredOn(ClassSubmission::isRenamed).hasSize(6);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void comparesFoldersAndNotTheirPaths() throws IOException {
        Path inbox = Files.createDirectories(folder.resolve("class/inbox"));
        Files.createDirectories(inbox.resolve("ada"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), inbox);
        Path out = Files.createDirectories(inbox.resolve("out"));

        assertThat(Inbox.read(link, out).submissions()).extracting(ClassSubmission::name).containsExactly("ada");
        assertThatThrownBy(() -> Inbox.read(link, inbox)).hasMessageContaining("among the submissions");
        assertThatThrownBy(() -> Inbox.read(inbox, link.resolve("ada/new")))
                .hasMessageContaining("among the submissions");
        Path elsewhere = Files.createDirectories(folder.resolve("elsewhere"));
        Files.createSymbolicLink(inbox.resolve("carl"), elsewhere);
        assertThatThrownBy(() -> Inbox.read(inbox, elsewhere.resolve("marks")))
                .hasMessageContaining("among the submissions");
        Path results = Files.createDirectories(folder.resolve("results/bob"));
        Files.createSymbolicLink(inbox.resolve("bob"), results);
        assertThatThrownBy(() -> Inbox.read(inbox, folder.resolve("results")))
                .hasMessageContaining("among the submissions");
    }

    /** Otherwise the report of a submission called inbox would be written into the inbox. */
    @Test
    void theInboxKeepsItsNameInTheResults() throws IOException {
        Files.createDirectories(folder.resolve("inbox/inbox"));

        assertThat(Inbox.read(folder.resolve("inbox"), folder).submissions()).extracting(ClassSubmission::name)
                .containsExactly("inbox-2");
    }
}
