package org.rnnkit.learner.studio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * The note that a studio of this copy runs, and where: a file with its address, without the token. The file is locked as long
 * as the studio runs; the operating system frees the lock however the studio ends.
 */
public final class RunningStudio implements AutoCloseable {

    private static final String FILE = ".studio-running";
    /** The place of the lock, behind the text: on Windows nobody else can read what is locked. */
    private static final long LOCKED = 1_000;

    /** Null where the folder can't be written: such a studio leaves no note. */
    private final FileChannel channel;

    private RunningStudio(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the lock of a copy.
     *
     * @param runs the copy's folder of runs
     * @return the lock; empty if a studio of this copy runs already
     */
    public static Optional<RunningStudio> begin(Path runs) {
        try {
            Files.createDirectories(runs);
            FileChannel channel = FileChannel.open(runs.resolve(FILE), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (!isFree(channel)) {
                channel.close();
                return Optional.empty();
            }
            return Optional.of(new RunningStudio(channel));
        } catch (IOException notWritable) {
            return Optional.of(new RunningStudio(null));
        }
    }

    private static boolean isFree(FileChannel channel) throws IOException {
        try {
            return channel.tryLock(LOCKED, 1, false) != null;
        } catch (OverlappingFileLockException ofThisProcess) {
            return false;
        }
    }

    /** Returns the address of the studio that runs already, with its token. */
    public static String address(Path runs) throws IOException {
        return Files.readString(runs.resolve(FILE)).strip() + "/" + SavedToken.of(runs.resolve(SavedToken.FILE)) + "/";
    }

    /** Notes the address of this studio. */
    public void at(String address) throws IOException {
        if (channel != null) {
            String host = address.substring(0, address.indexOf('/', "https://".length()));
            channel.truncate(0).write(ByteBuffer.wrap(host.getBytes(StandardCharsets.UTF_8)));
        }
    }

    @Override
    public void close() throws IOException {
        if (channel != null) {
            channel.close();
        }
    }
}
