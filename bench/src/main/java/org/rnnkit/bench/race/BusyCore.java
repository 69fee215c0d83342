package org.rnnkit.bench.race;

import java.io.IOException;
import java.nio.file.Path;
import org.rnnkit.bench.error.BenchException;

/** A neighbour: a process that keeps one core busy until it is closed. */
public final class BusyCore implements AutoCloseable {

    private final Process process;

    /** Starts it. */
    public BusyCore() {
        try {
            process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:+UseSerialGC", "-cp", System.getProperty("java.class.path"), BusyCore.class.getName()).start();
        } catch (IOException e) {
            throw new BenchException("The process that keeps a core busy does not start: " + e.getMessage());
        }
    }

    /**
     * Spins until standard input ends, and so also when whoever started it is gone.
     *
     * @param args none
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
            // Nothing is ever said.
        }
    }

    /** Whether it still runs. */
    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it, and waits until it is gone: the next measurement is to be without it. */
    @Override
    public void close() {
        process.destroyForcibly().onExit().join();
    }
}
