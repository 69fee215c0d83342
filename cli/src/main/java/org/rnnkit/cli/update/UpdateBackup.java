package org.rnnkit.cli.update;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.rnnkit.cli.update.FileSet.FolderFiles;
import org.rnnkit.cli.update.UpdatePlan.PlannedFile;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Handout;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.grader.system.RecursiveDelete;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.toolkit.AtomicFile;

/**
 * The state of a copy before its last update: the files that the update changed. It is complete before the first file is
 * changed, so an update that was interrupted can always be undone.
 */
final class UpdateBackup {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss");

    private final Path home;
    private final FolderFiles copy;
    private final Path updates;
    private final Path backup;

    /**
     * The list of a backup.
     *
     * @param from the handout before the update
     * @param to the handout after it
     * @param files the changed files
     */
    record Contents(int from, int to, List<ChangedFile> files) {}

    /**
     * A file that an update changed.
     *
     * @param path its path in the copy
     * @param existed whether it existed before
     * @param after its hash after the update; null if the update deleted it
     */
    record ChangedFile(String path, boolean existed, String after) {}

    UpdateBackup(Path home) {
        this.home = home;
        this.copy = new FolderFiles(home);
        this.updates = home.resolve(Handout.UPDATES);
        this.backup = updates.resolve("before-update");
    }

    /** Tells whether an update was interrupted. */
    boolean isUnfinished() {
        return Files.exists(unfinished());
    }

    private Path unfinished() {
        return backup.resolve("unfinished");
    }

    private Path list() {
        return backup.resolve("update.json");
    }

    /**
     * Reads the list of the backup; empty if there is no update to undo.
     *
     * @throws UsageException if somebody has changed the list so that it leads out of the copy or into its repository
     */
    Optional<Contents> contents() {
        Optional<Contents> contents = OutputFile.read(list(), Contents.class);
        if (contents.filter(found -> found.files() == null || !found.files().stream().allMatch(this::isInCopy)).isPresent()) {
            throw new UsageException("The backup of the last update is damaged, and nothing is changed. Delete " + backup
                    + ": then this update can't be undone.");
        }
        return contents;
    }

    private boolean isInCopy(ChangedFile file) {
        return file != null && file.path() != null && Handout.staysInCopy(file.path());
    }

    /**
     * Makes the backup and then changes the files. If this fails, the copy is put back.
     *
     * @param from the handout of the copy
     * @param to the newer handout
     * @param plan the plan; files that stay are left out
     */
    void apply(int from, int to, List<PlannedFile> plan) {
        List<PlannedFile> changes = plan.stream().filter(PlannedFile::isChange).toList();
        try {
            make(from, to, changes);
            try {
                for (PlannedFile change : changes) {
                    change(change);
                }
                Files.delete(unfinished());
            } catch (IOException | RuntimeException e) {
                undo();
                throw e;
            }
        } catch (IOException e) {
            throw new GraderException("The update failed, and the copy is as it was before: " + e, e);
        }
    }

    private void make(int from, int to, List<PlannedFile> changes) throws IOException {
        Files.createDirectories(updates);
        try (Scratch scratch = new Scratch(updates)) {
            Path made = Files.createDirectory(scratch.folder().resolve("made"));
            List<ChangedFile> files = new ArrayList<>();
            for (PlannedFile change : changes) {
                Path file = copy.place(change.path());
                if (Files.exists(file)) {
                    Path saved = saved(made, change.path());
                    Files.createDirectories(saved.getParent());
                    Files.copy(file, saved);
                }
                files.add(new ChangedFile(change.path(), Files.exists(file),
                        change.content() == null ? null : Handout.hash(change.content())));
            }
            OutputFile.write(new Contents(from, to, files), made.resolve(list().getFileName()));
            Files.createFile(made.resolve(unfinished().getFileName()));
            RecursiveDelete.deleteRecursively(backup);
            Files.move(made, backup);
        }
    }

    private static Path saved(Path backup, String path) {
        return backup.resolve("files").resolve(path);
    }

    private void change(PlannedFile change) throws IOException {
        Path file = copy.place(change.path());
        if (change.content() == null) {
            delete(file);
        } else {
            byte[] content = change.content();
            boolean script = content.length > 1 && content[0] == '#' && content[1] == '!';
            write(file, content, script || Files.isExecutable(file));
        }
    }

    private static void write(Path file, byte[] content, boolean executable) throws IOException {
        AtomicFile.write(file, content);
        if (executable) {
            file.toFile().setExecutable(true, false);
        }
    }

    /** Deletes a file, and the folders that are empty then. */
    private void delete(Path file) throws IOException {
        Files.deleteIfExists(file);
        for (Path folder = file.getParent(); !folder.equals(home); folder = folder.getParent()) {
            String[] files = folder.toFile().list();
            if (files != null && files.length > 0) {
                return;
            }
            Files.deleteIfExists(folder);
        }
    }

    /**
     * Puts the copy back to its state before the last update. A step that was begun since then stays; other files that were
     * changed since then are copied to runs/ first.
     *
     * @return what happened to files that were changed since the update, as sentences
     * @throws UsageException if there is no update to undo
     */
    List<String> undo() {
        boolean unfinished = Files.exists(unfinished());
        // A mark without a list is left if the end of an undo was interrupted: the files have been put back.
        List<ChangedFile> files = contents().map(Contents::files)
                .or(() -> unfinished ? Optional.of(List.of()) : Optional.empty())
                .orElseThrow(() -> new UsageException("There is no update to undo in " + home + "."));
        List<String> notes = new ArrayList<>();
        Path later = home.resolve("runs").resolve(LocalDateTime.now().format(TIME) + "-update");
        try {
            for (ChangedFile file : files) {
                Optional<byte[]> now = copy.read(file.path());
                boolean changedLater = !unfinished
                        && now.map(content -> !Handout.hash(content).equals(file.after())).orElse(false);
                if (changedLater && Handout.isStep(file.path())) {
                    notes.add(file.path() + " was changed after the update: it stays.");
                    continue;
                } else if (changedLater) {
                    write(later.resolve(file.path()), now.get(), false);
                    notes.add(file.path() + " was changed after the update: your version is in "
                            + home.relativize(later) + ".");
                }
                restore(file);
            }
            // Mark and list go at the same moment: a mark alone would end every command, a list alone could be undone again.
            try (Scratch scratch = new Scratch(updates)) {
                Files.move(backup, scratch.folder().resolve("undone"));
            }
            String[] left = updates.toFile().list();
            if (left != null && left.length == 0) {
                Files.delete(updates);
            }
            return notes;
        } catch (IOException e) {
            throw new UncheckedIOException("The update can't be undone in " + home + ". Run ./rnnkit update --undo again", e);
        }
    }

    private void restore(ChangedFile file) throws IOException {
        Path place = copy.place(file.path());
        if (!file.existed()) {
            delete(place);
            return;
        }
        Path saved = saved(backup, file.path());
        byte[] before = Files.readAllBytes(saved);
        // A file that is the same is not written, so that the next build does not take it for a new one.
        if (!copy.read(file.path()).map(now -> Arrays.equals(now, before)).orElse(false)) {
            write(place, before, Files.isExecutable(saved));
        }
    }
}
