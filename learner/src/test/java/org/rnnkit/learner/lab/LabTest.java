package org.rnnkit.learner.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.verdict.StepTester;
import org.rnnkit.grader.worker.step.StepAnswer;
import org.rnnkit.learner.KitCopy;
import org.rnnkit.learner.feedback.StudentSteps;
import org.rnnkit.learner.worker.CellTask;
import org.rnnkit.learner.worker.LabTask;
import org.rnnkit.learner.worker.TestTask;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.steps.Step;

/** Tests of a lab that does tasks of different kinds. */
@Tag("slow")
class LabTest {

    private static final int SECONDS = 5;

    @TempDir
    private Path home;

    /** The next cell sees the static fields that a cell has set. A test runs in another process. */
    @Test
    void aProcessThatRanACellTestsNoStep() {
        KitCopy copy = KitCopy.create(home);
        Step step = copy.step(3);
        copy.save(step, copy.solution(step).replace("return new NDList",
                "System.out.println(System.getProperty(\"left\"));\n        return new NDList"));
        Map<String, byte[]> classes = new StudentSteps(copy.kit(), new Intake(copy.kit()).take("exercises")).classes();
        TestTask test = new TestTask(StepTester.request(copy.kit(), step, classes, Draw.SEED, SECONDS), step.seconds());
        try (Lab lab = new Lab(copy.kit(), SECONDS, null)) {
            run(lab, new CellTask("System.setProperty(\"left\", \"behind\");", List.of(), "", SECONDS));
            assertThat(run(lab, new CellTask("System.getProperty(\"left\")", List.of(), "", SECONDS)).value())
                    .isEqualTo("\"behind\"");
            StepAnswer answer = run(lab, test);
            assertThat(answer.printed().lines()).containsOnly("null");
            assertThat(answer.result().tests()).allSatisfy(one -> assertThat(one.problem()).isNull());
        }
    }

    private static <A> A run(Lab lab, LabTask<A> task) {
        return lab.run(task, () -> true, news -> { }).orElseThrow().answer().orElseThrow();
    }
}
