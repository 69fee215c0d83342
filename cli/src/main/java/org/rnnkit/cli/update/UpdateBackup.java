package org.rnnkit.cli.update;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.commons.io.file.PathUtils;
import org.rnnkit.cli.update.CopyUpdate.Change;
import org.rnnkit.cli.update.HandoutSource.NewHandout;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.BuiltKit;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.grader.system.ProcessLock;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.toolkit.AtomicFile;

/**
 * The last update of a copy: a folder with the changed files as they were before it, and one with the files after it. Only
 * this class writes to a copy. Both folders are complete before the first file is changed; an undo goes the same way back. A
 * file, the mark, exists while files are changed, so the next command can end what was interrupted. The built kit comes
 * first, and {@code kit/current} is written last: commands work at any moment.
 */
final class UpdateBackup {

    private static final String UPDATING = "update";
    private static final String UNDOING = "undo";

    private final Path home;
    private final Path updates;
    private final Path backup;
    private final Path before;
    private final Path after;
    private final Path mark;
    private final Runnable beforeWrite;

    UpdateBackup(Path home) {
        this(home, () -> { });
    }

    /** Prepares a backup that runs an action before each change, with which tests end the program there. */
    UpdateBackup(Path home, Runnable beforeWrite) {
        this.home = home;
        this.updates = home.resolve(Handout.UPDATES);
        this.backup = updates.resolve("before-update");
        this.before = backup.resolve("before");
        this.after = backup.resolve("after");
        this.mark = backup.resolve("unfinished");
        this.beforeWrite = beforeWrite;
    }

    /** Something that is done while no other process changes the copy. It returns what to tell the student. */
    private interface Work {
        String run(Scratch scratch) throws IOException;
    }

