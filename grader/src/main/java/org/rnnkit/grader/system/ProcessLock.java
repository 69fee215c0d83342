package org.rnnkit.grader.system;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A lock on a file. The system releases it when the process ends, even if it is killed: a lock that can be taken belongs
 * to nobody who still lives. A process number does not tell that, because another process may have the same number later.
 */
public final class ProcessLock implements AutoCloseable {

    /** The files that this process has locked. Opening and closing one of them again would release its lock on Linux. */
    private static final Set<Path> HELD = ConcurrentHashMap.newKeySet();

    private final Path file;
    private final FileChannel channel;
    private final boolean enforced;

    private ProcessLock(Path file, FileChannel channel, boolean enforced) {
        this.file = file;
        this.channel = channel;
        this.enforced = enforced;
    }

    /**
     * Locks a file, which is created if it does not exist. Returns nothing if this process or another one holds the lock. Links
     * are not followed. On a file system without locks, the file is created, and only this process sees the lock.
     *
     * @throws IOException if the file can't be created
     */
    public static Optional<ProcessLock> tryLock(Path file) throws IOException {
        Path place = file.toAbsolutePath().normalize();
        if (!HELD.add(place)) {
            return Optional.empty();
        }
        FileChannel channel;
        try {
            // For reading and writing: a pipe of this name would otherwise block until somebody reads it.
            channel = FileChannel.open(place, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE,
                    LinkOption.NOFOLLOW_LINKS);
        } catch (IOException | RuntimeException e) {
            HELD.remove(place);
            throw e;
        }
        try {
            if (channel.tryLock() != null) {
                return Optional.of(new ProcessLock(place, channel, true));
            }
            new ProcessLock(place, channel, false).close();
            return Optional.empty();
        } catch (IOException noLocks) {
            return Optional.of(new ProcessLock(place, channel, false));
        }
    }

    /**
     * Tells whether the system enforces the lock, so that no other process can have it, too. Some network file systems have no
     * locks.
     */
    public boolean isEnforced() {
        return enforced;
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException ignored) {
            // Nothing was written to it.
        }
        HELD.remove(file);
    }
}
