package org.rnnkit.grader.submission;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.apache.commons.compress.archivers.tar.TarConstants;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;

/** A writer of zip archives for tests. It accepts every name and content. */
public final class TestArchive implements AutoCloseable {

    private static final int LINK_MODE = 0120777;

    private final ZipArchiveOutputStream zip;

    private TestArchive(Path file) throws IOException {
        zip = new ZipArchiveOutputStream(file.toFile());
    }

    /** Makes an archive, empty at first. */
    public static TestArchive create(Path file) throws IOException {
        return new TestArchive(file);
    }

    /** Adds a text file under any name, valid or not. */
    public TestArchive file(String name, String content) throws IOException {
        return file(name, content.getBytes(StandardCharsets.UTF_8));
    }

    /** Adds a file under any name, valid or not. */
    public TestArchive file(String name, byte[] content) throws IOException {
        return add(new ZipArchiveEntry(name), content);
    }

    /** Adds a link. */
    public TestArchive link(String name, String target) throws IOException {
        ZipArchiveEntry entry = new ZipArchiveEntry(name);
        entry.setUnixMode(LINK_MODE);
        return add(entry, target.getBytes(StandardCharsets.UTF_8));
    }

    private TestArchive add(ZipArchiveEntry entry, byte[] content) throws IOException {
        zip.putArchiveEntry(entry);
        zip.write(content);
        zip.closeArchiveEntry();
        return this;
    }

    @Override
    public void close() throws IOException {
        zip.close();
    }

    /** A writer of .tar.gz archives for tests. It accepts every name and content. */
    public static final class TestTar implements AutoCloseable {

        private final TarArchiveOutputStream tar;

        private TestTar(TarArchiveOutputStream tar) {
            this.tar = tar;
            tar.setLongFileMode(TarArchiveOutputStream.LONGFILE_POSIX);
        }

        /** Makes an archive, empty at first; it is packed with gzip unless its name ends in .tar. */
        public static TestTar create(Path file) throws IOException {
            OutputStream out = new BufferedOutputStream(Files.newOutputStream(file));
            return new TestTar(new TarArchiveOutputStream(file.toString().endsWith(".tar") ? out : new GZIPOutputStream(out),
                    StandardCharsets.UTF_8.name()));
        }

        /** Adds a text file under any name, valid or not. */
        public TestTar file(String name, String content) throws IOException {
            return file(name, content.getBytes(StandardCharsets.UTF_8));
        }

        /** Adds a file under any name, valid or not. */
        public TestTar file(String name, byte[] content) throws IOException {
            TarArchiveEntry entry = new TarArchiveEntry(name, true);
            entry.setSize(content.length);
            return add(entry, content);
        }

        /** Adds a symbolic link, or another entry without content. */
        public TestTar entry(String name, byte type, String target) throws IOException {
            TarArchiveEntry entry = new TarArchiveEntry(name, type, true);
            entry.setLinkName(target);
            return add(entry, new byte[0]);
        }

        /** Adds an empty file with attributes. */
        public TestTar attributes(String name, int count) throws IOException {
            TarArchiveEntry entry = new TarArchiveEntry(name, true);
            for (int i = 0; i < count; i++) {
                entry.addPaxHeader("a" + i, "1");
            }
            return add(entry, new byte[0]);
        }

        /** Adds a symbolic link. */
        public TestTar link(String name, String target) throws IOException {
            return entry(name, TarConstants.LF_SYMLINK, target);
        }

        private TestTar add(TarArchiveEntry entry, byte[] content) throws IOException {
            tar.putArchiveEntry(entry);
            tar.write(content);
            tar.closeArchiveEntry();
            return this;
        }

        @Override
        public void close() throws IOException {
            tar.close();
        }
    }
}
