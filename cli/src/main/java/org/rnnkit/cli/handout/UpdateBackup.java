package org.rnnkit.cli.handout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.io.file.PathUtils;
import org.rnnkit.cli.handout.CopyUpdate.FileChanges;
import org.rnnkit.cli.handout.HandoutSource.NewHandout;
import org.rnnkit.grader.kit.BuiltKit;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.ProcessLock;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.toolkit.AtomicFile;

/**
 * The last update of a copy: a folder with the changed files as they were before it, and as they are after it. Only this class
 * writes to a copy. While it does, the folder has the name {@code unfinished-update}: the next command then puts the files of
 * before back, which is also what an undo does. The built kit comes first, and {@code kit/current} is written last, so commands
 * work at any moment.
 */
final class UpdateBackup {

    private static final String BEFORE = "before";
    private static final String AFTER = "after";

    private final Path home;
    private final Path updates;
    private final Path finished;
    private final Path unfinished;
    private final Runnable beforeWrite;

    UpdateBackup(Path home) {
        this(home, () -> { });
    }

    /** Prepares a backup that runs an action before each change, with which tests end the program there. */
    UpdateBackup(Path home, Runnable beforeWrite) {
        this.home = home;
        this.updates = home.resolve(Handout.UPDATES);
        this.finished = updates.resolve("last-update");
        this.unfinished = updates.resolve("unfinished-update");
        this.beforeWrite = beforeWrite;
    }

    /** Something that is done while no other process changes the copy. It returns what to tell the student. */
    private interface Work {
        String run(Path scratch) throws IOException;
    }

    /** Changes the files of the copy. If this fails, the copy is put back. */
    void apply(NewHandout next, FileChanges changes) {
        alone("The update failed, and the copy is as it was before: ", scratch -> {
            Path saved = save(next, changes, scratch.resolve("saved"));
            beforeWrite.run();
            Files.move(saved, unfinished);
            try {
                String notes = write(BEFORE, AFTER, scratch);
                beforeWrite.run();
                forget(finished, scratch);
                Files.move(unfinished, finished);
                return notes;
            } catch (IOException | RuntimeException e) {
                putBack(scratch);
                throw e;
            }
        }).orElseThrow(UpdateBackup::busy);
    }

    /**
     * Puts the copy back to its state before the last update.
     *
     * @throws UsageException if there is no update to undo, or if somebody has changed the backup
     */
    String undo() {
        int version = Handout.find(finished.resolve(BEFORE)).map(Handout::getVersion).orElseThrow(() -> new UsageException(
                "There is no update to undo in " + home + "."));
        if (!kitIn(finished.resolve(AFTER)).equals(kitIn(home))) {
            throw new UsageException("Nothing is changed: this copy got another built kit after its last update, so this "
                    + "update can't be undone any more.");
        }
        changes(finished, AFTER, BEFORE);
        return alone("The update can't be undone in " + home + " (run ./rnnkit update --undo again): ", scratch -> {
            beforeWrite.run();
            Files.move(finished, unfinished);
            return putBack(scratch) + "The last update is undone: this copy has handout " + version + " again.";
        }).orElseThrow(UpdateBackup::busy);
    }

    /** Ends an update or an undo that was interrupted, unless another process is just doing it, and deletes what it left. */
    String recover() {
        Scratch.sweep(updates, updates);
        return Files.notExists(unfinished) ? "" : alone("An interrupted update can't be undone in " + home + ": ", scratch ->
                Files.notExists(unfinished) ? "" : putBack(scratch) + "The last update, or its undo, was interrupted. The "
                        + "update is undone.\n").orElse("");
    }

    /** Deletes the backup of an update. */
    void forget() {
        alone("can't delete " + finished + ": ", scratch -> forget(finished, scratch));
    }

    /** Does something with a temporary folder in the copy. Returns nothing if another process is changing the copy. */
    private Optional<String> alone(String failure, Work work) {
        Optional<ProcessLock> lock;
        try {
            Files.createDirectories(updates);
            lock = ProcessLock.tryLock(updates.resolve("update.lock"));
        } catch (IOException e) {
            throw new GraderException("can't write to " + updates + ": " + e, e);
        }
        if (lock.isEmpty()) {
            return Optional.empty();
        }
        try (Scratch scratch = new Scratch(updates)) {
            return Optional.of(work.run(scratch.folder()));
        } catch (IOException e) {
            throw new GraderException(failure + e, e);
        } finally {
            lock.get().close();
        }
    }

    private static UsageException busy() {
        return new UsageException("Nothing is changed: another update of this copy is running.");
    }

    /** Saves the files before and after the update, each with its built kit. */
    private Path save(NewHandout next, FileChanges changes, Path saved) throws IOException {
        Path before = Files.createDirectories(saved.resolve(BEFORE));
        Path after = Files.createDirectories(saved.resolve(AFTER));
        changes.mine().forEach((path, place) ->
                FileChanges.read(home, path).ifPresent(content -> Scratch.write(after, place, content)));
        for (String path : Stream.concat(changes.written().stream(), Stream.of(Handout.FILE, CopyUpdate.CURRENT)).toList()) {
            if (Files.isDirectory(FileChanges.place(home, path))) {
                throw new UsageException("Nothing is changed: " + path + " is a folder, and the kit has a file there. Rename "
                        + "the folder.");
            }
            FileChanges.read(home, path).ifPresent(content -> Scratch.write(before, path, content));
            if (next.files().containsKey(path)) {
                Scratch.write(after, path, next.files().get(path));
            }
        }
        if (!hasKitOf(next)) {
            next.files().forEach((path, content) -> {
                if (path.startsWith(kitOf(next) + "/")) {
                    Scratch.write(after, path, content);
                }
            });
        }
        Optional<String> kit = kitIn(home);
        if (kit.isPresent() && Files.isDirectory(home.resolve(kit.get()))) {
            PathUtils.copyDirectory(home.resolve(kit.get()), before.resolve(kit.get()));
        }
        return saved;
    }

