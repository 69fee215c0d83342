package org.rnnkit.grader.submission;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.rnnkit.grader.error.UsageException;

/** A zip archive that was handed in. It is never unpacked to disk: the steps' sources are read into memory. */
final class ZipTree implements FileTree {

    private static final long MAX_BYTES = 200_000_000;

    /** The longest name of a file in common file systems, in bytes. */
    private static final int MAX_NAME = 255;

    /** The longest path in bytes: half of Linux's limit, because the sources are written into a folder of the grader's. */
    private static final int MAX_PATH = 2_000;

    private final Path file;
    private final ZipFile zip;

    ZipTree(Path file) throws IOException {
        this.file = file;
        if (Files.size(file) > MAX_BYTES) {
            throw new UsageException(file + " is larger than " + MAX_BYTES / 1_000_000 + " MB. Remove the files that the "
                    + "build has made (target/), and hand it in again.");
        }
        requireFewEntries();
        zip = ZipFile.builder().setPath(file).get();
    }

    /** Counts with Java's own reader, which needs only a few bytes per entry; the other one might run out of memory. */
    private void requireFewEntries() throws IOException {
        try (java.util.zip.ZipFile counted = new java.util.zip.ZipFile(file.toFile())) {
            if (counted.size() > MAX_ENTRIES) {
                throw new UsageException("There are more than " + MAX_ENTRIES + " entries in " + file
                        + ". Hand in an archive of one submission.");
            }
        }
    }

    @Override
    public List<SubmissionEntry> entries() {
        return Collections.list(zip.getEntries()).stream().filter(entry -> !entry.isDirectory())
                .map(ZipTree::entry).toList();
    }

    private static SubmissionEntry entry(ZipArchiveEntry entry) {
        String name = entry.getName();
        if (Stream.of(name.split("/", -1)).anyMatch(part -> part.isEmpty() || part.equals(".") || part.equals(".."))
                || name.contains(":")) {
            return SubmissionEntry.refused(name, "a path that leads out of the submission's folder");
        }
        if (name.contains("\\")) {
            return SubmissionEntry.refused(name, "a path with a backslash in it");
        }
        if (!canBeNamed(name)) {
            return SubmissionEntry.refused(name, "a name that no file can have");
        }
        if (entry.isUnixSymlink()) {
            return SubmissionEntry.refused(name, "a link, which is not followed");
        }
        return SubmissionEntry.file(name, entry.getSize());
    }

    /** Tells whether every file system can have a file of this name: the grader writes the sources to a folder. */
    private static boolean canBeNamed(String name) {
        return name.indexOf('\0') < 0 && name.getBytes(StandardCharsets.UTF_8).length <= MAX_PATH
                && Stream.of(name.split("/")).allMatch(part -> part.getBytes(StandardCharsets.UTF_8).length <= MAX_NAME);
    }

    @Override
    public byte[] read(SubmissionEntry entry, int maxBytes) throws IOException {
        ZipArchiveEntry found = zip.getEntry(entry.path());
        if (!zip.canReadEntryData(found)) {
            throw new IOException(entry.path() + " is encrypted, or packed by an unknown method");
        }
        try (InputStream in = zip.getInputStream(found)) {
            byte[] bytes = in.readNBytes(maxBytes);
            CRC32 sum = new CRC32();
            sum.update(bytes);
            if (bytes.length < maxBytes && (bytes.length != found.getSize() || sum.getValue() != found.getCrc())) {
                throw new IOException("the size or the checksum of " + entry.path() + " is not the one in the archive's list");
            }
            return bytes;
        }
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
