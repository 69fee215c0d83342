package org.rnnkit.grader.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.error.GraderException;

/** Tests of the check for free disk space. */
class DiskSpaceTest {

    @TempDir
    private Path folder;

    @Test
    void leavesNoFileBehind() {
        DiskSpace.require(folder);

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void reportsAGraderErrorIfNothingCanBeWritten() {
        assertThatThrownBy(() -> DiskSpace.require(folder.resolve("missing"))).isInstanceOf(GraderException.class)
                .hasMessageContaining("disk full");
    }
}
