package org.rnnkit.grader.classroom;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.rnnkit.grader.Grader;
import org.rnnkit.grader.TestSubmission;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.FeedbackDetail;
import org.rnnkit.grader.report.format.FormatName;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.training.Trainer;
import org.rnnkit.testkit.steps.Steps;

/** A program that grades one step of a class, one submission at a time. A test can kill its process. */
final class ClassProcess {

    private ClassProcess() {}

    /** Grades the first submission, says so and goes no further, so that whoever kills it then races nothing. */
    public static void main(String[] folders) {
        grade(Path.of(folders[0]), Path.of(folders[1]), "same", new PrintStream(new OutputStream() {
            @Override
            public void write(int letter) {
                System.out.println("one is finished");
                while (true) {
                    LockSupport.park();
                }
            }
        }));
    }

    static List<ClassResult> grade(Path folder, Path out, String fingerprint) {
        return grade(folder, out, fingerprint, new PrintStream(OutputStream.nullOutputStream()));
    }

    private static List<ClassResult> grade(Path folder, Path out, String fingerprint, PrintStream shown) {
        Kit kit = Kit.find(List.of(Steps.all().get(2)));
        Grader grader = new Grader(kit, Sandbox.none(), TestSubmission.compiler(), GradingConfig.DEFAULT,
                (submission, steps, scratch) -> Trainer.Outcome.withoutReport("not wanted"));
        Classroom classroom = new Classroom(new Intake(kit), grader, fingerprint,
                new StudentFeedback(Set.of(FormatName.JSON), FeedbackDetail.NONE, Map.of()), out);
        List<ClassSubmission> submissions = ClassSubmission.list(folder, out);
        try (ClassProgress progress = new ClassProgress(submissions.size(), shown, false)) {
            return classroom.grade(submissions, 1, progress);
        }
    }
}