    /** Changes the files of the copy. If this fails, the copy is put back. */
    void apply(NewHandout next, List<Change> changes) {
        alone("The update failed, and the copy is as it was before: ", scratch -> {
            Path made = prepare(next, changes, scratch);
            beforeWrite.run();
            if (Files.exists(backup)) {
                Files.move(backup, scratch.folder().resolve("earlier"));
            }
            Files.move(made, backup);
            try {
                String notes = write(after, before, scratch);
                beforeWrite.run();
                Files.delete(mark);
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
        int version = Handout.find(before).map(Handout::getVersion).orElseThrow(() -> new UsageException(
                "There is no update to undo in " + home + "."));
        paths();
        if (!Files.exists(mark) && !hasNewKit()) {
            throw new UsageException("Nothing is changed: this copy got another built kit after its last update, so this "
                    + "update can't be undone any more.");
        }
        return alone("The update can't be undone in " + home + " (run ./rnnkit update --undo again): ", scratch -> {
            Files.writeString(mark, UNDOING);
            return putBack(scratch) + "The last update is undone: this copy has handout " + version + " again.";
        }).orElseThrow(UpdateBackup::busy);
    }

    /**
     * Ends an update or an undo that was interrupted, unless another process is just doing it, and deletes what it left. An
     * update that has already changed all files is complete.
     */
    String recover() {
        Scratch.sweep(updates, updates);
        if (!Files.exists(mark)) {
            return "";
        }
        return alone("An interrupted update can't be undone in " + home + ": ", scratch -> {
            boolean undoing = Files.readString(mark).equals(UNDOING);
            if (!undoing && paths().stream().allMatch(path -> Objects.equals(hash(home, path), hash(after, path)))) {
                Files.delete(mark);
                return "";
            }
            return putBack(scratch) + (undoing ? "The undo of the last update was interrupted. It is complete now.\n"
                    : "The last update was interrupted. It is undone.\n");
        }).orElse("");
    }

    /** Deletes the backup. */
    void forget() {
        alone("can't delete " + backup + ": ", this::forget);
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
            return Optional.of(work.run(scratch));
        } catch (IOException e) {
            throw new GraderException(failure + e, e);
        } finally {
            lock.get().close();
        }
    }

    private static UsageException busy() {
        return new UsageException("Nothing is changed: another update of this copy is running.");
    }

    /** Makes the backup beside its place: the files before and after the update, each with its built kit. */
    private Path prepare(NewHandout next, List<Change> changes, Scratch scratch) throws IOException {
        Path made = Files.createDirectory(scratch.folder().resolve("made"));
        Path old = made.resolve(before.getFileName());
        Path wanted = made.resolve(after.getFileName());
        for (Change change : changes) {
            Path file = CopyUpdate.place(home, change.path());
            if (Files.isDirectory(file)) {
                throw new UsageException("Nothing is changed: " + change.path() + " is a folder, and the kit has a file there. "
                        + "Rename the folder.");
            }
            if (Files.exists(file)) {
                Scratch.write(old, change.path(), Files.readAllBytes(file));
            }
            if (change.content() != null) {
                Scratch.write(wanted, change.path(), change.content());
            }
        }
        if (!hasKitOf(next)) {
            next.files().forEach((path, content) -> {
                if (path.startsWith(kitOf(next) + "/")) {
                    Scratch.write(wanted, path, content);
                }
            });
        }
        Optional<String> kit = kitIn(home);
        if (kit.isPresent() && Files.isDirectory(home.resolve(kit.get()))) {
            PathUtils.copyDirectory(home.resolve(kit.get()), old.resolve(kit.get()));
        }
        Files.writeString(made.resolve(mark.getFileName()), UPDATING);
        return made;
    }

    /** Tells whether the copy has the built kit of a handout, as it was handed out. */
    boolean hasKitOf(NewHandout handout) {
        return isIntact(home.resolve(kitOf(handout)));
    }

    private static String kitOf(NewHandout handout) {
        return kit(handout.files().get(CopyUpdate.CURRENT));
    }

    private static Optional<String> kitIn(Path folder) {
        return CopyUpdate.read(folder, CopyUpdate.CURRENT).map(UpdateBackup::kit);
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

    private boolean hasNewKit() {
        Optional<String> kit = kitIn(after);
        return kit.isPresent() && kit.equals(kitIn(home));
    }

    /** Puts files and built kit back, and deletes the backup. Returns sentences about files that were changed meanwhile. */
    private String putBack(Scratch scratch) throws IOException {
        return write(before, after, scratch) + forget(scratch);
    }

    /** Deletes the backup: mark and files go at the same moment. */
    private String forget(Scratch scratch) throws IOException {
        beforeWrite.run();
        Files.move(backup, scratch.folder().resolve("forgotten"));
        return "";
    }

    /**
     * Writes one of the two states to the copy, or what is still missing of it. A file that is in neither state was changed
     * meanwhile, and is kept. Returns sentences about such files.
     */
    private String write(Path wanted, Path other, Scratch scratch) throws IOException {
        StringBuilder notes = new StringBuilder();
        writeKit(wanted, scratch);
        for (String path : paths()) {
            String now = hash(home, path);
            // A file that is the same is not written, so that no tool takes it for a new one.
            if (Objects.equals(now, hash(wanted, path))) {
                continue;
            }
            boolean changed = now != null && !now.equals(hash(other, path));
            if (changed && Handout.isStep(path)) {
                notes.append(path).append(" was changed after the update: it stays.\n");
                continue;
            } else if (changed) {
                String mine = CopyUpdate.freePlace(home, path);
                writeFile(mine, home.resolve(path), scratch);
                notes.append(path).append(" was changed after the update: your version is ").append(mine).append(".\n");
            }
            writeFile(path, wanted.resolve(path), scratch);
        }
        return notes.toString();
    }

    /**
     * Lists the changed files; kit/current is the last one. Other files of a built kit are not in the list.
     *
     * @throws UsageException if somebody has put a file into the backup that leads into the copy's repository
     */
    private List<String> paths() {
        Set<String> found = new TreeSet<>();
        for (Path state : List.of(before, after)) {
            if (Files.isDirectory(state)) {
                found.addAll(ModuleClasses.read(state).keySet());
            }
        }
        if (!found.stream().allMatch(Handout::staysInCopy)) {
            throw new UsageException("The backup of the last update is damaged, and nothing is changed. Delete " + backup
                    + ": then this update can't be undone.");
        }
        List<String> paths = new ArrayList<>(found);
        paths.removeIf(path -> path.startsWith(CopyUpdate.KITS));
        if (found.contains(CopyUpdate.CURRENT)) {
            paths.add(CopyUpdate.CURRENT);
        }
        return paths;
    }

    private static String hash(Path folder, String path) {
        return CopyUpdate.read(folder, path).map(Handout::hash).orElse(null);
    }

    /** Moves the built kit of a state to its place, so that it is there as a whole or not. */
    private void writeKit(Path state, Scratch scratch) throws IOException {
        Optional<String> kit = kitIn(state);
        if (kit.isEmpty() || isIntact(CopyUpdate.place(home, kit.get()))) {
            return;
        }
        beforeWrite.run();
        Path place = home.resolve(kit.get());
        if (Files.exists(place)) {
            Files.move(place, scratch.folder().resolve("damaged"), StandardCopyOption.ATOMIC_MOVE);
        }
        Files.createDirectories(place.getParent());
        Files.move(state.resolve(kit.get()), place, StandardCopyOption.ATOMIC_MOVE);
    }

    /** Writes a file as a whole, or deletes it, and the folders that are empty then, if the new one does not exist. */
    private void writeFile(String path, Path content, Scratch scratch) throws IOException {
        beforeWrite.run();
        Path file = CopyUpdate.place(home, path);
        if (!Files.exists(content)) {
            deleteFile(file);
            return;
        }
        Path part = Files.copy(content, scratch.folder().resolve("part"), StandardCopyOption.REPLACE_EXISTING);
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

    private void deleteFile(Path file) throws IOException {
        Files.deleteIfExists(file);
        for (Path folder = file.getParent(); !folder.equals(home); folder = folder.getParent()) {
            String[] left = folder.toFile().list();
            if (left != null && left.length > 0) {
                return;
            }
            Files.deleteIfExists(folder);
        }
    }
}