    /** Tells whether the copy has the built kit of a handout, as it was handed out. */
    boolean hasKitOf(NewHandout handout) {
        return isIntact(home.resolve(kitOf(handout)));
    }

    private static String kitOf(NewHandout handout) {
        return kit(handout.files().get(CopyUpdate.CURRENT));
    }

    private static Optional<String> kitIn(Path folder) {
        return FileChanges.read(folder, CopyUpdate.CURRENT).map(UpdateBackup::kit);
    }

    /** Returns the path of the built kit that kit/current names. */
    private static String kit(byte[] current) {
        String hash = new String(current, StandardCharsets.UTF_8).strip();
        if (!hash.matches("[0-9a-f]{" + BuiltKit.HASH_DIGITS + "}")) {
            throw new UsageException("Nothing is changed: " + CopyUpdate.CURRENT + " names no built kit. Get the handout "
                    + "again.");
        }
        return CopyUpdate.KITS + hash;
    }

    private static boolean isIntact(Path kit) {
        return Files.isDirectory(kit) && BuiltKit.isIntact(kit);
    }

    /** Puts files and built kit back. Returns sentences about files that were changed meanwhile. */
    private String putBack(Path scratch) throws IOException {
        return write(AFTER, BEFORE, scratch) + forget(unfinished, scratch);
    }

    /** Deletes a backup: all its files go at the same moment. */
    private String forget(Path saved, Path scratch) throws IOException {
        if (Files.exists(saved)) {
            beforeWrite.run();
            Files.move(saved, scratch.resolve(saved.getFileName()));
        }
        return "";
    }

    /** Brings the copy from one saved state to the other. Returns sentences about files that were changed meanwhile. */
    private String write(String from, String to, Path scratch) throws IOException {
        Path wanted = unfinished.resolve(to);
        writeKit(wanted, scratch);
        FileChanges changes = changes(unfinished, from, to);
        StringBuilder notes = new StringBuilder();
        changes.staying().forEach(path -> notes.append(path).append(" was changed after the update: it stays.\n"));
        for (Map.Entry<String, String> mine : changes.mine().entrySet()) {
            writeFile(mine.getValue(), home.resolve(mine.getKey()), scratch);
            notes.append(mine.getKey()).append(" was changed after the update: your version is ").append(mine.getValue())
                    .append(".\n");
        }
        boolean otherKit = changes.written().remove(CopyUpdate.CURRENT);
        for (String path : changes.written()) {
            writeFile(path, wanted.resolve(path), scratch);
        }
        if (otherKit) {
            writeFile(CopyUpdate.CURRENT, wanted.resolve(CopyUpdate.CURRENT), scratch);
        }
        return notes.toString();
    }

    private FileChanges changes(Path saved, String from, String to) {
        return FileChanges.of(home, hashes(saved.resolve(from)), hashes(saved.resolve(to)));
    }

    /**
     * Computes the hashes of the saved files. Of a built kit only kit/current is in the list.
     *
     * @throws UsageException if somebody has put a file into the backup that leads into the copy's repository
     */
    private static Map<String, String> hashes(Path state) {
        Map<String, String> hashes = new TreeMap<>();
        for (String path : Files.isDirectory(state) ? ModuleClasses.read(state).keySet() : List.<String>of()) {
            if (!Handout.staysInCopy(path)) {
                throw new UsageException("The backup of the last update is damaged, and nothing is changed. Delete "
                        + state.getParent() + ": then this update can't be undone.");
            }
            FileChanges.read(state, path).ifPresent(content -> hashes.put(path, Handout.hash(content)));
        }
        hashes.keySet().removeIf(path -> path.startsWith(CopyUpdate.KITS) && !path.equals(CopyUpdate.CURRENT));
        return hashes;
    }

    /** Moves the built kit of a state to its place, so that it is there as a whole or not. */
    private void writeKit(Path state, Path scratch) throws IOException {
        Optional<String> kit = kitIn(state);
        if (kit.isEmpty() || isIntact(FileChanges.place(home, kit.get()))) {
            return;
        }
        beforeWrite.run();
        Path place = home.resolve(kit.get());
        if (Files.exists(place)) {
            Files.move(place, scratch.resolve("damaged"), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.createDirectories(place.getParent());
        Files.move(state.resolve(kit.get()), place, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Writes a file as a whole, or deletes it if the new one does not exist. */
    private void writeFile(String path, Path content, Path scratch) throws IOException {
        beforeWrite.run();
        Path file = FileChanges.place(home, path);
        if (!Files.exists(content)) {
            Files.deleteIfExists(file);
            return;
        }
        Path part = Files.copy(content, scratch.resolve("part"), StandardCopyOption.REPLACE_EXISTING);
        PosixFileAttributeView earlier = Files.getFileAttributeView(file, PosixFileAttributeView.class);
        if (Files.exists(file) && earlier != null) {
            Files.setPosixFilePermissions(part, earlier.readAttributes().permissions());
        }
        if (new String(Files.readAllBytes(content), StandardCharsets.ISO_8859_1).startsWith("#!")) {
            part.toFile().setExecutable(true, false);
        }
        Files.createDirectories(file.getParent());
        AtomicFile.move(part, file);
    }
}
