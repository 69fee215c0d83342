package org.rnnkit.grader.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.jna.Native;
import java.io.File;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.grader.system.Jdk;

/** The start of an {@link Intruder}, and the search for processes that it has left behind. */
public final class Trespass {

    static final Path CLASSES = place(Intruder.class);
    /** The class path of an intruder: its own classes, and a library that makes system calls. */
    static final List<Path> CLASS_PATH = List.of(CLASSES, place(Native.class));
    /** The same, and the system's programs, which a worker does not see: an intruder may use them as its own. */
    static final List<Path> READABLE = Stream.concat(CLASS_PATH.stream(), Stream.of(Path.of("/usr/bin"))).toList();
    private static final Optional<Bubblewrap> BUBBLEWRAP = SandboxFinder.tryBubblewrap().bubblewrap();

    private Trespass() {}

    static List<String> command(String... actions) {
        List<String> command = new ArrayList<>(List.of(Jdk.java().toString(), "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC",
                "-Xmx64m", "-XX:MaxDirectMemorySize=8g", "-XX:-UsePerfData",
                "--enable-native-access=ALL-UNNAMED", "-Djna.tmpdir=.", "-cp",
                CLASS_PATH.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)),
                Intruder.class.getName()));
        command.addAll(List.of(actions));
        return command;
    }

    /** Returns bubblewrap, if it works on this machine. */
    static Optional<Bubblewrap> bubblewrap() {
        return BUBBLEWRAP;
    }

    /** Returns a random time for a process to sleep. No other process sleeps so long, so that it can be found by it. */
    public static String unusualSeconds() {
        return String.valueOf(ThreadLocalRandom.current().nextInt(1_000_000, 2_000_000));
    }

    /** Lists the command lines of processes that sleep for so long. */
    static List<String> find(String seconds) {
        return ProcessHandle.allProcesses().flatMap(process -> process.info().commandLine().stream())
                .filter(line -> line.contains("sleep " + seconds) && !line.contains(GraderToKill.class.getName())).toList();
    }

    /** Fails if such a process still exists after ten seconds. A killed process does not end at once. */
    public static void assertThatNoneIsLeft(String seconds) throws InterruptedException {
        long begun = System.nanoTime();
        while (!find(seconds).isEmpty() && System.nanoTime() - begun < 10e9) {
            Thread.sleep(20);
        }
        assertThat(find(seconds)).isEmpty();
    }

    /**
     * Returns a program of the intruder's own, which sleeps for ever: a worker sees no other programs than Java's.
     *
     * @return the bytes of an executable file, in Base64
     */
    public static String sleepingProgram() {
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        // ppoll without files, or pause, in a loop
        String code = arm ? "000080d2010080d2020080d2030080d2280980d2010000d4faffff17" : "b8220000000f05ebf7";
        byte[] instructions = HexFormat.of().parseHex(code);
        int headers = 64 + 56;
        ByteBuffer file = ByteBuffer.allocate(headers + instructions.length).order(ByteOrder.LITTLE_ENDIAN);
        file.put(HexFormat.of().parseHex("7f454c46020101000000000000000000"));
        file.putShort((short) 2).putShort((short) (arm ? 183 : 62)).putInt(1).putLong(0x400000L + headers).putLong(64).putLong(0)
                .putInt(0).putShort((short) 64).putShort((short) 56).putShort((short) 1).putShort((short) 0).putInt(0);
        file.putInt(1).putInt(5).putLong(0).putLong(0x400000).putLong(0x400000).putLong(file.capacity())
                .putLong(file.capacity()).putLong(0x10000);
        return Base64.getEncoder().encodeToString(file.put(instructions).array());
    }

    private static Path place(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
