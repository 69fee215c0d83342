package org.rnnkit.bench.parts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.Test;
import org.rnnkit.bench.error.BenchException;
import org.rnnkit.bench.result.Part;

/** Tests of the measurement with JMH. */
class PartsTest {

    private static final Parts SHORT = new Parts(1, 0.01);

    @Test
    void measuresEachPart() {
        assertThat(SHORT.measure()).allMatch(part -> part.milliseconds().median() > 0).extracting(Part::name)
                .containsExactlyInAnyOrder("backward", "batchMaking", "clip", "forward", "oneHot", "update", "engineStart");
    }

    @Test
    void failsWhileAnotherJmhRuns() throws IOException {
        Path lockFile = Path.of(System.getProperty("java.io.tmpdir"), "jmh.lock");
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock ours = channel.lock()) {
            assertThat(ours.isValid()).isTrue();
            assertThatThrownBy(SHORT::measure).isInstanceOf(BenchException.class).hasMessageContaining("above");
        }
    }
}
