package org.rnnkit.cli.handout;

import java.io.BufferedInputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.ArchiveStreamFactory;
import org.apache.commons.compress.archivers.examples.Expander;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.system.CommandProbe;
import org.rnnkit.grader.system.UsageException;

/** The place that a newer handout comes from: a folder, an archive, or a git repository. */
final class HandoutSource {

    private static final Duration TIMEOUT = Duration.ofMinutes(5);
    /** An archive has a handout in its top folder or one below, as GitHub makes it. */
    private static final int ARCHIVE_DEPTH = 3;

    private HandoutSource() {}

    /**
     * Reads a handout.
     *
     * @param from a folder, an archive (zip, tar, tar.gz), an address that git understands, or a git remote of the copy
     * @throws UsageException if there is no complete handout
     */
    static NewHandout read(String from, Path home, Path scratch) {
        return NewHandout.read(folder(from, home, scratch), from);
    }

    private static Path folder(String from, Path home, Path scratch) {
        File place = new File(from).getAbsoluteFile(); // an address is the name of a file that does not exist
        boolean bare = new File(place, "HEAD").isFile() && new File(place, "objects").isDirectory();
        if (place.isFile()) {
            return unpack(place.toPath(), scratch.resolve("unpacked"));
        } else if (place.isDirectory() && !bare) {
            return place.toPath().normalize();
        }
        CommandProbe remote = CommandProbe.git(home, TIMEOUT, "remote", "get-url", "--", from);
        return fetch(remote.succeeded() ? remote.line() : bare ? place.toString() : from, scratch.resolve("fetched"));
    }

    private static Path fetch(String address, Path folder) {
        // A handout is on the branch main; the head of a repository may be another branch.
        CommandProbe probe = clone(address, folder, "--branch=main");
        if (!probe.succeeded()) {
            probe = clone(address, folder, "--no-tags");
        }
        if (!probe.succeeded()) {
            throw new UsageException("There is no folder, archive or git remote " + address + ", and git can't fetch it: "
                    + probe.line() + ". Name the newer handout: a folder, a zip or tar archive, or an address such as "
                    + "https://github.com/OWNER/REPOSITORY.git.");
        }
        return folder;
    }

    /** The files are read as they are in the repository: no links, and the line ends of the repository. */
    private static CommandProbe clone(String address, Path folder, String option) {
        return CommandProbe.run(List.of("git", "-c", "core.symlinks=false", "-c", "core.autocrlf=false", "clone", "--quiet",
                "--depth=1", option, "--", address, folder.toString()), TIMEOUT);
    }

    /** Unpacks an archive, and returns the folder in it that has the record. */
    private static Path unpack(Path file, Path folder) {
        try (InputStream bytes = unzipped(new BufferedInputStream(Files.newInputStream(file)));
                ArchiveInputStream<?> archive = new ArchiveStreamFactory().createArchiveInputStream(bytes)) {
            Files.createDirectories(folder);
            new Expander().expand(archive, folder);
        } catch (IOException | IllegalArgumentException e) { // the second for names that no file can have
            throw new UsageException(file + " is not a readable zip or tar archive: " + e.getMessage()
                    + ". Get it again, or unpack it and name the folder.");
        }
        try (Stream<Path> records = Files.find(folder, ARCHIVE_DEPTH, (path, found) -> path.endsWith(Handout.FILE))) {
            return records.min(Comparator.comparingInt(Path::getNameCount)).map(Path::getParent).orElse(folder);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + folder, e);
        }
    }

    private static InputStream unzipped(InputStream bytes) throws IOException {
        bytes.mark(2);
        boolean zipped = bytes.read() == 0x1f && bytes.read() == 0x8b;
        bytes.reset();
        return zipped ? new BufferedInputStream(new GZIPInputStream(bytes)) : bytes;
    }
}
