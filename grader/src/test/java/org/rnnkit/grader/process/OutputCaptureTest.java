package org.rnnkit.grader.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests that the beginning of a worker's output is kept and the rest counted. */
class OutputCaptureTest {

    @Test
    void keepsTheBeginningAndCountsTheRest() throws InterruptedException {
        List<String> lines = new ArrayList<>();
        String printed = "first\n" + "x y ".repeat(1_498) + "zz\nlast\n";

        String kept = OutputCapture.start(stream(printed), lines::add).text();

        assertThat(kept).startsWith("first\nx y").endsWith("zz\n… (6 more bytes were printed)\n").doesNotContain("last");
        assertThat(lines).containsExactly("first", "x y ".repeat(1_498) + "zz", "last");
    }

    @Test
    void addsNoNoteToCompleteOutput() throws InterruptedException {
        assertThat(OutputCapture.start(stream("all of it"), line -> { }).text()).isEqualTo("all of it");
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Java closes the pipe under the reader, and keeps the rest, when the process ends at a bad moment. */
    @Test
    void readsTheRestOfAPipeThatIsClosedAtTheProcessesEnd() throws InterruptedException {
        InputStream closedOnce = new SequenceInputStream(new ByteArrayInputStream("begin ".getBytes(StandardCharsets.UTF_8)),
                new ByteArrayInputStream("end".getBytes(StandardCharsets.UTF_8))) {
            private int reads;

            @Override
            public int read(byte[] buffer, int from, int length) throws IOException {
                reads++;
                if (reads == 2) {
                    throw new IOException("Stream closed");
                }
                return super.read(buffer, from, length);
            }
        };
        assertThat(OutputCapture.start(closedOnce, line -> { }).text()).isEqualTo("begin end");
    }
}
