package org.rnnkit.classroom;

import java.io.File;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.rnnkit.classroom.inbox.ClassroomSubmission;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.classroom.results.ResultKind;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.Fingerprint;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.grader.system.RefusedException;
import org.rnnkit.grader.system.ShutdownHooks;
import org.rnnkit.grader.system.UsageException;

/**
 * The grading of one submission of a class, in two attempts. The first is beside other submissions. If it ends in a grader
 * error, of any kind, the second is alone, after all others. If this ends in a grader error, too, the submission is set
 * aside, and the next run of the class tries again.
 */
final class SubmissionGrading {

    private static final int MAX_KILLS = 2;
    /** The beginning of the reason why a repository was not fetched, if its author has to mend it. */
    private static final String REFUSED = "refused: ";

    private final ClassroomSubmission submission;
    private final Course course;
    private final Path folder;
    private final Path cacheFolder;
    private final Path log;
    /** The file of the findings. Each run computes the mark and the files for the student from them again. */
    private final Path findings;
    private final GradingMark mark;
    private final List<ClassroomListener> listeners;

    /** Describes the grading; grades nothing yet. */
    SubmissionGrading(ClassroomSubmission submission, Course course, Path out, List<ClassroomListener> listeners) {
        this.submission = submission;
        this.course = course;
        this.folder = out.resolve(submission.name());
        this.cacheFolder = out.resolve(Classroom.CACHE_FOLDER).resolve(submission.name());
        this.log = cacheFolder.resolve("grader-error.txt");
        this.findings = cacheFolder.resolve("findings.json");
        this.mark = new GradingMark(cacheFolder, submission);
        this.listeners = listeners;
    }

    /** Deletes what a killed grader has left in the submission's folders. */
    void clean() {
        OutputFile.deleteUnfinished(folder);
        OutputFile.deleteUnfinished(cacheFolder);
    }

    /** Grades the submission beside others. Empty if that fails, or if a grader was killed while it graded this one. */
    Optional<ClassroomResult> tryBesideOthers(Lanes lanes) {
        if (mark.exists()) {
            return Optional.empty();
        }
        try {
            return Optional.of(grade(false, lanes));
        } catch (RuntimeException | Error error) {
            throwIfInterrupted(error);
            return Optional.empty();
        }
    }

    /** Grades the submission while no other is graded. */
    ClassroomResult gradeAlone(Lanes lanes) {
        if (mark.killsAlone() >= MAX_KILLS) {
            return ClassroomResult.setAside(submission.name(), "the grader was killed twice while it graded nothing but this "
                    + "one, perhaps because the machine ran out of memory. Grade it on a machine with more memory, or delete "
                    + inResults(mark.file()) + " and run the same command again.");
        }
        try {
            return grade(true, lanes);
        } catch (RuntimeException | Error error) {
            throwIfInterrupted(error);
            writeLog(error);
            String reason = Printable.withoutPaths(GraderException.describe(error));
            return ClassroomResult.setAside(submission.name(), "it failed twice. " + reason + (reason.endsWith(".") ? "" : ".")
                    + " When that is mended, run the same command again. If there is nothing to mend, it is a mistake in the "
                    + "kit: report it with " + inResults(log) + ", and mark this submission by hand.");
        }
    }

    /** Names a file by its path in the folder for the results. */
    private String inResults(Path file) {
        return folder.getParent().relativize(file) + " in the folder of --out";
    }

    /** Writes the stack trace for whoever has to find the mistake. */
    private void writeLog(Throwable error) {
        try {
            StringWriter trace = new StringWriter();
            error.printStackTrace(new PrintWriter(trace));
            OutputFile.write(trace.toString(), log);
        } catch (RuntimeException | Error second) {
            error.addSuppressed(second);
        }
    }

    private static void throwIfInterrupted(Throwable error) {
        if (ShutdownHooks.hasBegun() || Thread.currentThread().isInterrupted()) {
            throw new GraderException("interrupted", error);
        }
    }

