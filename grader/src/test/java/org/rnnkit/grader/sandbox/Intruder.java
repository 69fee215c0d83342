package org.rnnkit.grader.sandbox;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A program that tries forbidden actions, one after the other, and prints the result of each. */
final class Intruder {

    private static final int MEGABYTE = 1 << 20;
    /** Memory and open files that the program has taken. It keeps them to its end. */
    private static final List<Object> TAKEN = new ArrayList<>();

    private Intruder() {}

    /** Tries each action. The arguments are pairs of an action's name and its argument. */
    public static void main(String[] args) throws Exception {
        try {
            for (int i = 0; i < args.length; i += 2) {
                System.out.println(attempt(args[i], args[i + 1]));
            }
        } finally {
            // Ends the process even if threads are still running.
            Runtime.getRuntime().halt(0);
        }
    }

    private static String attempt(String action, String argument) throws Exception {
        try {
            return run(action, argument);
        } catch (IOException | UnsupportedOperationException refused) {
            return "refused: " + refused;
        } catch (OutOfMemoryError full) {
            return "no memory";
        }
    }

    private static String run(String action, String argument) throws Exception {
        return switch (action) {
            case "read" -> "read " + Files.readString(Path.of(argument));
            case "list" -> "listed " + String.join(" ", Path.of(argument).toFile().list());
            case "write" -> "wrote " + Files.writeString(Path.of(argument), "x");
            case "connect" -> {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(argument))) {
                    yield "connected " + socket.isConnected();
                }
            }
            case "environment" -> String.join(" ", System.getenv().keySet());
            case "processes" -> ProcessHandle.allProcesses().map(process -> String.valueOf(process.pid()))
                    .collect(Collectors.joining(" "));
            case "shell" -> shell(argument);
            case "leave" -> "left " + new ProcessBuilder("setsid", "sleep", argument).start().isAlive();
            case "sleep" -> {
                Thread.sleep(Math.round(Double.parseDouble(argument) * 1_000));
                yield "slept";
            }
            case "memory" -> memory(Integer.parseInt(argument));
            case "threads" -> threads(Integer.parseInt(argument));
            case "disk" -> disk(Integer.parseInt(argument));
            case "deleted" -> deleted(Integer.parseInt(argument));
            default -> throw new IllegalArgumentException(action);
        };
    }

    private static String shell(String command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("/usr/bin/sh", "-c", command).redirectErrorStream(true).start();
        String output = new String(shell.getInputStream().readAllBytes()).strip().replace('\n', ' ');
        return "exit value " + shell.waitFor() + ": " + output;
    }

    /** Allocates memory outside the heap. */
    private static String memory(int megabytes) {
        for (int i = 0; i < megabytes; i += 64) {
            ByteBuffer more = ByteBuffer.allocateDirect(64 * MEGABYTE);
            for (int at = 0; at < more.capacity(); at += 4_096) {
                more.put(at, (byte) 1);
            }
            TAKEN.add(more);
        }
        return "took " + TAKEN.size();
    }

    private static String threads(int number) {
        for (int i = 0; i < number; i++) {
            Thread thread = new Thread(() -> {
                try {
                    Thread.sleep(60_000);
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            thread.setDaemon(true);
            thread.start();
        }
        return "started " + number;
    }

    /** Writes to files that it has deleted and keeps open. */
    private static String deleted(int megabytes) throws IOException {
        for (int i = 0; i < megabytes; i++) {
            OutputStream file = Files.newOutputStream(Path.of("file" + i));
            TAKEN.add(file);
            Files.delete(Path.of("file" + i));
            file.write(new byte[MEGABYTE]);
        }
        return "wrote " + megabytes;
    }

    /** Writes many files of 1 MB. */
    private static String disk(int megabytes) throws IOException {
        for (int i = 0; i < megabytes; i++) {
            Files.write(Path.of("file" + i), new byte[MEGABYTE]);
        }
        return "wrote " + megabytes;
    }
}
