package org.rnnkit.cli.update;

import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.rnnkit.cli.update.FileSet.ArchiveFiles;
import org.rnnkit.cli.update.FileSet.FolderFiles;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.system.CommandProbe;

/** The place that a newer handout comes from: a folder, an archive, or a git repository. */
final class HandoutSource {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    private static final String ADDRESS = "(https?|ssh|git|file)://.+|[\\w.-]+@[\\w.-]+:.+";
    private static final String REMOTE = "\\w[\\w./-]*";

    private HandoutSource() {}

    /**
     * Reads a handout.
     *
     * @param from a folder, an archive (zip, tar, tar.gz), an address that git understands, or a git remote of the copy
     * @throws UsageException if there is no complete handout
     */
    static HandoutFiles read(String from, Path home, Path scratch) {
        if (from.matches(ADDRESS)) {
            return HandoutFiles.read(fetch(from, scratch), from);
        }
        Path place = path(from);
        if (Files.isRegularFile(place)) {
            return HandoutFiles.read(ArchiveFiles.read(place, Handout.FILE), from);
        } else if (Files.isDirectory(place)) {
            boolean bare = Files.isRegularFile(place.resolve("HEAD")) && Files.isDirectory(place.resolve("objects"));
            return HandoutFiles.read(bare ? fetch(place.toString(), scratch) : new FolderFiles(place), from);
        }
        CommandProbe remote = from.matches(REMOTE)
                ? CommandProbe.git(home, TIMEOUT, "remote", "get-url", from)
                : new CommandProbe(false, "");
        if (!remote.succeeded()) {
            throw new UsageException("There is no folder, archive or git remote " + from + ". Name the newer handout: a "
                    + "folder, a zip or tar archive, or an address such as https://github.com/OWNER/REPOSITORY.git.");
        }
        return HandoutFiles.read(fetch(remote.line(), scratch), from);
    }

    private static Path path(String from) {
        try {
            return Path.of(from).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new UsageException("This is not a valid path: " + e.getMessage());
        }
    }

    private static FolderFiles fetch(String address, Path scratch) {
        Path folder = scratch.resolve("fetched");
        // The files are read as they are in the repository: no links, and the line ends of the repository.
        CommandProbe probe = CommandProbe.run(List.of("git", "-c", "core.symlinks=false", "-c", "core.autocrlf=false", "clone",
                "--quiet", "--depth=1", "--no-tags", "--", address, folder.toString()), TIMEOUT);
        if (!probe.succeeded()) {
            throw new UsageException("git can't fetch " + address + ": " + probe.line() + ". Check the address and your "
                    + "access, or download the handout as a zip and name the file.");
        }
        return new FolderFiles(folder);
    }

    /**
     * A handout with the contents of its files, each as its record says.
     *
     * @param handout the record
     * @param contents the content of each file of the record
     */
    record HandoutFiles(Handout handout, SortedMap<String, byte[]> contents) {

        /**
         * Reads a handout. Only the files of its record are read, so nothing else in the folder or archive matters.
         *
         * @param files the folder or archive
         * @param name the name of the folder or archive, for messages
         * @throws UsageException if it is not a handout, or if a file differs from the record
         */
        static HandoutFiles read(FileSet files, String name) {
            Handout handout = files.read(Handout.FILE).flatMap(Handout::parse).orElseThrow(() -> new UsageException(name
                    + " is not a handout that a copy can be updated to: it has no valid " + Handout.FILE
                    + (files.read("solutions/pom.xml").isPresent()
                    ? ". It is the instructor's kit: make a handout from it first (./rnnkit handout DIR)."
                    : ". Name the folder, the archive or the git address that your instructor gave you.")));
            SortedMap<String, byte[]> contents = new TreeMap<>();
            handout.files().forEach((path, hash) -> contents.put(path, files.read(path)
                    .filter(content -> Handout.hash(content).equals(hash))
                    .orElseThrow(() -> new UsageException(name + " is not complete: " + path + " is missing or was changed. "
                            + "Get the handout again."))));
            return new HandoutFiles(handout, contents);
        }
    }
}
