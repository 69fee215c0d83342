package org.rnnkit.bench.race;

import java.io.IOException;
import java.nio.file.Path;
import org.rnnkit.bench.error.BenchException;

/** A process that keeps one core busy until it is closed. */
public final class BusyCore implements AutoCloseable {

    private final Process process;

    /** Starts the process. */
    public BusyCore() {
        try {
            process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), BusyCore.class.getName()).start();
        } catch (IOException e) {
            throw new BenchException("The process that keeps a core busy does not start: " + e.getMessage());
        }
    }

    /**
     * Spins until standard input ends. That also happens when the bench has ended.
     *
     * @param args not used
     * @throws IOException if standard input can't be read
     */
    public static void main(String[] args) throws IOException {
        Thread spinning = new Thread(() -> {
            while (true) {
                Thread.onSpinWait();
            }
        });
        spinning.setDaemon(true);
        spinning.start();
        while (System.in.read() >= 0) {
            // The bench sends nothing; only the end of the stream matters.
        }
    }

    /** Tells whether the process still runs. */
    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends the process and waits until it has ended, so that it does not disturb the next measurement. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
