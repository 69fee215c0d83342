package org.rnnkit.cli.handout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.system.UsageException;

/**
 * A handout with the contents of its files.
 *
 * @param files the content of each file of the record, of each stub, and of the record's own file, by its path with slashes
 */
record NewHandout(Handout record, SortedMap<String, byte[]> files) {

    /**
     * Reads a handout from its folder. Only the files of its record are read, and each must be as the record says.
     *
     * @throws UsageException if it is not a complete handout with a built kit
     */
    static NewHandout read(Path folder, String name) {
        if (Files.exists(folder.resolve("solutions/pom.xml"))) {
            throw new UsageException(name + " is the instructor's kit: make a handout from it first (./rnnkit handout DIR).");
        }
        Handout record = Handout.find(folder).orElseThrow(() -> new UsageException(name
                + " is not a handout that a copy can be updated to: it has no valid " + Handout.FILE
                + ". Name the folder, the archive or the git address that your instructor gave you."));
        if (!record.files().containsKey(CopyUpdate.CURRENT)) {
            throw new UsageException(name + " is an older handout, without a built kit in kit/. Name the newest one.");
        }
        SortedMap<String, byte[]> files = new TreeMap<>(Map.of(Handout.FILE, record.toJson()));
        Stream.of(record.files(), record.stubs()).flatMap(hashes -> hashes.entrySet().stream())
                .forEach(file -> files.put(file.getKey(), content(folder, file.getKey())
                        .filter(content -> Handout.hash(content).equals(file.getValue()))
                        .orElseThrow(() -> new UsageException(name + " is not complete: " + file.getKey()
                                + " is missing or was changed. Get the handout again."))));
        return new NewHandout(record, files);
    }

    /** Reads a file of a copy or handout; empty if there is no regular file. */
    static Optional<byte[]> content(Path folder, String path) {
        Path file = place(folder, path);
        try {
            return Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS) ? Optional.of(Files.readAllBytes(file))
                    : Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + file, e);
        }
    }

    /**
     * Returns the place of a file. Nothing outside of the folder is read or written.
     *
     * @throws UsageException if the file or a folder around it is a link
     */
    static Path place(Path folder, String path) {
        Path place = folder;
        for (Path part : Path.of(path)) {
            place = place.resolve(part);
            if (Files.isSymbolicLink(place)) {
                throw new UsageException("Nothing is changed: " + place + " is a link, which an update does not follow. "
                        + "Replace it by a copy of what it leads to.");
            }
        }
        return place;
    }
}
