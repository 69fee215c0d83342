package org.rnnkit.learner.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.submission.SourceFile;
import org.rnnkit.testkit.steps.Step;

/**
 * A watcher of the sources of the steps: the files in their packages. It compares contents, so a save that changes nothing is
 * not reported.
 */
final class SourceWatcher {

    private static final long POLL_MILLIS = 300;
    private static final long MAX_WAIT_MILLIS = 2_000;
    /** One save causes several events (write, rename, set times); this long a pause ends them. */
    private static final long QUIET_MILLIS = 30;

    private final Path module;
    private final Path root;
    private final List<Step> steps;
    private final Map<Step, Integer> contents = new LinkedHashMap<>();

    SourceWatcher(Kit kit) {
        module = kit.layout().exercises();
        root = module.resolve("src/main/java");
        steps = kit.steps();
        findChanged();
    }

    /**
     * Starts a thread that reports each change.
     *
     * @param poll whether to check the files regularly instead of waiting for events of the operating system
     * @param saved receives the steps, and the time of their last save in milliseconds, as the files have it
     */
    void start(boolean poll, BiConsumer<Set<Step>, Long> saved) {
        // On macOS Java has no such events: its own check runs every ten seconds only.
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
        WatchService folders = poll || mac ? null : openFolders();
        Thread thread = new Thread(() -> {
            try {
                while (true) {
                    awaitSignal(folders);
                    Map<Step, Long> changed = findChanged();
                    if (!changed.isEmpty()) {
                        saved.accept(changed.keySet(), Collections.max(changed.values()));
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, "source watcher");
        thread.setDaemon(true);
        thread.start();
    }

    /** Opens the events of the operating system; null if it has none. */
    private WatchService openFolders() {
        try {
            WatchService folders = FileSystems.getDefault().newWatchService();
            register(folders);
            return folders;
        } catch (IOException | UnsupportedOperationException e) {
            System.err.println("rnnkit: the operating system reports no file changes (" + e.getMessage()
                    + "), so the files are checked three times a second.");
            return null;
        }
    }

    /** Registers all folders. One that is registered already stays as it is. */
    private void register(WatchService service) throws IOException {
        try (Stream<Path> folders = Files.walk(root)) {
            for (Path folder : folders.filter(Files::isDirectory).toList()) {
                folder.register(service, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_MODIFY,
                        StandardWatchEventKinds.ENTRY_DELETE);
            }
        }
    }

    /**
     * Waits until files may have changed. That is so every two seconds in any case, because a network drive does not report
     * what other machines write.
     */
    private void awaitSignal(WatchService folders) throws InterruptedException {
        if (folders == null) {
            Thread.sleep(POLL_MILLIS);
            return;
        }
        WatchKey key = folders.poll(MAX_WAIT_MILLIS, TimeUnit.MILLISECONDS);
        while (key != null) {
            key.pollEvents();
            key.reset();
            key = folders.poll(QUIET_MILLIS, TimeUnit.MILLISECONDS);
        }
        try {
            register(folders);
        } catch (IOException | UncheckedIOException gone) {
            // A folder was deleted meanwhile. The next signal registers what is there then.
        }
    }

    /** Returns the steps whose sources have changed since the last call, with the time of their last save. */
    Map<Step, Long> findChanged() {
        List<SourceFile> all;
        try {
            all = read();
        } catch (IOException | UncheckedIOException beingChanged) {
            return Map.of(); // the next signal shows what is there then
        }
        Map<Step, Long> changed = new LinkedHashMap<>();
        for (Step step : steps) {
            List<SourceFile> own = all.stream().filter(file -> isOf(step, file)).toList();
            int now = own.stream().map(file -> 31 * file.path().hashCode() + Arrays.hashCode(file.content())).toList()
                    .hashCode();
            Integer before = contents.put(step, now);
            if (before != null && before != now) {
                changed.put(step, own.stream().mapToLong(file -> module.resolve(file.path()).toFile().lastModified()).max()
                        .orElse(0));
            }
        }
        return changed;
    }

    private static boolean isOf(Step step, SourceFile file) {
        return Path.of(step.sourceFile()).getParent().equals(Path.of(file.path()).getParent());
    }

    private List<SourceFile> read() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().flatMap(this::read).toList();
        }
    }

    private Stream<SourceFile> read(Path file) {
        try {
            return Stream.of(new SourceFile(module.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file)));
        } catch (IOException goneOrLocked) {
            return Stream.empty();
        }
    }
}
