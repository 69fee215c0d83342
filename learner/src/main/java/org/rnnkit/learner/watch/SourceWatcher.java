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

/** Notices which steps' sources have changed, by what is in them: a save that changes nothing is none. */
final class SourceWatcher {

    private static final long POLL_MILLIS = 300;

    private final Path module;
    private final List<Step> steps;
    private final Map<Step, Integer> seen = new LinkedHashMap<>();

    SourceWatcher(Kit kit) {
        module = kit.layout().exercises();
        steps = kit.steps();
        changed();
    }

    /** Finds what tells of changes here: the system, else looking every now and then. */
    ChangeSignal bell(boolean poll) {
        // Java on macOS looks every ten seconds itself.
        boolean slow = System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("mac");
        if (!poll && !slow) {
            try {
                return new FolderEvents(steps.stream().map(this::folder).filter(Files::isDirectory).toList());
            } catch (IOException | UnsupportedOperationException none) {
                System.err.println("rnnkit: this system does not tell of saved files (" + none.getMessage()
                        + "), so they are looked at three times a second.");
            }
        }
        return () -> Thread.sleep(POLL_MILLIS);
    }

    /** Tells of saves from now on, on a thread of its own. */
    void tell(ChangeSignal bell, BlockingQueue<WatchEvent> events) {
        Thread thread = new Thread(() -> {
            try {
                while (true) {
                    bell.await();
                    Set<Step> changed = changed();
                    if (!changed.isEmpty()) {
                        events.put(new Saved(changed, changed.stream().mapToLong(this::savedAt).max().orElse(0)));
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }, "saves");
        thread.setDaemon(true);
        thread.start();
    }

    /** The steps whose sources are not what they were the last time. */
    private Set<Step> changed() {
        Set<Step> changed = new LinkedHashSet<>();
        for (Step step : steps) {
            int now = content(step);
            Integer before = seen.put(step, now);
            if (before != null && before != now) {
                changed.add(step);
            }
        }
        return changed;
    }

    private int content(Step step) {
        int content = 1;
        for (Path file : files(step)) {
            try {
                content = 31 * content + 31 * file.getFileName().hashCode() + Arrays.hashCode(Files.readAllBytes(file));
            } catch (IOException goneOrLocked) {
                content = 31 * content;
            }
        }
        return content;
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
