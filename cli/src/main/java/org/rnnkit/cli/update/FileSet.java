package org.rnnkit.cli.update;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.ArchiveEntry;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveInputStream;
import org.rnnkit.grader.error.UsageException;

/** The files of a folder or of an archive. */
interface FileSet {

    /** The largest file that is read, in bytes: the kit's own are far smaller. */
    int MAX_BYTES = 5_000_000;

    /**
     * Reads a file.
     *
     * @param path a path with slashes
     * @return its content; empty if there is no regular file of at most {@link #MAX_BYTES} bytes at this path
     */
    Optional<byte[]> read(String path);

    /**
     * The files of a folder. Links in it are refused, so that nothing outside of it is read or written.
     *
     * @param folder the folder
     */
    record FolderFiles(Path folder) implements FileSet {

        @Override
        public Optional<byte[]> read(String path) {
            Path file = place(path);
            try {
                return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) && Files.size(file) <= MAX_BYTES
                        ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
            } catch (IOException e) {
                throw new UncheckedIOException("can't read " + file, e);
            }
        }

        /**
         * Returns the place of a file.
         *
         * @throws UsageException if the file or a folder around it is a link
         */
        Path place(String path) {
            Path place = folder;
            for (Path part : Path.of(path)) {
                place = place.resolve(part);
                if (Files.isSymbolicLink(place)) {
                    throw new UsageException(place + " is a link, which an update does not follow. Replace it by a copy of "
                            + "what it leads to.");
                }
            }
            return place;
        }
    }

    /** The files of an archive (zip, tar, tar.gz), in memory. It is never unpacked to disk. */
    static final class ArchiveFiles implements FileSet {

        private static final int MAX_ENTRIES = 20_000;
        private static final int MAX_TOTAL = 100_000_000;

        private final Map<String, byte[]> files = new HashMap<>();

        private ArchiveFiles() {}

        /**
         * Reads an archive.
         *
         * @param marker the name of a file that lies in the top folder; the folders around it are left out of the paths
         * @throws UsageException if it can't be read or is too large
         */
        static ArchiveFiles read(Path file, String marker) {
            ArchiveFiles all = new ArchiveFiles();
            try (InputStream bytes = new BufferedInputStream(Files.newInputStream(file));
                    ArchiveInputStream<?> archive = open(bytes)) {
                all.readEntries(archive, file);
            } catch (IOException | IllegalArgumentException e) { // the second for sizes and names that no archive can have
                throw new UsageException(file + " is not a readable zip or tar archive: " + e.getMessage()
                        + ". Get it again, or unpack it and name the folder.");
            }
            String base = all.files.keySet().stream().filter(path -> path.equals(marker) || path.endsWith("/" + marker))
                    .min(Comparator.comparingInt(String::length))
                    .map(path -> path.substring(0, path.length() - marker.length()))
                    .orElse("");
            ArchiveFiles below = new ArchiveFiles();
            all.files.forEach((path, content) -> {
                if (path.startsWith(base)) {
                    below.files.put(path.substring(base.length()), content);
                }
            });
            return below;
        }

        private static ArchiveInputStream<?> open(InputStream bytes) throws IOException {
            bytes.mark(2);
            int first = bytes.read();
            int second = bytes.read();
            bytes.reset();
            if (first == 'P' && second == 'K') {
                return new ZipArchiveInputStream(bytes);
            }
            return new TarArchiveInputStream(first == 0x1f && second == 0x8b ? new GZIPInputStream(bytes) : bytes);
        }

        private void readEntries(ArchiveInputStream<?> archive, Path file) throws IOException {
            long total = 0;
            int entries = 0;
            for (ArchiveEntry entry = archive.getNextEntry(); entry != null; entry = archive.getNextEntry()) {
                byte[] content = entry.isDirectory() ? new byte[0] : archive.readNBytes(MAX_BYTES + 1);
                total += content.length;
                if (++entries > MAX_ENTRIES || total > MAX_TOTAL) {
                    throw new UsageException(file + " is too large for a handout. Name the archive that your instructor gave "
                            + "you.");
                }
                if (!entry.isDirectory() && content.length <= MAX_BYTES) {
                    files.put(entry.getName().replaceFirst("^\\./", ""), content);
                }
            }
        }

        @Override
        public Optional<byte[]> read(String path) {
            return Optional.ofNullable(files.get(path));
        }

        /** Returns all files. */
        Map<String, byte[]> all() {
            return Map.copyOf(files);
        }
    }
}
