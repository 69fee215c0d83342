package org.rnnkit.grader.submission;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
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

    /** A tree of large files, which counts how many of them are read. */
    private static final class LargeFiles implements FileTree {

        private int read;

        @Override
        public List<SubmissionEntry> entries() {
            return List.of();
        }

        @Override
        public InputStream open(SubmissionEntry entry) {
            read++;
            return new ByteArrayInputStream(new byte[MEGABYTE]);
        }
    }

    @Test
    void noMoreFilesAreComparedWithTheKitsThanAKitHas() throws IOException {
        LargeFiles tree = new LargeFiles();
        IgnoredFiles ignored = new IgnoredFiles(List.of(), Map.of());
        Path original = Files.write(folder.resolve("pom.xml"), new byte[MEGABYTE]);

        for (int i = 0; i < FILES; i++) {
            ignored.addOther(SubmissionEntry.of("pom.xml", MEGABYTE, ""), tree, "pom.xml", original, "");
        }

        assertThat(tree.read).isPositive().isLessThanOrEqualTo(LIMIT);
    }

    @Test
    void noMoreHelperClassesAreLookedForThanAStudentWrites() throws IOException {
        LargeFiles tree = new LargeFiles();
        StepSources sources = new StepSources(tree, new IgnoredFiles(List.of(), Map.of()));

        for (int i = 0; i < FILES; i++) {
            sources.look(SubmissionEntry.of("util/Helper" + i + ".java", MEGABYTE, ""));
        }

        assertThat(tree.read).isPositive().isLessThanOrEqualTo(LIMIT);
    }
}
