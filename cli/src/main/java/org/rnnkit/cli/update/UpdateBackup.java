package org.rnnkit.cli.update;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.cli.update.CopyUpdate.Change;
import org.rnnkit.cli.update.HandoutSource.NewHandout;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.grader.system.ProcessLock;
import org.rnnkit.grader.system.RecursiveDelete;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.toolkit.AtomicFile;

/**
 * The backup of a copy before its last update, and the only place that writes to a copy. The backup is complete before the
 * first file is changed. A file, the mark, exists while files are changed, so the next command can end what was interrupted.
 * Both built kits are there meanwhile, and {@code kit/current} is written last: commands work at any moment.
 */
final class UpdateBackup {

    private static final String UPDATING = "update";
    private static final String UNDOING = "undo";
    private static final String HASH = "[0-9a-f]{12}";

    private final Path home;
    private final Path updates;
    private final Path backup;
    private final Path mark;
    private final Runnable beforeWrite;

    /**
     * The list of a backup.
     *
     * @param from the handout before the update
     * @param to the handout after it
     * @param kit the hash of the built kit after it
     * @param files the changed files
     */
    record Contents(int from, int to, String kit, List<ChangedFile> files) {}

    /**
     * A file that an update changed.
     *
     * @param path its path in the copy
     * @param existed whether it existed before
     * @param after its hash after the update; null if the update deleted it
     */
    record ChangedFile(String path, boolean existed, String after) {}

    UpdateBackup(Path home) {
        this(home, () -> { });
    }

    /** Prepares a backup that runs an action before each change, with which tests end the program there. */
    UpdateBackup(Path home, Runnable beforeWrite) {
        this.home = home;
        this.updates = home.resolve(Handout.UPDATES);
        this.backup = updates.resolve("before-update");
        this.mark = backup.resolve("unfinished");
        this.beforeWrite = beforeWrite;
    }

    /** Writes the new built kit, makes the backup, and then changes the files. If this fails, the copy is put back. */
    void apply(int from, NewHandout next, List<Change> changes) {
        String kit = hash(next.files().get(CopyUpdate.CURRENT));
        ProcessLock lock = lock().orElseThrow(UpdateBackup::busy);
        try {
            Contents contents = new Contents(from, next.record().getVersion(), kit,
                    changes.stream().map(this::describe).toList());
            writeKit(kit, kitOf(next));
            make(contents);
            try {
                for (Change change : changes) {
                    write(change.path(), change.content());
                }
                beforeWrite.run();
                Files.delete(mark);
            } catch (IOException | RuntimeException e) {
                putBack();
                throw e;
            }
        } catch (IOException e) {
            throw new GraderException("The update failed, and the copy is as it was before: " + e, e);
        } finally {
            lock.close();
        }
    }

    private Optional<ProcessLock> lock() {
        try {
            Files.createDirectories(updates);
            return ProcessLock.tryLock(updates.resolve("update.lock"));
        } catch (IOException e) {
            throw new GraderException("can't write to " + updates + ": " + e, e);
        }
    }

    private static UsageException busy() {
        return new UsageException("Nothing is changed: another update of this copy is running.");
    }

    private static String hash(byte[] current) {
        String hash = new String(current, StandardCharsets.UTF_8).strip();
        if (!hash.matches(HASH)) {
            throw new UsageException("Nothing is changed: " + CopyUpdate.CURRENT + " names no built kit. Get the handout "
                    + "again.");
        }
        return hash;
    }

    /** Writes a built kit beside its place first, so that it is there as a whole or not. */
    private void writeKit(String kit, SortedMap<String, byte[]> files) throws IOException {
        Path target = CopyUpdate.place(home, CopyUpdate.KITS + kit);
        if (files(home, CopyUpdate.KITS + kit).equals(hashes(files))) {
            return;
        }
        Path part = home.resolve(CopyUpdate.KITS + UUID.randomUUID() + ".part");
        try {
            files.forEach((path, content) -> Scratch.write(part, path.substring(CopyUpdate.KITS.length()), content));
            beforeWrite.run();
            RecursiveDelete.deleteRecursively(target);
            Files.move(part.resolve(kit), target, StandardCopyOption.ATOMIC_MOVE);
        } finally {
            RecursiveDelete.deleteRecursively(part);
        }
    }

