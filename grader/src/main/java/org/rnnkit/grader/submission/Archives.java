package org.rnnkit.grader.submission;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import org.apache.commons.io.IOUtils;
import org.apache.commons.io.output.ProxyOutputStream;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.Scratch;

/**
 * The archives of one submission: what was handed in, and archives inside of it. Limits hold for all of them together. The
 * first bytes of a file say what kind of archive it is, since its name may be wrong.
 */
final class Archives implements AutoCloseable {

    private static final long MAX_BYTES = 200_000_000;
    private static final int TAR_MARK = 257;
    private static final int HEAD = 512;

    private final long maxBytes;
    private final List<FileTree> open = new ArrayList<>();
    private final Map<FileTree, List<SubmissionEntry>> entries = new IdentityHashMap<>();
    private Scratch scratch;
    private long bytes;
    private int count;

    Archives() {
        this(MAX_BYTES);
    }

    /** Starts with another limit for the size of an archive, and of all that is unpacked from it. */
    Archives(long maxBytes) {
        this.maxBytes = maxBytes;
    }

    /** Tells whether an archive was opened. */
    boolean isUsed() {
        return !open.isEmpty();
    }

    /** Lists the entries of a tree, if all trees together do not have too many. */
    List<SubmissionEntry> entries(FileTree tree) throws IOException {
        if (!entries.containsKey(tree)) {
            entries.put(tree, tree.entries());
            count += entries.get(tree).size();
            FileTree.requireFew(count, 0);
        }
        return entries.get(tree);
    }

    /** Opens an archive inside a tree. Archives stay closed once there are too many entries: each more would take memory. */
    FileTree open(FileTree tree, SubmissionEntry archive) throws IOException {
        FileTree.requireFew(count, 0);
        try (InputStream in = tree.open(archive)) {
            return open(copy(in));
        }
    }

    /** Opens an archive. */
    FileTree open(Path file) throws IOException {
        if (Files.size(file) > maxBytes) {
            throw Refusals.tooLarge(maxBytes);
        }
        byte[] head = new byte[HEAD];
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            in.readNBytes(head, 0, HEAD);
        }
        try {
            FileTree tree = open(file, head);
            open.add(tree);
            return tree;
        } catch (IOException | IllegalArgumentException e) { // the second for names in an unknown encoding, for example
            throw Refusals.unreadable(reason(e).replace(file.toString(), "it"));
        }
    }

    private FileTree open(Path file, byte[] head) throws IOException {
        String start = new String(head, StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u001f\u008b")) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS))) {
                return new ArchiveTree.TarTree(copy(in));
            }
        } else if (start.startsWith("ustar", TAR_MARK)) {
            return new ArchiveTree.TarTree(file);
        } else if (start.startsWith("7z\u00bc\u00af")) {
            throw Refusals.otherFormat("7z");
        } else if (start.startsWith("Rar!")) {
            throw Refusals.otherFormat("rar");
        } else if (start.startsWith("BZh") || start.startsWith("\u00fd7zXZ")) {
            throw Refusals.otherFormat(start.startsWith("BZh") ? "bz2" : "xz");
        } else if (start.startsWith("PK")) {
            return new ArchiveTree.ZipTree(file);
        } else if (Files.size(file) == 0) {
            throw new IOException("it has no content");
        } else if (Arrays.equals(head, new byte[HEAD])) {
            return new ArchiveTree.TarTree(file); // one without entries
        }
        throw new IOException("it is neither a zip nor a tar archive");
    }

    /** Opens a file for the readers of archives. It is not opened if it has been replaced by a link since it was looked at. */
    static SeekableByteChannel channel(Path file) throws IOException {
        return Files.newByteChannel(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
    }

    /** Copies a packed file into a temporary one, which the readers of archives need. */
    private Path copy(InputStream in) throws IOException {
        if (scratch == null) {
            scratch = new Scratch();
        }
        Path file = Files.createTempFile(scratch.folder(), "archive", "");
        try (OutputStream out = new TemporaryFile(Files.newOutputStream(file))) {
            bytes += IOUtils.copyLarge(in, out, 0, maxBytes - bytes + 1);
        }
        if (bytes > maxBytes) {
            throw Refusals.tooLarge(maxBytes);
        }
        return file;
    }

    /** The temporary file while it is written. A full disk is no mistake of the student's. */
    private static final class TemporaryFile extends ProxyOutputStream {

        TemporaryFile(OutputStream file) {
            super(file);
        }

        @Override
        protected void handleIOException(IOException e) {
            throw new GraderException("An archive can't be unpacked to a temporary file (disk full?): " + e.getMessage(), e);
        }
    }

    /** Returns the reason why an archive can't be read, in a few words. */
    static String reason(Exception e) {
        return e instanceof EOFException || e.getMessage() == null ? "it ends too early" : e.getMessage();
    }

    @Override
    public void close() throws IOException {
        for (FileTree tree : open) {
            tree.close();
        }
        if (scratch != null) {
            scratch.close();
        }
    }
}
