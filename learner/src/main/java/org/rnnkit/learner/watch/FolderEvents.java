package org.rnnkit.learner.watch;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Rings when the system says that something in a folder has changed, and every two seconds all the same: a network drive
 * tells nothing of what others write.
 */
final class FolderEvents implements ChangeSignal {

    private static final long ANYWAY_MILLIS = 2_000;

    /** Editors write, rename and set the times of a file in one go. */
    private static final long QUIET_MILLIS = 30;

    private final WatchService service;

    FolderEvents(List<Path> folders) throws IOException {
        service = FileSystems.getDefault().newWatchService();
        for (Path folder : folders) {
            folder.register(service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY,
                    StandardWatchEventKinds.ENTRY_DELETE);
        }
    }

    @Override
    public void await() throws InterruptedException {
        WatchKey key = service.poll(ANYWAY_MILLIS, TimeUnit.MILLISECONDS);
        while (key != null) {
            key.pollEvents();
            key.reset();
            key = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
        }
    }
}
