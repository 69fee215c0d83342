package org.rnnkit.grader.classroom;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.rnnkit.grader.Grader;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.FeedbackDetail;
import org.rnnkit.grader.report.format.FormatName;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.training.Trainer;
import org.rnnkit.testkit.steps.Steps;

/** Grades a class on one step, one job at a time; also a program of its own, which a test can kill. */
final class ClassProcess {

    private ClassProcess() {}

    public static void main(String[] folders) {
        grade(Path.of(folders[0]), Path.of(folders[1]), "same");
    }

    static List<ClassResult> grade(Path folder, Path out, String fingerprint) {
        Kit kit = Kit.find(List.of(Steps.all().get(2)));
        Grader grader = new Grader(kit, Sandbox.none(), GradingConfig.DEFAULT,
                (submission, steps, scratch) -> Trainer.Outcome.withoutReport("not wanted"));
        Classroom classroom = new Classroom(new Intake(kit), grader, fingerprint,
                new StudentFeedback(Set.of(FormatName.JSON), FeedbackDetail.NONE, Map.of()), out);
        List<ClassSubmission> handins = ClassSubmission.in(folder, out);
        try (ClassProgress progress = new ClassProgress(handins.size(),
                new PrintStream(OutputStream.nullOutputStream()), false)) {
            return classroom.grade(handins, 1, progress);
        }
    }
}
