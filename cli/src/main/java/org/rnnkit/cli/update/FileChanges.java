package org.rnnkit.cli.update;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.system.UsageException;

/**
 * The way of a copy from one state of the kit's files to another one.
 *
 * @param written the files to write, or to delete if the other state does not have them
 * @param mine those of them that the student has changed, too: each with the name that it keeps beside the new one
 * @param staying the steps that the student has changed, too: they stay
 */
record FileChanges(List<String> written, SortedMap<String, String> mine, List<String> staying) {

    private static final String MINE = ".mine";

    /**
     * Compares the copy with both states. A file that only the student has changed stays.
     *
     * @param before the hash of each file before, by its path with slashes
     * @param wanted the same for the state to reach
     */
    static FileChanges of(Path home, Map<String, String> before, Map<String, String> wanted) {
        FileChanges changes = new FileChanges(new ArrayList<>(), new TreeMap<>(), new ArrayList<>());
        TreeSet<String> paths = new TreeSet<>(before.keySet());
        paths.addAll(wanted.keySet());
        for (String path : paths) {
            String now = read(home, path).map(Handout::hash).orElse(null);
            if (Objects.equals(now, wanted.get(path)) || Objects.equals(before.get(path), wanted.get(path))) {
                continue;
            }
            boolean changed = now != null && !now.equals(before.get(path));
            if (changed && Handout.isStep(path)) {
                changes.staying.add(path);
                continue;
            } else if (changed) {
                changes.mine.put(path, freePlace(home, path));
            }
            changes.written.add(path);
        }
        return changes;
    }

    /** Returns a name beside a file that is free: no tool compiles or shows a file with this ending. */
    private static String freePlace(Path home, String path) {
        String place = path + MINE;
        for (int number = 2; Files.exists(home.resolve(place), LinkOption.NOFOLLOW_LINKS); number++) {
            place = path + MINE + number;
        }
        return place;
    }

    /** Reads a file of a copy or handout; empty if there is no regular file. */
    static Optional<byte[]> read(Path folder, String path) {
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
                throw new UsageException(place + " is a link, which an update does not follow. Replace it by a copy of what "
                        + "it leads to.");
            }
        }
        return place;
    }
}
