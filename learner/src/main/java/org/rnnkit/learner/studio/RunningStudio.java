package org.rnnkit.learner.studio;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

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

    /**
     * The token of one copy of the kit, in a file that only its user can read. With the same token and port, open pages and
     * bookmarks still work after the studio was started again.
     */
    public static final class SavedToken {

        /** The name of the file, in the copy's folder of runs. */
        public static final String FILE = ".studio-token";
        private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9_-]{24}");
        private static final Set<PosixFilePermission> OWN = PosixFilePermissions.fromString("rw-------");

        private SavedToken() {}

        /**
         * Reads the token, or makes a new one and saves it.
         *
         * @return the token; if the file can't be written, it is a new one each time
         */
        public static String of(Path file) {
            try {
                String saved = isPrivate(file) ? Files.readString(file).strip() : "";
                if (TOKEN.matcher(saved).matches()) {
                    return saved;
                }
            } catch (IOException unreadable) {
                // A new one takes its place.
            }
            String token = StudioAccess.newToken();
            try {
                Files.createDirectories(file.getParent());
                // A temporary file has the right permissions from the beginning.
                Path beside = Files.createTempFile(file.getParent(), ".token", "");
                Files.writeString(beside, token + "\n");
                Files.move(beside, file, StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException notWritable) {
                // The next studio makes another one.
            }
            return token;
        }

        /** Tells whether a file is a regular one that no other user can read or write. */
        private static boolean isPrivate(Path file) throws IOException {
            if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            PosixFileAttributeView view = Files.getFileAttributeView(file, PosixFileAttributeView.class,
                    LinkOption.NOFOLLOW_LINKS);
            return view == null || OWN.containsAll(view.readAttributes().permissions());
        }
    }
}
