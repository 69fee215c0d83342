package org.rnnkit.grader.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Tests of the programs that the kit runs to see whether they work. */
class CommandProbeTest {

    /** Shows which options another Java gets that this program starts. */
    static final class Probing {

        private Probing() {}

        public static void main(String[] args) {
            System.out.println(CommandProbe.run(List.of(JvmCommand.java().toString(), "-XX:+UseSerialGC", "-version"),
                    Duration.ofMinutes(1)).line());
        }
    }

    /** Two garbage collectors at once would end it, and Java's note about the variable would be its first line. */
    @Test
    void givesNoProgramTheOptionsOfAnotherJava() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(JvmCommand.java().toString(), "-cp", System.getProperty("java.class.path"),
                Probing.class.getName()).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().put("JAVA_TOOL_OPTIONS", "-XX:+UseG1GC");

        Process process = builder.start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)).startsWith("openjdk version");
    }

    @Test
    void saysWhatCanNotBeRun() {
        assertThat(CommandProbe.run(List.of(Path.of("no-such-program").toString()), Duration.ofSeconds(1)).line())
                .isEqualTo("no-such-program is not there, or can't be run");
    }
}
