package org.rnnkit.learner.site;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.system.UsageException;

/**
 * The folder of a site. It is written completely or not at all. A list of its files tells an earlier site, which may be
 * replaced, from other folders, which may not.
 */
public final class SiteFolder {

    /** The name of the file that lists all files of the site. */
    static final String LIST = "rnnkit-site.txt";

    private static final String FIRST_LINE = "Written by ./rnnkit site. The next run replaces all files of this list:";

    private final Path folder;

    /**
     * Takes a folder.
     *
     * @param folder a new folder, an empty one, or an earlier site
     * @throws UsageException if it has files that are not those of an earlier site
     */
    public SiteFolder(Path folder) {
        this.folder = folder.toAbsolutePath().normalize();
        requireReplaceable();
    }

    private void requireReplaceable() {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        if (!Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new UsageException(folder + " is not a folder. Choose another place for the site.");
        }
        Optional<String> other = otherFile();
        if (other.isPresent()) {
            throw new UsageException(folder + " has a file that ./rnnkit site did not write: " + other.get()
                    + ". Choose a new or empty folder, or an earlier site.");
        }
    }

    /** Finds the first file that is not on the list of an earlier site. */
    private Optional<String> otherFile() {
        try (Stream<Path> files = Files.walk(folder)) {
            Path list = folder.resolve(LIST);
            Set<String> known = Files.isRegularFile(list) ? Set.copyOf(Files.readAllLines(list)) : Set.of();
            return files.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) && !file.equals(list))
                    .map(file -> folder.relativize(file).toString().replace('\\', '/'))
                    .filter(file -> !known.contains(file)).sorted().findFirst();
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + folder, e);
        }
    }

    /**
     * Writes the site. An earlier site is replaced.
     *
     * @param files the text of each file by its path in the site, with slashes
     */
    public void write(Map<String, String> files) {
        try {
            Files.createDirectories(folder.getParent());
            try (Scratch scratch = new Scratch(folder.getParent())) {
                Path site = Files.createDirectory(scratch.folder().resolve("site"));
                for (Map.Entry<String, String> file : files.entrySet()) {
                    FileUtils.writeStringToFile(site.resolve(file.getKey()).toFile(), file.getValue(), StandardCharsets.UTF_8);
                }
                Files.writeString(site.resolve(LIST), list(files.keySet()));
                replace(site, scratch.folder().resolve("earlier"));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't write to " + folder, e);
        }
    }

    private static String list(Set<String> files) {
        return Stream.concat(Stream.of(FIRST_LINE), new TreeSet<>(files).stream())
                .collect(Collectors.joining("\n", "", "\n"));
    }

    /** Moves the new site to its place; if that fails, the earlier one comes back. */
    private void replace(Path site, Path earlier) throws IOException {
        if (!Files.exists(folder)) {
            Files.move(site, folder);
            return;
        }
        Files.move(folder, earlier);
        try {
            Files.move(site, folder);
        } catch (IOException e) {
            Files.move(earlier, folder);
            throw e;
        }
    }

    /** Returns the first page. */
    public Path index() {
        return folder.resolve(CourseSite.INDEX);
    }
}
