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
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.io.input.ProxyInputStream;

/**
 * An archive that was handed in. It is never unpacked to disk: the steps' sources are read into memory.
 *
 * @param <E> the library's type of an entry
 */
abstract class ArchiveTree<E extends ArchiveEntry> implements FileTree {

    private final Map<SubmissionEntry, E> files = new HashMap<>();

    /** Lists the library's entries. */
    abstract List<E> all();

    /** Returns the reason why an entry is never opened; empty for a regular file. */
    abstract String refusal(E entry);

    @Override
    public List<SubmissionEntry> entries() {
        List<SubmissionEntry> entries = new ArrayList<>();
        for (E entry : all()) {
            if (!entry.isDirectory() && !SubmissionEntry.isFolder(entry.getName())) {
                SubmissionEntry found = SubmissionEntry.inArchive(entry.getName(), entry.getSize(), refusal(entry));
                files.put(found, entry);
                entries.add(found);
            }
        }
        return entries;
    }

    E found(SubmissionEntry entry) {
        return files.get(entry);
    }

    /** A tar archive. */
    static final class TarTree extends ArchiveTree<TarArchiveEntry> {

        private static final String ENCODING = StandardCharsets.UTF_8.name();

        /** The memory of an entry's attribute, in characters. */
        private static final long ATTRIBUTE = 200;
        /** Far more than a name and the attributes of a file take. */
        private static final int MAX_HEADER_BYTES = 65_536;

        private final TarFile tar;

        TarTree(Path file) throws IOException {
            requireFewEntries(file);
            tar = new TarFile(Archives.channel(file), TarConstants.DEFAULT_BLKSIZE, TarConstants.DEFAULT_RCDSIZE, ENCODING,
                    false);
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
        List<TarArchiveEntry> all() {
            return tar.getEntries();
        }

        @Override
        String refusal(TarArchiveEntry entry) {
            return entry.isSymbolicLink() || entry.isLink() ? SubmissionEntry.LINK
                    : entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO() ? "not a regular file" : "";
        }

        @Override
        public InputStream open(SubmissionEntry entry) throws IOException {
            return tar.getInputStream(found(entry));
        }

        @Override
        public void close() throws IOException {
            tar.close();
        }

        /**
         * A stream with a limit for one header. A header may say that it is as long as the whole archive: a name, attributes,
         * or the list of the parts of a sparse file. The library reads all of it into memory.
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

    /** A zip archive. */
    static final class ZipTree extends ArchiveTree<ZipArchiveEntry> {

        /** The memory of a field of an entry, which can be as short as four bytes, in characters for each of its bytes. */
        private static final long FIELD = 10;

        private final ZipFile zip;

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
        List<ZipArchiveEntry> all() {
            return Collections.list(zip.getEntries());
        }

        @Override
        String refusal(ZipArchiveEntry entry) {
            return entry.isUnixSymlink() ? SubmissionEntry.LINK : "";
        }

        @Override
        public InputStream open(SubmissionEntry entry) throws IOException {
            ZipArchiveEntry found = found(entry);
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
            byte[] bytes = super.read(entry, maxBytes);
            CRC32 sum = new CRC32();
            sum.update(bytes);
            ZipArchiveEntry found = found(entry);
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
}
