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
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.ArchiveInputStream;
import org.apache.commons.compress.archivers.ArchiveStreamFactory;
import org.apache.commons.compress.archivers.examples.Expander;
import org.rnnkit.cli.handout.CopyUpdate.FileChanges;
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
     * A handout with the contents of its files.
     *
     * @param files the content of each file of the record, of each stub, and of the record's own file
     */
    record NewHandout(Handout record, SortedMap<String, byte[]> files) {

        /**
         * Reads a handout from its folder. Only the files of its record are read, and each must be as the record says.
         *
         * @throws UsageException if it is not a complete handout with a built kit
         */
        static NewHandout read(Path folder, String name) {
            if (Files.exists(folder.resolve("solutions/pom.xml"))) {
                throw new UsageException(name
                        + " is the instructor's kit: make a handout from it first (./rnnkit handout DIR).");
            }
            Handout record = Handout.find(folder).orElseThrow(() -> new UsageException(name
                    + " is not a handout that a copy can be updated to: it has no valid " + Handout.FILE
                    + ". Name the folder, the archive or the git address that your instructor gave you."));
            if (!record.files().containsKey(CopyUpdate.CURRENT)) {
                throw new UsageException(name + " is an older handout, without a built kit in kit/. Name the newest one.");
            }
            SortedMap<String, byte[]> files = new TreeMap<>(Map.of(Handout.FILE, record.toJson()));
            Stream.of(record.files(), record.stubs()).flatMap(hashes -> hashes.entrySet().stream())
                    .forEach(file -> files.put(file.getKey(), FileChanges.read(folder, file.getKey())
                            .filter(content -> Handout.hash(content).equals(file.getValue()))
                            .orElseThrow(() -> new UsageException(name + " is not complete: " + file.getKey()
                                    + " is missing or was changed. Get the handout again."))));
            return new NewHandout(record, files);
        }
    }

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
        // The files are read as they are in the repository: no links, and the line ends of the repository.
        CommandProbe probe = CommandProbe.run(List.of("git", "-c", "core.symlinks=false", "-c", "core.autocrlf=false", "clone",
                "--quiet", "--depth=1", "--no-tags", "--", address, folder.toString()), TIMEOUT);
        if (!probe.succeeded()) {
            throw new UsageException("There is no folder, archive or git remote " + address + ", and git can't fetch it: "
                    + probe.line() + ". Name the newer handout: a folder, a zip or tar archive, or an address such as "
                    + "https://github.com/OWNER/REPOSITORY.git.");
        }
        return folder;
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
