package org.rnnkit.grader.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.error.GraderException;

/** Where nothing can be written, nothing is said of the steps. */
class DiskSpaceTest {

    @TempDir
    private Path folder;

    @Test
    void triesAndLeavesNothingBehind() {
        DiskSpace.require(folder);

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void isTheGradersOwnTroubleWhereThereIsNone() {
        assertThatThrownBy(() -> DiskSpace.require(folder.resolve("missing"))).isInstanceOf(GraderException.class)
                .hasMessageContaining("disk full");
    }
}
