package org.rnnkit.learner.watch;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.learner.watch.WatchEvent.Saved;
import org.rnnkit.testkit.steps.Step;

/** A watcher of the steps' source files. It compares contents, so a save that changes nothing is not reported. */
final class SourceWatcher {

    private static final long POLL_MILLIS = 300;

    private final Path module;
    private final List<Step> steps;
    private final Map<Step, Integer> contents = new LinkedHashMap<>();

    SourceWatcher(Kit kit) {
        module = kit.layout().exercises();
        steps = kit.steps();
        findChanged();
    }

    /** Returns the signal to use: events of the operating system, or a regular check where there are none. */
    ChangeSignal changeSignal(boolean poll) {
        // On macOS Java has no such events: its own check runs every ten seconds only.
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
        if (!poll && !mac) {
            try {
                return new FolderEvents(steps.stream().map(this::folder).filter(Files::isDirectory).toList());
            } catch (IOException | UnsupportedOperationException e) {
                System.err.println("rnnkit: the operating system reports no file changes (" + e.getMessage()
                        + "), so the files are checked three times a second.");
            }
        }
        return () -> Thread.sleep(POLL_MILLIS);
    }

    /** Starts a thread that turns every change into an event. */
    void startReporting(ChangeSignal signal, BlockingQueue<WatchEvent> events) {
        Thread thread = new Thread(() -> {
            try {
                while (true) {
                    signal.await();
                    Set<Step> changed = findChanged();
                    if (!changed.isEmpty()) {
                        events.put(new Saved(changed, changed.stream().mapToLong(this::savedAt).max().orElse(0)));
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, "source watcher");
        thread.setDaemon(true);
        thread.start();
    }

    /** Returns the steps whose sources have changed since the last call. */
    private Set<Step> findChanged() {
        Set<Step> changed = new LinkedHashSet<>();
        for (Step step : steps) {
            int now = contentHash(step);
            Integer before = contents.put(step, now);
            if (before != null && before != now) {
                changed.add(step);
            }
        }
        return changed;
    }

    private int contentHash(Step step) {
        int hash = 1;
        for (Path file : files(step)) {
            try {
                hash = 31 * hash + 31 * file.getFileName().hashCode() + Arrays.hashCode(Files.readAllBytes(file));
            } catch (IOException goneOrLocked) {
                hash = 31 * hash;
            }
        }
        return hash;
    }

    private long savedAt(Step step) {
        return files(step).stream().mapToLong(file -> file.toFile().lastModified()).max().orElse(0);
    }

    private List<Path> files(Step step) {
        try (Stream<Path> files = Files.list(folder(step))) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        } catch (IOException gone) {
            return List.of();
        }
    }

    private Path folder(Step step) {
        return module.resolve(step.sourceFile()).getParent();
    }
}