    private ClassroomResult grade(boolean alone, Lanes lanes) {
        listeners.forEach(listener -> listener.started(submission.name()));
        String notFetched = submission.notFetched();
        if (notFetched.startsWith(REFUSED)) {
            String reason = notFetched.substring(REFUSED.length());
            course.feedback().writeRefused(folder, reason);
            return ClassroomResult.refused(submission.name(), reason);
        } else if (!notFetched.isEmpty()) {
            course.feedback().delete(folder);
            return ClassroomResult.notFetched(submission.name(), notFetched);
        }
        if (!submission.doubt().isEmpty()) {
            course.feedback().delete(folder);
            return ClassroomResult.refused(submission.name(), submission.doubt());
        }
        mark.set(alone);
        try {
            ClassroomResult result = result(take(), lanes);
            log.toFile().delete();
            return result;
        } catch (RefusedException refused) {
            course.feedback().writeRefused(folder, refused.forStudent());
            return ClassroomResult.refused(submission.name(), fromInbox(refused));
        } catch (UsageException refused) {
            return ClassroomResult.refused(submission.name(), fromInbox(refused));
        } finally {
            mark.delete();
        }
    }

    /** Returns the reason of a refusal, which names the upload as the inbox does, without the inbox's own path. */
    private String fromInbox(UsageException refused) {
        Path inbox = submission.paths().get(0).toAbsolutePath().normalize().getParent();
        return refused.getMessage().replace(inbox + File.separator, "");
    }

    /** Reads the submission. If that fails, it deletes an older report, which is about something else. */
    private Submission take() {
        try {
            return course.intake().take(submission.name(), submission.paths());
        } catch (RuntimeException | Error error) {
            course.feedback().delete(folder);
            throw error;
        }
    }

    /** Marks the submission, from kept findings if nothing that they depend on has changed, and writes the student's files. */
    private ClassroomResult result(Submission taken, Lanes lanes) {
        Fingerprint whole = new Fingerprint().add(course.fingerprint());
        taken.addTo(whole);
        String fingerprint = whole.finish();
        Optional<Report> kept = OutputFile.readSealed(findings, fingerprint, Report.class);
        Report found = kept.orElseGet(() -> grade(taken, lanes));
        if (kept.isEmpty()) {
            OutputFile.writeSealed(found, fingerprint, findings);
        }
        Report report = mark(found, taken);
        course.feedback().update(folder, report);
        return new ClassroomResult(submission.name(), ResultKind.GRADED, report, "", kept.isPresent());
    }

    private Report grade(Submission taken, Lanes lanes) {
        delete(findings);
        course.feedback().delete(folder);
        try (Lanes.Lane lane = lanes.enter(course.marking().stepCount())) {
            Report graded = course.grader().run(taken, step -> lane.stepFinished());
            return graded.withGrading(course.context().of(taken, graded, folder));
        }
    }

    private Report mark(Report found, Submission taken) {
        Report report = course.marking().mark(found, submission.name(), submission.handIn().time());
        return report.withGrading(course.context().refresh(report.grading(), taken));
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new GraderException("can't delete " + file + ": " + e, e);
        }
    }

    /**
     * A file that exists while a submission is graded. If it exists before that, the grader was killed in the middle: by its
     * user, or by the system because of this submission, for example because the machine ran out of memory.
     */
    static final class GradingMark {

        private final Path file;
        private final String handedIn;
        private final Runnable interrupted = this::release;
        private int kills;

        /**
         * The content of the file.
         *
         * @param kills how often the grader was killed while it graded this submission alone, if it is killed now
         * @param handedIn the times of the submission's folders or archives; the next one that is handed in begins at 0 kills
         */
        private record Content(int kills, String handedIn) {}

        /** Describes the mark of a submission, in a folder of its own. */
        GradingMark(Path folder, ClassroomSubmission submission) {
            this.file = folder.resolve("running.json");
            this.handedIn = submission.paths().stream().map(path -> path.toFile().lastModified()).toList().toString();
        }

        Path file() {
            return file;
        }

        /** Tells whether an earlier grader was killed while it graded the submission. */
        boolean exists() {
            return Files.exists(file);
        }

        /** Counts how often a grader was killed while it graded the submission and no other. */
        int killsAlone() {
            return OutputFile.read(file, Content.class).filter(content -> handedIn.equals(content.handedIn()))
                    .map(Content::kills).orElse(0);
        }

        /** Sets the mark. An interruption by the user does not count as a kill. */
        void set(boolean alone) {
            kills = killsAlone();
            OutputFile.write(new Content(kills + (alone ? 1 : 0), handedIn), file);
            ShutdownHooks.register(interrupted);
        }

        private void release() {
            if (kills == 0) {
                file.toFile().delete();
            } else {
                OutputFile.write(new Content(kills, handedIn), file);
            }
        }

        /** Deletes the mark. */
        void delete() {
            ShutdownHooks.unregister(interrupted);
            SubmissionGrading.delete(file);
        }
    }
}
