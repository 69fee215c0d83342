package org.rnnkit.learner.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A signal from the operating system that something in a folder, or in a folder inside it, has changed. It also comes every
 * two seconds in any case, because a network drive does not report what other machines write.
 */
final class FolderEvents implements ChangeSignal {

    private static final long MAX_WAIT_MILLIS = 2_000;

    /** One save causes several events (write, rename, set times); this long a pause ends them. */
    private static final long QUIET_MILLIS = 30;

    private final Path root;
    private final WatchService service;

    FolderEvents(Path root) throws IOException {
        this.root = root;
        service = FileSystems.getDefault().newWatchService();
        register();
    }

    /** Registers all folders. One that is registered already stays as it is. */
    private void register() throws IOException {
        try (Stream<Path> folders = Files.walk(root)) {
            for (Path folder : folders.filter(Files::isDirectory).toList()) {
                folder.register(service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY,
                        StandardWatchEventKinds.ENTRY_DELETE);
            }
        }
    }

    @Override
    public void await() throws InterruptedException {
        WatchKey key = service.poll(MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        while (key != null) {
            key.pollEvents();
            key.reset();
            key = service.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
        }
        try {
            register();
        } catch (IOException | UncheckedIOException gone) {
            // A folder was deleted meanwhile. The next signal registers what is there then.
        }
    }
}
