package org.rnnkit.grader.system;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The deletion of scratch folders that killed processes have left behind. Each process does this once for each parent. */
final class ScratchSweep {

    private static final Set<Path> SWEPT = ConcurrentHashMap.newKeySet();

    private ScratchSweep() {}

    /**
     * Deletes the scratch folders beside another one whose processes no longer live. Folders of other users, folders
     * without a scratch folder's lock file, and links stay.
     *
     * @param scratch a scratch folder of this process
     */
    static void sweepBeside(Path scratch) {
        Path parent = scratch.getParent();
        if (!SWEPT.add(parent)) {
            return;
        }
        try (DirectoryStream<Path> found = Files.newDirectoryStream(parent, Scratch.PREFIX + "*")) {
            UserPrincipal user = Files.getOwner(scratch, LinkOption.NOFOLLOW_LINKS);
            for (Path folder : found) {
                if (Files.isDirectory(folder, LinkOption.NOFOLLOW_LINKS)
                        && Files.isRegularFile(Scratch.lockFile(folder), LinkOption.NOFOLLOW_LINKS)
                        && Files.getOwner(folder, LinkOption.NOFOLLOW_LINKS).equals(user)) {
                    deleteIfAbandoned(folder);
                }
            }
        } catch (IOException | DirectoryIteratorException ignored) {
            // What is left costs disk space only.
        }
    }

    private static void deleteIfAbandoned(Path folder) {
        try {
            Optional<ProcessLock> lock = ProcessLock.tryLock(Scratch.lockFile(folder));
            if (lock.filter(ProcessLock::isEnforced).isPresent()) {
                // Under the lock, so that a process that is just making this folder notices that it is gone.
                RecursiveDelete.deleteRecursively(folder);
                lock.get().close();
                // Windows does not delete an open file.
                RecursiveDelete.deleteRecursively(folder);
            } else {
                lock.ifPresent(ProcessLock::close);
            }
        } catch (IOException ignored) {
            // It stays.
        }
    }
}
