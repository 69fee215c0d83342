package org.rnnkit.grader.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests that the usage of a process and its descendants is added up, with a made-up /proc. */
class ProcessUsageTest {

    @TempDir
    private Path proc;

    @Test
    void addsUpAProcessAndItsDescendants() throws IOException {
        process(1, 0, 7, 1);
        process(10, 1, 100, 3);
        process(11, 10, 20, 2);
        process(12, 11, 3, 1);
        process(13, 1, 9_999, 99);
        Files.writeString(Files.createDirectories(proc.resolve("14")).resolve("status"), "State:\tZ (zombie)\n");
        Files.createDirectories(proc.resolve("15"));

        assertThat(ProcessUsage.measure(proc, 10)).isEqualTo(new ProcessUsage(123, 6));
        assertThat(ProcessUsage.measure(proc, 99)).isEqualTo(new ProcessUsage(0, 0));
        assertThat(ProcessUsage.measure(proc.resolve("not-there"), 10)).isEqualTo(new ProcessUsage(0, 0));
    }

    /** As a program does that ends its first thread to look like a process that has ended. */
    @Test
    void countsTheMemoryOfAProcessWhoseFirstThreadHasEnded() throws IOException {
        process(10, 1, 100, 1);
        String dead = "State:\tZ (zombie)\nPPid:\t10\nThreads:\t2\n";
        Path threads = proc.resolve("11/task");
        Files.writeString(Files.createDirectories(threads.resolve("11")).resolve("status"), dead);
        Files.writeString(Files.createDirectories(threads.resolve("12")).resolve("status"), "VmRSS:\t 70000 kB\n");
        Files.writeString(proc.resolve("11/status"), dead);

        assertThat(ProcessUsage.measure(proc, 10)).isEqualTo(new ProcessUsage(70_100, 3));
    }

    private void process(long pid, long parent, long kilobytes, int threads) throws IOException {
        Files.writeString(Files.createDirectories(proc.resolve(String.valueOf(pid))).resolve("status"), """
                Name:\tjava
                PPid:\t%d
                VmPeak:\t 9999999 kB
                VmRSS:\t   %d kB
                Threads:\t%d
                """.formatted(parent, kilobytes, threads));
    }
}
