package org.rnnkit.learner.watch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.submission.SourceFile;
import org.rnnkit.grader.submission.UsedHelpers;
import org.rnnkit.learner.watch.WatchEvent.Saved;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * A watcher of the sources of the steps: the files in their packages, and the helper classes that they use. It compares
 * contents, so a save that changes nothing is not reported.
 */
final class SourceWatcher {

    private static final long POLL_MILLIS = 300;

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

    /** Returns the signal to use: events of the operating system, or a regular check where there are none. */
    ChangeSignal changeSignal(boolean poll) {
        // On macOS Java has no such events: its own check runs every ten seconds only.
        boolean mac = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
        if (!poll && !mac) {
            try {
                return new FolderEvents(root);
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
                    Map<Step, Long> changed = findChanged();
                    if (!changed.isEmpty()) {
                        events.put(new Saved(changed.keySet(), Collections.max(changed.values())));
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, "source watcher");
        thread.setDaemon(true);
        thread.start();
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
            List<SourceFile> used = Stream.concat(own.stream(), UsedHelpers.of(own, all.stream()
                    .filter(file -> Steps.withBonus().stream().noneMatch(any -> isOf(any, file))).toList()).stream()).toList();
            int now = used.stream().map(file -> 31 * file.path().hashCode() + Arrays.hashCode(file.content())).toList()
                    .hashCode();
            Integer before = contents.put(step, now);
            if (before != null && before != now) {
                changed.put(step, used.stream().mapToLong(file -> module.resolve(file.path()).toFile().lastModified()).max()
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
