package org.rnnkit.grader.submission;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.apache.commons.io.input.ProxyInputStream;

/** A tar archive that was handed in. It is never unpacked to disk: the steps' sources are read into memory. */
final class TarTree implements FileTree {

    private static final String ENCODING = StandardCharsets.UTF_8.name();

    /** The memory of an entry's attribute, in characters. */
    private static final long ATTRIBUTE = 200;
    /** Far more than a name and the attributes of a file take. */
    private static final int MAX_HEADER_BYTES = 65_536;

    private final TarFile tar;
    private final Map<SubmissionEntry, TarArchiveEntry> files = new HashMap<>();

    TarTree(Path file) throws IOException {
        requireFewEntries(file);
        tar = new TarFile(Archives.channel(file), TarConstants.DEFAULT_BLKSIZE, TarConstants.DEFAULT_RCDSIZE, ENCODING, false);
    }

    /** Reads the headers one after the other; the reader below keeps all of them in memory. */
    private static void requireFewEntries(Path file) throws IOException {
        try (HeaderStream bytes = new HeaderStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS));
                TarArchiveInputStream headers = new TarArchiveInputStream(bytes, ENCODING)) {
            int count = 0;
            long characters = 0;
            for (TarArchiveEntry entry = next(headers, bytes); entry != null; entry = next(headers, bytes)) {
                characters += entry.getName().length() + entry.getLinkName().length()
                        + ATTRIBUTE * entry.getExtraPaxHeaders().size();
                FileTree.requireFew(++count, characters);
            }
        }
    }

    /** Reads the header of the next entry, and skips its content. Returns null at the end. */
    private static TarArchiveEntry next(TarArchiveInputStream headers, HeaderStream bytes) throws IOException {
        bytes.left = MAX_HEADER_BYTES;
        TarArchiveEntry entry = headers.getNextEntry();
        bytes.left = Long.MAX_VALUE;
        if (entry != null && entry.isSparse()) {
            // The content of a sparse file can be far longer than the archive.
            throw Refusals.unreadable("it has a sparse file");
        }
        if (entry != null) {
            headers.transferTo(OutputStream.nullOutputStream());
        }
        return entry;
    }

    @Override
    public List<SubmissionEntry> entries() {
        List<SubmissionEntry> entries = new ArrayList<>();
        for (TarArchiveEntry entry : tar.getEntries()) {
            if (!entry.isDirectory() && !SubmissionEntry.isFolder(entry.getName())) {
                SubmissionEntry found = SubmissionEntry.inArchive(entry.getName(), entry.getSize(), refusal(entry));
                files.put(found, entry);
                entries.add(found);
            }
        }
        return entries;
    }

    private static String refusal(TarArchiveEntry entry) {
        return entry.isSymbolicLink() || entry.isLink() ? SubmissionEntry.LINK
                : entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO() ? "not a regular file" : "";
    }

    @Override
    public InputStream open(SubmissionEntry entry) throws IOException {
        return tar.getInputStream(files.get(entry));
    }

    @Override
    public void close() throws IOException {
        tar.close();
    }

    /**
     * A stream with a limit for one header. A header may say that it is as long as the whole archive: a name, attributes, or
     * the list of the parts of a sparse file. The library reads all of it into memory.
     */
    private static final class HeaderStream extends ProxyInputStream {

        private long left = Long.MAX_VALUE;

        HeaderStream(InputStream file) {
            super(new BufferedInputStream(file));
        }

        @Override
        protected void afterRead(int count) {
            left -= Math.max(0, count);
            if (left < 0) {
                throw Refusals.headersTooLarge();
            }
        }

        @Override
        public long skip(long length) throws IOException {
            long count = super.skip(length);
            left -= count;
            if (left < 0) {
                throw Refusals.headersTooLarge();
            }
            return count;
        }
    }
}
