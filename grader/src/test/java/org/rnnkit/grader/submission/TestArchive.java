package org.rnnkit.grader.submission;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** A writer of zip and tar archives for tests. It accepts every name and content. */
public final class TestArchive implements AutoCloseable {

    private static final int LINK_MODE = 0120777;
    private static final int BLOCK = 1_000_000;

    /** The archive that is written: one of the two, the other is null. */
    private final ZipArchiveOutputStream zip;
    private final TarArchiveOutputStream tar;

    private TestArchive(ZipArchiveOutputStream zip, TarArchiveOutputStream tar) {
        this.zip = zip;
        this.tar = tar;
    }

    /** Makes an archive of the kind that the file's name says. */
    public static TestArchive create(Path file) throws IOException {
        return file.toString().matches(".*\\.(tar|tgz|tar\\.gz)") ? createTar(file)
                : new TestArchive(new ZipArchiveOutputStream(file.toFile()), null);
    }

    /** Makes a tar. It is packed with gzip unless its name ends in .tar. */
    static TestArchive createTar(Path file) throws IOException {
        OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
        TarArchiveOutputStream tar = new TarArchiveOutputStream(file.toString().endsWith(".tar") ? out
                : new GZIPOutputStream(out), StandardCharsets.UTF_8.name());
        tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        return new TestArchive(null, tar);
    }

    /** Adds a text file under any name, valid or not. */
    public TestArchive file(String name, String content) throws IOException {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a file under any name, valid or not. */
    public TestArchive file(String name, byte[] content) throws IOException {
        if (zip != null) {
            return add(zip, new ZipArchiveEntry(name), content);
        }
        TarArchiveEntry entry = new TarArchiveEntry(name, true);
        entry.setSize(content.length);
        return add(tar, entry, content);
    }

    /** Adds a symbolic link. */
    public TestArchive link(String name, String target) throws IOException {
        if (tar != null) {
            return entry(name, TarConstants.LF_SYMLINK, target);
        }
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setUnixMode(LINK_MODE);
        return add(zip, entry, target.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds to a tar an entry without content, of any type. */
    TestArchive entry(String name, byte type, String target) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
        entry.setLinkName(target);
        return add(tar, entry, new byte[0]);
    }

    /** Adds to a tar an entry of zeros, of any type. */
    TestArchive zeros(String name, byte type, int length) throws IOException {
        TarArchiveEntry entry = new TarArchiveEntry(name, type);
        entry.setSize(length);
        tar.putArchiveEntry(entry);
        for (int i = 0; i < length; i += BLOCK) {
            tar.write(new byte[Math.min(BLOCK, length - i)]);
        }
        tar.closeArchiveEntry();
        return this;
    }

    private <E extends ArchiveEntry> TestArchive add(ArchiveOutputStream<E> archive, E entry, byte[] content)
            throws IOException {
        archive.putArchiveEntry(entry);
        archive.write(content);
        archive.closeArchiveEntry();
        return this;
    }

    @Override
    public void close() throws IOException {
        (zip == null ? tar : zip).close();
    }
}
