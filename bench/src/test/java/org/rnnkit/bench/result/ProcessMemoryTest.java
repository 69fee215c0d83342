package org.rnnkit.bench.result;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of the memory that Linux reports for a process. */
class ProcessMemoryTest {

    @Test
    void readsTheStatusFile() {
        assertThat(ProcessMemory.parse(List.of("Name:\tjava", "VmHWM:\t  204800 kB", "VmRSS:\t  102400 kB")))
                .isEqualTo(new ProcessMemory(100.0, 200.0));
    }

    @Test
    void isNullIfTheSystemDoesNotReportIt() {
        assertThat(ProcessMemory.parse(List.of("Name:\tjava"))).isEqualTo(new ProcessMemory(null, null));
        assertThat(ProcessMemory.of(-1)).isEqualTo(new ProcessMemory(null, null));
    }
}
