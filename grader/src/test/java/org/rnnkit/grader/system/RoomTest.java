package org.rnnkit.grader.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.error.GraderTrouble;

/** Where nothing can be written, nothing is said of the steps. */
class RoomTest {

    @TempDir
    private Path folder;

    @Test
    void triesAndLeavesNothingBehind() {
        Room.demand(folder);

        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void isTheGradersOwnTroubleWhereThereIsNone() {
        assertThatThrownBy(() -> Room.demand(folder.resolve("missing"))).isInstanceOf(GraderTrouble.class)
                .hasMessageContaining("disk full");
    }
}
