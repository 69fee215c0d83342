package org.rnnkit.learner.show;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.learner.KitCopy;
import org.rnnkit.learner.lab.CellRun;
import org.rnnkit.learner.lab.Lab;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the pictures of steps: they show what the learner's code returns, and nothing where that is no picture. */
@Tag("slow")
class ShowPartTest {

    private static final int SECONDS = 2;

    @TempDir
    private static Path home;
    private static KitCopy copy;
    private static Lab lab;
    private static ShowPart part;

    @BeforeAll
    static void start() {
        copy = KitCopy.create(home);
        Kit kit = copy.kitOfAllSteps();
        Steps.all().forEach(step -> copy.save(step, copy.solution(step)));
        lab = new Lab(kit, SECONDS, CellRun.WARM_UP);
        part = new ShowPart(lab, kit, () -> new Intake(kit).take(Layout.EXERCISES));
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    private static Element drawn(int step) {
        return Jsoup.parseBodyFragment(part.html(step, null)).body();
    }

    private static Element changed(int step, String from, String to) {
        Step written = copy.step(step);
        String source = copy.solution(written);
        assertThat(source).contains(from);
        copy.save(written, source.replace(from, to));
        Element drawn = drawn(step);
        copy.save(written, source);
        return drawn;
    }

    /** The parts are the caption and the description, which have values of the student's. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "1 | oneHot(vocabSize) | oneHot(vocabSize).mul(0) | t: t; i: i; m: m; e: e | t: ; i: ; m: ; e:",
        "2 | 0.01f | 0.02f | standard deviation 0.010 | standard deviation 0.020",
        "3 | manager.zeros( | manager.ones( | begin: 0.00 | begin: 1.00",
        "4 | tanh() | sin() | on this text is | on this text is",
        "5 | apply(inputs | apply(inputs.mul(0) | largest difference is 0.0000 | difference is 0",
        "7 | gradient.muli | gradient.mul | length 2.50 becomes 1.00 | length 2.50 becomes 2.50",
        "8 | updater.update(net.parameters()) | updater.hashCode() | 3.33 at first and 2. | 3.33 at first and 3.33 at the end",
        "9 | epochFinished(epoch, result) | epochFinished(epoch, new EpochResult(28, 1, 1)) | was 2 | and 28.00 at the end"})
    void drawsWhatTheStudentsCodeReturns(int step, String from, String to, String right, String wrong) {
        Element reference = drawn(step);
        assertThat(reference.select("figcaption").text() + reference.select("svg").attr("aria-label")).contains(right);
        assertThat(reference.select("rect, path")).hasSizeGreaterThan(8);

        Element other = changed(step, from, to);
        assertThat(other.select("figcaption").text() + other.select("svg").attr("aria-label")).contains(wrong);
        assertThat(other.select("rect, path").outerHtml()).isNotEqualTo(reference.select("rect, path").outerHtml());
    }

    @Test
    void readsTheTextThatIsTyped() {
        assertThat(part.html(1, "Ada!")).contains("a: a; d: d; a: a;");
        assertThat(part.html(1, "abcdefghijklmnopqrstuvwxyz")).contains("p: p").doesNotContain("q: q");
        assertThat(part.html(3, "")).isEqualTo(part.html(3, null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "3 | return | if (batchSize == 1) { throw new IllegalStateException(); } return",
        "3 | return | System.exit(1); return",
        "3 | return | while (batchSize != 0.5) { } return",
        "3 | new Shape(batchSize, numHiddens) | new Shape(batchSize, 3)",
        "3 | numHiddens))); | numHiddens)).div(0));"})
    void showsNothingWhereThatIsNoPicture(int step, String from, String to) {
        assertThat(changed(step, from, to).children()).isEmpty();
        assertThat(drawn(step).select("figure")).hasSize(1);
    }

    @Test
    void stepsWithoutAPictureHaveNone() {
        assertThat(part.html(6, null)).isEmpty();
    }
}
