package org.rnnkit.grader.submission;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
}
