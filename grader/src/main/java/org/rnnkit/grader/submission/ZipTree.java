package org.rnnkit.grader.submission;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;

/** A zip archive that was handed in. It is never unpacked to disk: the steps' sources are read into memory. */
final class ZipTree implements FileTree {

    /** The memory of a field of an entry, which can be as short as four bytes, in characters for each of its bytes. */
    private static final long FIELD = 10;

    private final ZipFile zip;
    private final Map<SubmissionEntry, ZipArchiveEntry> files = new HashMap<>();

    ZipTree(Path file) throws IOException {
        requireFewEntries(file);
        // Nothing reads the fields beside the files' contents, which the check above has not seen. For names in such fields
        // the library has a map that is slow if all names have the same hash.
        zip = ZipFile.builder().setSeekableByteChannel(Archives.channel(file)).setIgnoreLocalFileHeader(true)
                .setUseUnicodeExtraFields(false).get();
    }

    /** Counts with Java's own reader, which needs only a few bytes per entry; the other one might run out of memory. */
    private static void requireFewEntries(Path file) throws IOException {
        try (java.util.zip.ZipFile counted = new java.util.zip.ZipFile(file.toFile())) {
            FileTree.requireFew(counted.size(), 0);
            long headers = 0;
            for (java.util.zip.ZipEntry entry : Collections.list(counted.entries())) {
                headers += entry.getName().length() + (entry.getExtra() == null ? 0 : FIELD * entry.getExtra().length);
                FileTree.requireFew(counted.size(), headers);
            }
        } catch (ZipException e) {
            // Java's reader opens no archive with an encrypted entry.
            if (String.valueOf(e.getMessage()).contains("encrypted")) {
                throw Refusals.encrypted();
            }
            throw e;
        }
    }

    @Override
    public List<SubmissionEntry> entries() {
        List<SubmissionEntry> entries = new ArrayList<>();
        for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
            if (!entry.isDirectory() && !SubmissionEntry.isFolder(entry.getName())) {
                SubmissionEntry found = SubmissionEntry.inArchive(entry.getName(), entry.getSize(),
                        entry.isUnixSymlink() ? SubmissionEntry.LINK : "");
                files.put(found, entry);
                entries.add(found);
            }
        }
        return entries;
    }

    @Override
    public InputStream open(SubmissionEntry entry) throws IOException {
        ZipArchiveEntry found = files.get(entry);
        if (found.getGeneralPurposeBit().usesEncryption()) {
            throw Refusals.encrypted();
        }
        if (!zip.canReadEntryData(found)) {
            throw new IOException(entry.path() + " is packed by an unknown method");
        }
        return zip.getInputStream(found);
    }

    @Override
    public byte[] read(SubmissionEntry entry, int maxBytes) throws IOException {
        byte[] bytes = FileTree.super.read(entry, maxBytes);
        CRC32 sum = new CRC32();
        sum.update(bytes);
        ZipArchiveEntry found = files.get(entry);
        if (bytes.length < maxBytes && (bytes.length != found.getSize() || sum.getValue() != found.getCrc())) {
            throw new IOException("the size or the checksum of " + entry.path() + " is not the one in the archive's list");
        }
        return bytes;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }
}
