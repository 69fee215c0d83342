package org.rnnkit.grader.sandbox;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** A program that tries what a student's code has no business with, one thing after another, and says what came of it. */
final class Intruder {

    private static final int MEGABYTE = 1 << 20;

    private Intruder() {}

    /** Tries each: what, with what, what, with what, ... */
    public static void main(String[] args) throws Exception {
        try {
            for (int i = 0; i < args.length; i += 2) {
                System.out.println(attempt(args[i], args[i + 1]));
            }
        } finally {
            // Without a look at the threads that are left.
            Runtime.getRuntime().halt(0);
        }
    }

    private static String attempt(String what, String with) throws Exception {
        try {
            return unguarded(what, with);
        } catch (IOException | UnsupportedOperationException refused) {
            return "refused: " + refused;
        }
    }

    private static String unguarded(String what, String with) throws Exception {
        return switch (what) {
            case "read" -> "read " + Files.readString(Path.of(with));
            case "list" -> "listed " + String.join(" ", Path.of(with).toFile().list());
            case "write" -> "wrote " + Files.writeString(Path.of(with), "x");
            case "connect" -> {
                try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), Integer.parseInt(with))) {
                    yield "connected " + socket.isConnected();
                }
            }
            case "environment" -> String.join(" ", System.getenv().keySet());
            case "processes" -> ProcessHandle.allProcesses().map(process -> String.valueOf(process.pid()))
                    .collect(Collectors.joining(" "));
            case "shell" -> shell(with);
            case "leave" -> "left " + new ProcessBuilder("setsid", "sleep", with).start().isAlive();
            case "sleep" -> {
                Thread.sleep(Long.parseLong(with) * 1_000);
                yield "slept";
            }
            case "memory" -> memory(Integer.parseInt(with));
            case "threads" -> threads(Integer.parseInt(with));
            case "disk" -> disk(Integer.parseInt(with));
            default -> throw new IllegalArgumentException(what);
        };
    }

    private static String shell(String command) throws IOException, InterruptedException {
        Process shell = new ProcessBuilder("/bin/sh", "-c", command).redirectErrorStream(true).start();
        String said = new String(shell.getInputStream().readAllBytes()).strip().replace('\n', ' ');
        return "exit value " + shell.waitFor() + ": " + said;
    }

    /** Takes memory outside the heap. */
    private static String memory(int megabytes) throws InterruptedException {
        List<ByteBuffer> taken = new ArrayList<>();
        for (int i = 0; i < megabytes; i += 64) {
            ByteBuffer more = ByteBuffer.allocateDirect(64 * MEGABYTE);
            for (int at = 0; at < more.capacity(); at += 4_096) {
                more.put(at, (byte) 1);
            }
            taken.add(more);
        }
        Thread.sleep(400);
        return "took " + taken.size();
    }

    private static String threads(int number) throws InterruptedException {
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
        Thread.sleep(400);
        return "started " + number;
    }

    /** Many files, none of them large. */
    private static String disk(int megabytes) throws IOException, InterruptedException {
        for (int i = 0; i < megabytes; i++) {
            Files.write(Path.of("file" + i), new byte[MEGABYTE]);
        }
        Thread.sleep(400);
        return "wrote " + megabytes;
    }
}
