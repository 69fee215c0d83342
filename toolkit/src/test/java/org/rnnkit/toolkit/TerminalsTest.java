package org.rnnkit.toolkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jline.terminal.Terminal;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of a program in a terminal. */
class TerminalsTest {

    private static final String CTRL_C = "\u0003";
    /** A build in the background ignores Ctrl-C, and so would its processes. */
    private static final String IN_A_TERMINAL = "import os, pty, signal, sys; "
            + "signal.signal(signal.SIGINT, signal.SIG_DFL); "
            + "sys.exit(os.waitstatus_to_exitcode(pty.spawn(sys.argv[1:])))";

    /** A program that shows a bar, opens the terminal, and waits until it is interrupted. */
    public static final class Program {

        private Program() {}

        public static void main(String[] args) throws IOException, InterruptedException {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> new File(args[0]).delete()));
            try (Terminal terminal = Terminals.open()) {
                System.out.println(Terminals.width(terminal));
            }
            try (TerminalBar bar = TerminalBar.withRate("Program", 2, System.out)) {
                bar.step(1);
                System.out.println("ready");
                Thread.sleep(60_000);
            }
        }
    }

    @Test
    @Tag("slow")
    void ctrlCRunsTheShutdownHooks(@TempDir Path folder) throws IOException, InterruptedException {
        assumeTrue(Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .anyMatch(place -> Files.isExecutable(Path.of(place, "python3"))), "python3 is not on this machine");
        Path left = Files.createFile(folder.resolve("left"));
        Process process = new ProcessBuilder("python3", "-c", IN_A_TERMINAL, "java", "-cp",
                System.getProperty("java.class.path"), Program.class.getName(), left.toString())
                .redirectErrorStream(true).start();
        String line = process.inputReader().readLine();
        while (line != null && !line.contains("ready")) {
            line = process.inputReader().readLine();
        }

        process.outputWriter().append(CTRL_C).flush();

        assertThat(process.waitFor()).isEqualTo(130);
        assertThat(left).doesNotExist();
    }
}
