package org.rnnkit.classroom;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.rnnkit.classroom.inbox.ClassroomSubmission;
import org.rnnkit.classroom.results.Changes;
import org.rnnkit.classroom.results.ClassroomPhase;
import org.rnnkit.classroom.results.ClassroomReport;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.classroom.results.ClassroomState;
import org.rnnkit.classroom.results.ClassroomSteps;
import org.rnnkit.classroom.results.Doubt;

/**
 * The files about a class while it is graded. They are written when the grading begins and then every few seconds, also if
 * nothing has changed, so that the time on the page shows that the grading goes on: a killed grading leaves a page that says
 * what an old time means. Submissions without a result have a line that says so.
 */
public final class LiveClassroomReport implements ClassroomListener, AutoCloseable {

    private final ClassroomSteps steps;
    private final Path folder;
    private final Map<String, ClassroomResult> results = new LinkedHashMap<>();
    private final ScheduledExecutorService writer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "class report");
        thread.setDaemon(true);
        return thread;
    });
    private boolean open;

    /** Describes the class. Nothing is written until the grading has begun. */
    public LiveClassroomReport(List<ClassroomSubmission> submissions, ClassroomSteps steps, Path folder) {
        this.steps = steps;
        this.folder = folder;
        submissions.forEach(submission -> results.put(submission.name(), ClassroomResult.waiting(submission.name())));
    }

    /** Writes the files for the first time and goes on writing them. A later failure is ignored until the grading has ended. */
    @Override
    public void begun() {
        synchronized (writer) {
            open = true;
        }
        write(ClassroomPhase.RUNNING);
        long pause = ClassroomState.INTERVAL.toMillis();
        writer.scheduleWithFixedDelay(this::writeIfPossible, pause, pause, TimeUnit.MILLISECONDS);
    }

    @Override
    public synchronized void started(String name) {
        results.put(name, ClassroomResult.beingGraded(name));
    }

    @Override
    public synchronized void finished(ClassroomResult result) {
        results.put(result.name(), result);
    }

    private void writeIfPossible() {
        try {
            write(ClassroomPhase.RUNNING);
        } catch (RuntimeException notNow) {
            // The disk may be full. The files are written again soon, and at the end a failure is reported.
        }
    }

    private void write(ClassroomPhase phase) {
        List<ClassroomResult> now;
        synchronized (this) {
            now = results.values().stream().map(result -> phase == ClassroomPhase.INTERRUPTED && result.isUnfinished()
                    ? ClassroomResult.notYet(result.name()) : result).toList();
        }
        // Another lock: grading goes on while the files are written.
        synchronized (writer) {
            if (open) {
                open = phase != ClassroomPhase.INTERRUPTED;
                new ClassroomReport(steps, now, List.of(), List.of(), Changes.NONE, ClassroomState.now(phase)).write(folder);
            }
        }
    }

    /** Writes the complete files and returns the path of the page. Nothing is written after that. */
    public Path finish(List<ClassroomResult> all, List<Doubt> doubts, List<String> strangers, Changes changes) {
        synchronized (writer) {
            open = false;
            return new ClassroomReport(steps, all, doubts, strangers, changes, ClassroomState.complete()).write(folder);
        }
    }

    /** Ends the writing. Without {@link #finish}, the files then say that the grading was interrupted. */
    @Override
    public void close() {
        try {
            write(ClassroomPhase.INTERRUPTED);
        } catch (RuntimeException notNow) {
            // The reason why the grading has ended is what the user has to know.
        }
        synchronized (writer) {
            writer.shutdownNow();
        }
    }
}
