package org.rnnkit.grader.classroom;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.error.UsageException;

/** Tests of the list of submissions in a folder, and of their names. */
class ClassSubmissionTest {

    @TempDir
    private Path folder;

    @Test
    void listsFoldersAndArchivesAndNothingElse() throws IOException {
        for (String name : new String[] {"zoe", "Ada Lovelace_123_assignsubmission_file", "out", "__MACOSX", ".git"}) {
            Files.createDirectory(folder.resolve(name));
        }
        for (String name : new String[] {"bob_1_2_work.zip", "zoe.zip", "carl.rar", "metadata.yml", "scores.csv.zip"}) {
            Files.writeString(folder.resolve(name), "");
        }

        assertThat(ClassSubmission.list(folder, folder.resolve("out"))).extracting(ClassSubmission::name).containsExactly(
                "Ada Lovelace_123_assignsubmission_file", "bob_1_2_work", "carl.rar", "scores.csv.zip_", "zoe", "zoe.zip_");
    }

    @Test
    void rejectsAFolderWithoutSubmissions() {
        Path out = folder.resolve("out");
        assertThatThrownBy(() -> ClassSubmission.list(folder, out)).isInstanceOf(UsageException.class)
                .hasMessageContaining("no submission");
        assertThatThrownBy(() -> ClassSubmission.list(folder.resolve("x"), out)).isInstanceOf(UsageException.class)
                .hasMessageContaining("no folder");
    }

    /** In these folders the results would count as a submission next time, or be mixed with the files of one. */
    @ParameterizedTest
    @ValueSource(strings = {"", "ada/marks", "new/marks"})
    void rejectsResultsAmongTheSubmissions(String out) throws IOException {
        Files.createDirectory(folder.resolve("ada"));
        Files.writeString(folder.resolve("ada/A.java"), "");

        assertThatThrownBy(() -> ClassSubmission.list(folder, folder.resolve(out).normalize()))
                .isInstanceOf(UsageException.class).hasMessageContaining("among the submissions");
    }
}
