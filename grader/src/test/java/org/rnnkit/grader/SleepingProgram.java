package org.rnnkit.grader;

import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.Base64;
import java.util.HexFormat;

/** A program that sleeps for ever. An intruder brings it along, because a worker sees no other programs than Java's. */
public final class SleepingProgram {

    private static final int HEADERS = 64 + 56;
    private static final long ADDRESS = 0x400000;

    private SleepingProgram() {}

    /** Returns the bytes of the executable file, in Base64. */
    public static String base64() {
        return Base64.getEncoder().encodeToString(bytes());
    }

    /** Starts it, or the system's own where that is visible, with an argument by which a test can find it. */
    public static void start(String seconds) throws IOException {
        if (new File("/bin/sleep").exists()) {
            new ProcessBuilder("sleep", seconds).start();
            return;
        }
        File program = new File("sleep");
        Files.write(program.toPath(), bytes());
        if (!program.setExecutable(true) || !new ProcessBuilder("./sleep", seconds).start().isAlive()) {
            throw new IOException("it does not run");
        }
    }

    /** Makes an ELF file with one segment: a loop around the call ppoll without files, or pause. */
    private static byte[] bytes() {
        boolean arm = System.getProperty("os.arch").equals("aarch64");
        byte[] loop = HexFormat.of().parseHex(
                arm ? "000080d2010080d2020080d2030080d2280980d2010000d4faffff17" : "b8220000000f05ebf7");
        int size = HEADERS + loop.length;
        ByteBuffer file = ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
        file.put(HexFormat.of().parseHex("7f454c46020101000000000000000000")).putShort((short) 2)
                .putShort((short) (arm ? 183 : 62)).putInt(1).putLong(ADDRESS + HEADERS).putLong(64).putLong(0).putInt(0)
                .putShort((short) 64).putShort((short) 56).putShort((short) 1).putShort((short) 0).putInt(0);
        file.putInt(1).putInt(5).putLong(0).putLong(ADDRESS).putLong(ADDRESS).putLong(size).putLong(size).putLong(0x10000);
        return file.put(loop).array();
    }
}