    /** Tells whether the copy has the built kit of a handout, as it was handed out. */
    boolean hasKitOf(NewHandout handout) {
        return Uncheck.get(() -> files(home, folderOfKit(handout))).equals(hashes(kitOf(handout)));
    }

    private static SortedMap<String, byte[]> kitOf(NewHandout handout) {
        SortedMap<String, byte[]> files = new TreeMap<>(handout.files());
        files.keySet().removeIf(path -> !path.startsWith(folderOfKit(handout) + "/"));
        return files;
    }

    private static String folderOfKit(NewHandout handout) {
        return CopyUpdate.KITS + hash(handout.files().get(CopyUpdate.CURRENT));
    }

    private static SortedMap<String, String> hashes(SortedMap<String, byte[]> files) {
        SortedMap<String, String> hashes = new TreeMap<>();
        files.forEach((path, content) -> hashes.put(path, Handout.hash(content)));
        return hashes;
    }

    /** Returns the hash of each file in a folder of a copy or backup; empty if there is no such folder. */
    private static SortedMap<String, String> files(Path top, String folder) throws IOException {
        SortedMap<String, byte[]> files = new TreeMap<>();
        if (Files.isDirectory(top.resolve(folder))) {
            try (Stream<Path> found = Files.walk(top.resolve(folder))) {
                for (Path file : found.filter(Files::isRegularFile).toList()) {
                    files.put(top.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
                }
            }
        }
        return hashes(files);
    }

    private ChangedFile describe(Change change) {
        if (Files.isDirectory(CopyUpdate.place(home, change.path()))) {
            throw new UsageException("Nothing is changed: " + change.path() + " is a folder, and the kit has a file there. "
                    + "Rename the folder.");
        }
        return new ChangedFile(change.path(), Files.exists(CopyUpdate.place(home, change.path())),
                change.content() == null ? null : Handout.hash(change.content()));
    }

    private void make(Contents contents) throws IOException {
        try (Scratch scratch = new Scratch(updates)) {
            Path made = Files.createDirectory(scratch.folder().resolve("made"));
            List<String> paths = new ArrayList<>(contents.files().stream().filter(ChangedFile::existed).map(ChangedFile::path)
                    .toList());
            Optional<byte[]> current = CopyUpdate.read(home, CopyUpdate.CURRENT);
            if (current.isPresent()) {
                paths.addAll(files(home, CopyUpdate.KITS + hash(current.get())).keySet());
            }
            for (String path : paths) {
                Files.createDirectories(made.resolve("files").resolve(path).getParent());
                Files.copy(home.resolve(path), made.resolve("files").resolve(path));
            }
            OutputFile.write(contents, made.resolve(list().getFileName()));
            Files.writeString(made.resolve(mark.getFileName()), UPDATING);
            beforeWrite.run();
            if (Files.exists(backup)) {
                Files.move(backup, scratch.folder().resolve("earlier"));
            }
            Files.move(made, backup);
        }
    }

    private Path list() {
        return backup.resolve("update.json");
    }

    private Path saved() {
        return backup.resolve("files");
    }

    /** Writes a file, or deletes it and the folders that are empty then. */
    private void write(String path, byte[] content) throws IOException {
        beforeWrite.run();
        Path file = CopyUpdate.place(home, path);
        if (content != null) {
            AtomicFile.write(file, content);
            if (new String(content, StandardCharsets.ISO_8859_1).startsWith("#!")) {
                file.toFile().setExecutable(true, false);
            }
            return;
        }
        Files.deleteIfExists(file);
        for (Path folder = file.getParent(); !folder.equals(home); folder = folder.getParent()) {
            String[] left = folder.toFile().list();
            if (left != null && left.length > 0) {
                return;
            }
            Files.deleteIfExists(folder);
        }
    }

    /**
     * Puts the copy back to its state before the last update.
     *
     * @throws UsageException if there is no update to undo
     */
    String undo() {
        Contents contents = contents().orElseThrow(() -> new UsageException("There is no update to undo in " + home + "."));
        if (!Files.exists(mark) && !isCurrent(contents.kit())) {
            throw new UsageException("Nothing is changed: this copy got another built kit after its last update, so this "
                    + "update can't be undone any more.");
        }
        ProcessLock lock = lock().orElseThrow(UpdateBackup::busy);
        try {
            AtomicFile.write(mark, UNDOING.getBytes(StandardCharsets.UTF_8));
            return putBack() + "The last update is undone: this copy has handout " + contents.from() + " again.";
        } catch (IOException e) {
            throw new GraderException("The update can't be undone in " + home + ": " + e + ". Run ./rnnkit update --undo again",
                    e);
        } finally {
            lock.close();
        }
    }

    /**
     * Ends an update or an undo that was interrupted, unless another process is just doing it. An update that has already
     * changed {@code kit/current} is complete.
     */
    String recover() {
        Optional<ProcessLock> lock = Files.exists(mark) ? lock() : Optional.empty();
        if (lock.isEmpty()) {
            return "";
        }
        try {
            Optional<Contents> contents = contents();
            boolean undoing = Files.readString(mark).equals(UNDOING);
            if (!undoing && contents.isPresent() && isCurrent(contents.get().kit())) {
                Files.delete(mark);
                return "";
            }
            return putBack() + (undoing ? "The undo of the last update was interrupted. It is complete now.\n"
                    : "The last update was interrupted. It is undone.\n");
        } catch (IOException e) {
            throw new GraderException("An interrupted update can't be undone in " + home + ": " + e, e);
        } finally {
            lock.get().close();
        }
    }

    private boolean isCurrent(String kit) {
        return CopyUpdate.read(home, CopyUpdate.CURRENT).map(UpdateBackup::hash).filter(hash -> hash.equals(kit)).isPresent();
    }

    /**
     * Reads the list of the backup; empty if there is no update to undo.
     *
     * @throws UsageException if somebody has changed the list so that it leads out of the copy or into its repository
     */
    private Optional<Contents> contents() {
        Optional<Contents> contents = OutputFile.read(list(), Contents.class);
        if (contents.filter(found -> found.files() == null || !found.files().stream().allMatch(file -> file != null
                && file.path() != null && Handout.staysInCopy(file.path()))).isPresent()) {
            throw new UsageException("The backup of the last update is damaged, and nothing is changed. Delete " + backup
                    + ": then this update can't be undone.");
        }
        return contents;
    }

    /** Puts files and built kit back, and deletes the backup. Returns sentences about files that were changed meanwhile. */
    private String putBack() throws IOException {
        List<ChangedFile> files = contents().map(Contents::files).orElse(List.of());
        List<String> notes = new ArrayList<>();
        Optional<byte[]> current = CopyUpdate.read(saved(), CopyUpdate.CURRENT);
        if (current.isPresent()) {
            String kit = hash(current.get());
            SortedMap<String, byte[]> saved = new TreeMap<>();
            for (String path : files(saved(), CopyUpdate.KITS + kit).keySet()) {
                saved.put(path, Files.readAllBytes(saved().resolve(path)));
            }
            writeKit(kit, saved);
        }
        for (ChangedFile file : files) {
            byte[] before = file.existed() ? Files.readAllBytes(saved().resolve(file.path())) : null;
            Optional<byte[]> now = CopyUpdate.read(home, file.path());
            String hash = now.map(Handout::hash).orElse(null);
            boolean changed = hash != null && !hash.equals(file.after())
                    && (before == null || !hash.equals(Handout.hash(before)));
            if (changed && Handout.isStep(file.path())) {
                notes.add(file.path() + " was changed after the update: it stays.\n");
                continue;
            } else if (changed) {
                String mine = CopyUpdate.freePlace(home, file.path());
                write(mine, now.get());
                notes.add(file.path() + " was changed after the update: your version is " + mine + ".\n");
            }
            // A file that is the same is not written, so that no tool takes it for a new one.
            if (before == null || hash == null || !hash.equals(Handout.hash(before))) {
                write(file.path(), before);
            }
        }
        forget();
        return notes.stream().collect(Collectors.joining());
    }

    /** Deletes the backup. Mark and list go at the same moment. */
    void forget() {
        try (Scratch scratch = new Scratch(updates)) {
            beforeWrite.run();
            Files.move(backup, scratch.folder().resolve("forgotten"));
        } catch (IOException e) {
            throw new GraderException("can't delete " + backup + ": " + e, e);
        }
    }
}
