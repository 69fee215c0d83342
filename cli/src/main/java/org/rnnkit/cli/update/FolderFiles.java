package org.rnnkit.cli.update;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import org.rnnkit.grader.error.UsageException;

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
