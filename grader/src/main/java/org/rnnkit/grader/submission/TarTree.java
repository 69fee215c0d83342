package org.rnnkit.grader.submission;

import java.io.BufferedInputStream;
import java.io.FilterInputStream;
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

/** A tar archive that was handed in. It is never unpacked to disk: the steps' sources are read into memory. */
final class TarTree implements FileTree {

    static final String ENCODING = StandardCharsets.UTF_8.name();

    /** The memory of an entry's attribute, in characters. */
    private static final long ATTRIBUTE = 200;

    private final TarFile tar;
    private final Map<SubmissionEntry, TarArchiveEntry> files = new HashMap<>();

    TarTree(Path file) throws IOException {
        requireFewEntries(file);
        tar = new TarFile(Archives.channel(file), TarConstants.DEFAULT_BLKSIZE, TarConstants.DEFAULT_RCDSIZE, ENCODING, false);
    }

    /** Reads the headers one after the other; the reader below keeps all of them in memory. */
    private static void requireFewEntries(Path file) throws IOException {
        try (TarHeaders headers = TarHeaders.open(file)) {
            int count = 0;
            long characters = 0;
            for (TarArchiveEntry entry = headers.next(); entry != null; entry = headers.next()) {
                characters += entry.getName().length() + entry.getLinkName().length()
                        + ATTRIBUTE * entry.getExtraPaxHeaders().size();
                FileTree.requireFew(++count, characters);
            }
        }
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
     * The headers of a tar archive, read one after the other. A header may say that it is as long as the whole archive: a name,
     * attributes, or the list of the parts of a sparse file. The library reads all of it into memory, so its length is limited.
     */
    static final class TarHeaders implements AutoCloseable {

        /** Far more than a name and the attributes of a file take. */
        private static final int MAX_BYTES = 65_536;

        private final Limited bytes;
        private final TarArchiveInputStream tar;

        private TarHeaders(InputStream file) throws IOException {
            bytes = new Limited(file);
            tar = new TarArchiveInputStream(bytes, TarTree.ENCODING);
        }

        static TarHeaders open(Path file) throws IOException {
            return new TarHeaders(new BufferedInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)));
        }

        /**
         * Reads the header of the next entry. Returns null at the end.
         *
         * @throws org.rnnkit.grader.error.UsageException.RefusedException if it is too long, or if the entry is a sparse file
         */
        TarArchiveEntry next() throws IOException {
            bytes.left = MAX_BYTES;
            TarArchiveEntry entry = tar.getNextEntry();
            bytes.left = Long.MAX_VALUE;
            if (entry != null && entry.isSparse()) {
                // The content of a sparse file can be far longer than the archive.
                throw Refusals.unreadable("it has a sparse file");
            }
            if (entry != null) {
                tar.transferTo(OutputStream.nullOutputStream());
            }
            return entry;
        }

        @Override
        public void close() throws IOException {
            tar.close();
        }

        /** A stream from which only a limited number of bytes can be read. */
        private static final class Limited extends FilterInputStream {

            private long left = Long.MAX_VALUE;

            Limited(InputStream in) {
                super(in);
            }

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                int count = super.read(buffer, offset, length);
                left -= Math.max(0, count);
                if (left < 0) {
                    throw Refusals.headersTooLarge();
                }
                return count;
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
}
