package org.rnnkit.grader.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources that are meant for the compiler itself. */
class JavaCompileTest {

    @TempDir
    private Path folder;

    /** A compiler that was left behind may still write to the folder that is to be deleted. */
    @AfterEach
    void waitForTheCompiler() throws InterruptedException {
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.getName().equals("javac")) {
                thread.join();
            }
        }
    }

    private String compile(String source, int seconds) throws IOException {
        Path file = Files.writeString(folder.resolve("A.java"), source);
        return new JavaCompile(folder, Duration.ofSeconds(seconds))
                .compile(List.of(file), List.of(), Files.createDirectories(folder.resolve("none")), folder.resolve("out"));
    }

    @Test
    void compilesWhatIsRight() throws IOException {
        assertThat(compile("class A {}", 60)).isEmpty();
        assertThat(folder.resolve("out/A.class")).exists();
    }

    @Test
    void givesUpWhatTakesTooLong() throws IOException {
        assertThat(compile("class A {}", 0)).isEqualTo("the compiler did not come to an end within 0 seconds");
    }

    @Test
    void survivesAnExpressionTooDeepForIt() throws IOException {
        assertThat(compile("class A { int x = " + "(".repeat(300_000) + "1" + ")".repeat(300_000) + "; }", 60))
                .contains("the compiler gave up");
    }
}
