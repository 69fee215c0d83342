package org.rnnkit.classroom.samework;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.classroom.samework.SourcePrints.SourcePrint;
import org.rnnkit.grader.TestSubmission;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests which files of a submission have a fingerprint. */
class SourcePrintsTest {

    private final Kit kit = Kit.find(Steps.all());
    private final SourcePrints prints = new SourcePrints(kit);

    @TempDir
    private Path folder;

    /** Returns the numbers of the steps that students write, changed by some more or fewer files. */
    private static List<Integer> numbers(Consumer<List<Integer>> change) {
        List<Integer> numbers = new ArrayList<>(Steps.all().stream().map(Step::number).toList());
        change.accept(numbers);
        return numbers.stream().sorted().toList();
    }

    private List<SourcePrint> of(TestSubmission submission) {
        return prints.of(new Intake(kit).take(submission.folder().toString()));
    }

    @Test
    void aCopyOfTheReferenceIsEqualToIt() {
        assertThat(prints.reference()).hasSameSizeAs(Steps.all());
        assertThat(of(TestSubmission.copyTo(folder))).isEqualTo(prints.reference());
    }

    @Test
    void stubsAndHalfWrittenStepsDoNotCount() {
        TestSubmission submission = TestSubmission.copyTo(folder)
                .stateFirst("if (batchSize == 0) { throw new NotImplementedYet(3, null); }");

        assertThat(of(submission)).extracting(SourcePrint::step)
                .containsExactlyInAnyOrderElementsOf(numbers(all -> all.remove(Integer.valueOf(3))));
        assertThat(prints.of(new Intake(kit).take("exercises"))).isEmpty();
    }

    @Test
    void aHelperClassOfItsOwnPackageCountsOnceIfAStepUsesIt() {
        TestSubmission submission = TestSubmission.copyTo(folder)
                .step("step3state/Use.java", "package org.rnnkit.step3state; class Use extends util.Shapes {}")
                .step("step7clipping/Use.java", "package org.rnnkit.step7clipping; class Use extends util.Shapes {}")
                .file("src/main/java/util/Shapes.java", "package util; public class Shapes { int rows; }")
                .file("src/main/java/util/Unused.java", "package util; public class Unused { long columns; }");

        assertThat(of(submission)).extracting(SourcePrint::step)
                .containsExactlyInAnyOrderElementsOf(numbers(all -> all.addAll(List.of(3, 7, SourcePrint.HELPERS))));
    }

    @Test
    void aClassBesideAStepCountsAsAFileOfThisStep() {
        TestSubmission submission = TestSubmission.copyTo(folder).step("step3state/Helper.java", "class Helper {}");

        assertThat(of(submission)).extracting(SourcePrint::step)
                .containsExactlyInAnyOrderElementsOf(numbers(all -> all.add(3)));
    }
}
