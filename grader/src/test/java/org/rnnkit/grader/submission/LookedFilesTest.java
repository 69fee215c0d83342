package org.rnnkit.grader.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.submission.StepSources.IgnoredFiles;

/** Tests of the limits for files that are only looked into. */
class LookedFilesTest {

    private static final int MEGABYTE = 1_000_000;
    private static final int FILES = 200;
    private static final int LIMIT = 51;

    @TempDir
    private Path folder;

    private int read;

    private SubmissionEntry large(String path) {
        return SubmissionEntry.of(path, MEGABYTE, () -> {
            read++;
            return new ByteArrayInputStream(new byte[MEGABYTE]);
        }, null);
    }

    @Test
    void noMoreFilesAreComparedWithTheKitsThanAKitHas() throws IOException {
        IgnoredFiles ignored = new IgnoredFiles(List.of(), Map.of());
        Path original = Files.write(folder.resolve("pom.xml"), new byte[MEGABYTE]);

        for (int i = 0; i < FILES; i++) {
            ignored.addOther(large("pom.xml"), "pom.xml", original, "");
        }

        assertThat(read).isPositive().isLessThanOrEqualTo(LIMIT);
    }

    @Test
    void noMoreHelperClassesAreLookedForThanAStudentWrites() throws IOException {
        StepSources sources = new StepSources(new IgnoredFiles(List.of(), Map.of()));

        for (int i = 0; i < FILES; i++) {
            sources.look(large("util/Helper" + i + ".java"));
        }

        assertThat(read).isPositive().isLessThanOrEqualTo(LIMIT);
    }
}
