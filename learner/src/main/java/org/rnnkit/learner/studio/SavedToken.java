package org.rnnkit.learner.studio;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The token of one copy of the kit, in a file that only its user can read. With the same token and port, open pages and
 * bookmarks still work after the studio was started again.
 */
public final class SavedToken {

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
