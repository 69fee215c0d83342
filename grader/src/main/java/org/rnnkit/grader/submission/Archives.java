package org.rnnkit.grader.submission;

import java.io.BufferedInputStream;
import java.io.Closeable;
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
import java.util.Collections;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.tar.TarFile;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.apache.commons.io.IOUtils;
import org.apache.commons.io.input.ChecksumInputStream;
import org.apache.commons.io.input.ProxyInputStream;
import org.apache.commons.io.output.ProxyOutputStream;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.Scratch;

/**
 * The archives of one submission: what was handed in, and archives inside of it. They are never unpacked to disk: the steps'
 * sources are read into memory. Limits hold for all archives together. The first bytes of a file say what kind of archive it
 * is, since its name may be wrong.
 */
final class Archives implements AutoCloseable {

    private static final long MAX_BYTES = 200_000_000;
    private static final int TAR_MARK = 257;
    private static final int HEAD = 512;
    private static final String ENCODING = StandardCharsets.UTF_8.name();

    /** The most characters of all names of an archive, together with what its other headers take in memory. */
    private static final long MAX_HEADERS = 50_000_000;
    /** The memory of a field of a zip's entry, which can be as short as four bytes, in characters for each of its bytes. */
    private static final long FIELD = 10;
    /** The memory of an attribute of a tar's entry, in characters. */
    private static final long ATTRIBUTE = 200;

    private final long maxBytes;
    private final List<Closeable> open = new ArrayList<>();
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

    /** Lists an archive inside a folder or archive. */
    List<SubmissionEntry> open(SubmissionEntry archive) throws IOException {
        // Archives stay closed once there are too many entries: each more would take memory.
        requireFew(count, 0);
        try (InputStream in = archive.content().get()) {
            return open(copy(in));
        }
    }

    /** Lists an archive. */
    List<SubmissionEntry> open(Path file) throws IOException {
        if (Files.size(file) > maxBytes) {
            throw Refusals.tooLarge(maxBytes);
        }
        byte[] head = new byte[HEAD];
        try (InputStream in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
            in.readNBytes(head, 0, HEAD);
        }
        try {
            List<SubmissionEntry> entries = list(file, head);
            count += entries.size();
            requireFew(count, 0);
            return entries;
        } catch (IOException | IllegalArgumentException e) { // the second for names in an unknown encoding, for example
            throw Refusals.unreadable(reason(e).replace(file.toString(), "it"));
        }
    }

