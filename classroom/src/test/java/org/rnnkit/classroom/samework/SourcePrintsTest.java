package org.rnnkit.classroom.samework;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.classroom.samework.SourcePrints.ComparedSource;
import org.rnnkit.classroom.samework.SourcePrints.SourcePrint;
import org.rnnkit.grader.TestSubmission;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests which files of a submission have a fingerprint, and that a disguised copy has the same one, and other code another. */
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

    private static final String SOURCE = """
            package org.rnnkit.step7clipping;
            import ai.djl.ndarray.NDList;
            import java.util.List;
            public final class GradientClipping {
                private static final float LIMIT = 1;
                @Override
                public static double clip(NDList parameters, float theta) {
                    double norm = norm(parameters);
                    return norm > theta ? this.scale(parameters, theta / norm) : norm;
                }
                private static double norm(NDList all) { return Math.sqrt(all.size()); }
            }
            """;

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

    @ParameterizedTest
    @ValueSource(strings = {
        "s/import java.util.List;//", "s/private static final/static private final/", "s/@Override//",
        "s/norm\\(/lengthOfAll(/", "s/parameters/p/", "s/parameters/_p/", "s/theta/Theta/",
        "s/this\\.//", "s/return Math/\\/\\/ mine\\n return\\n Math/",
        "s/public final class GradientClipping/class GradientClipping/"})
    void isTheSameForADisguisedCopy(String change) {
        String copy = changed(change);

        assertThat(copy).isNotEqualTo(SOURCE);
        assertThat(print(copy)).isEqualTo(print(SOURCE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s/norm > theta/norm < theta/", "s/Math.sqrt/Math.abs/", "s/LIMIT = 1/LIMIT = 2/",
        "s/double norm = norm/float norm = norm/"})
    void differsForOtherCode(String change) {
        assertThat(print(changed(change))).isNotEqualTo(print(SOURCE));
    }

    private static String changed(String change) {
        String[] parts = change.split("(?<!\\\\)/", -1);
        return SOURCE.replaceAll(parts[1], parts[2].replace("\\n", "\n"));
    }

    /** Everybody has the same frame of the class, which the kit gives, so it does not count. */
    @Test
    void countsOnlyTheBodiesOfMethods() {
        String frame = "package a; import b.C; class D { private final int e = 1; int f(int g) %s }";

        assertThat(print(frame.formatted("{ }")).tokens()).isEqualTo(2);
        assertThat(print(frame.formatted("{ return g; }")).tokens()).isEqualTo(5);
    }

    private static SourcePrint print(String source) {
        return ComparedSource.of(source).print(7);
    }
}