    private List<SubmissionEntry> list(Path file, byte[] head) throws IOException {
        String start = new String(head, StandardCharsets.ISO_8859_1);
        if (start.startsWith("\u001f\u008b")) {
            try (InputStream in = new GZIPInputStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS))) {
                return listTar(copy(in));
            }
        } else if (start.startsWith("ustar", TAR_MARK)) {
            return listTar(file);
        } else if (start.startsWith("7z\u00bc\u00af")) {
            throw Refusals.otherFormat("7z");
        } else if (start.startsWith("Rar!")) {
            throw Refusals.otherFormat("rar");
        } else if (start.startsWith("BZh") || start.startsWith("\u00fd7zXZ")) {
            throw Refusals.otherFormat(start.startsWith("BZh") ? "bz2" : "xz");
        } else if (start.startsWith("PK")) {
            return listZip(file);
        } else if (Files.size(file) == 0) {
            throw new IOException("it has no content");
        } else if (Arrays.equals(head, new byte[HEAD])) {
            return listTar(file); // one without entries
        }
        throw new IOException("it is neither a zip nor a tar archive");
    }

    List<SubmissionEntry> listTar(Path file) throws IOException {
        requireSmallTarHeaders(file);
        TarFile tar = new TarFile(channel(file), TarConstants.DEFAULT_BLKSIZE, TarConstants.DEFAULT_RCDSIZE, ENCODING, false);
        open.add(tar);
        return tar.getEntries().stream().filter(entry -> !entry.isDirectory()).map(entry -> SubmissionEntry.inArchive(
                entry.getName(), entry.getSize(), entry.isSymbolicLink() || entry.isLink() ? SubmissionEntry.LINK
                        : entry.isCharacterDevice() || entry.isBlockDevice() || entry.isFIFO() ? "not a regular file" : "",
                () -> tar.getInputStream(entry))).toList();
    }

    /** Reads the headers one after the other; the reader of entries keeps all of them in memory. */
    private static void requireSmallTarHeaders(Path file) throws IOException {
        try (HeaderStream bytes = new HeaderStream(Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS));
                TarArchiveInputStream headers = new TarArchiveInputStream(bytes, ENCODING)) {
            int count = 0;
            long characters = 0;
            for (TarArchiveEntry entry = bytes.next(headers); entry != null; entry = bytes.next(headers)) {
                characters += entry.getName().length() + entry.getLinkName().length()
                        + ATTRIBUTE * entry.getExtraPaxHeaders().size();
                requireFew(++count, characters);
            }
        }
    }

    /**
     * A stream with a limit for one header of a tar. A header may say that it is as long as the whole archive: a name,
     * attributes, or the list of the parts of a sparse file. The library reads all of it into memory.
     */
    private static final class HeaderStream extends ProxyInputStream {

        /** Far more than a name and the attributes of a file take. */
        private static final int MAX_HEADER_BYTES = 65_536;

        private long left = Long.MAX_VALUE;

        HeaderStream(InputStream file) {
            super(new BufferedInputStream(file));
        }

        /** Reads the header of the next entry, and skips its content. Returns null at the end. */
        TarArchiveEntry next(TarArchiveInputStream headers) throws IOException {
            left = MAX_HEADER_BYTES;
            TarArchiveEntry entry = headers.getNextEntry();
            left = Long.MAX_VALUE;
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
        protected void afterRead(int read) {
            left -= Math.max(0, read);
            if (left < 0) {
                throw Refusals.headersTooLarge();
            }
        }

        @Override
        public long skip(long length) throws IOException {
            long skipped = super.skip(length);
            afterRead((int) skipped);
            return skipped;
        }
    }

    List<SubmissionEntry> listZip(Path file) throws IOException {
        requireSmallZipHeaders(file);
        // Nothing reads the fields beside the files' contents, which the check above has not seen. For names in such fields
        // the library has a map that is slow if all names have the same hash.
        ZipFile zip = ZipFile.builder().setSeekableByteChannel(channel(file)).setIgnoreLocalFileHeader(true)
                .setUseUnicodeExtraFields(false).get();
        open.add(zip);
        return Collections.list(zip.getEntries()).stream()
                .filter(entry -> !entry.getName().endsWith("/") && !entry.getName().endsWith("\\"))
                .map(entry -> SubmissionEntry.inArchive(entry.getName(), entry.getSize(),
                        entry.isUnixSymlink() ? SubmissionEntry.LINK : "", () -> verified(zip, entry))).toList();
    }

    /** Opens a file in a zip. Its end can't be read if the checksum is wrong. */
    private static InputStream verified(ZipFile zip, ZipArchiveEntry entry) throws IOException {
        return ChecksumInputStream.builder().setInputStream(zip.getInputStream(entry)).setChecksum(new CRC32())
                .setExpectedChecksumValue(entry.getCrc()).get();
    }

    /**
     * Counts with Java's own reader, which needs only a few bytes per entry; the other one might run out of memory. It opens no
     * archive with an encrypted entry, or with one that is packed by an unknown method.
     */
    private static void requireSmallZipHeaders(Path file) throws IOException {
        try (java.util.zip.ZipFile counted = new java.util.zip.ZipFile(file.toFile())) {
            requireFew(counted.size(), 0);
            long headers = 0;
            for (java.util.zip.ZipEntry entry : Collections.list(counted.entries())) {
                headers += entry.getName().length() + (entry.getExtra() == null ? 0 : FIELD * entry.getExtra().length);
                requireFew(counted.size(), headers);
            }
        } catch (ZipException e) {
            if (String.valueOf(e.getMessage()).contains("encrypted")) {
                throw Refusals.encrypted();
            }
            throw e;
        }
    }

    /** Checks the number of entries, and the memory of an archive's headers, before all of them are kept there. */
    private static void requireFew(int entries, long headerCharacters) {
        SubmissionEntry.requireFew(entries);
        if (headerCharacters > MAX_HEADERS) {
            throw Refusals.headersTooLarge();
        }
    }

    /** Opens a file for the readers of archives. It is not opened if it has been replaced by a link since it was looked at. */
    private static SeekableByteChannel channel(Path file) throws IOException {
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
        IOUtils.close(open.toArray(Closeable[]::new));
        if (scratch != null) {
            scratch.close();
        }
    }
}
