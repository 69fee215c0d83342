package org.rnnkit.classroom.results;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.classroom.results.ClassroomFile.Changes;
import org.rnnkit.classroom.results.ClassroomPage.CommonMistakes;
import org.rnnkit.classroom.results.ClassroomPage.SubmissionRow;
import org.rnnkit.classroom.results.ClassroomReport.ClassroomState;
import org.rnnkit.classroom.results.ClassroomReport.ClassroomSteps;
import org.rnnkit.grader.kit.Misconception;
import org.rnnkit.grader.kit.Misconception.FailureMessages;
import org.rnnkit.grader.page.HtmlReader;

/** Tests of what a class got wrong. */
class CommonMistakesTest {

    private static final FailureMessages NOTHING = new FailureMessages(Map.of());
    private static final ClassroomResult ADA = graded("ada", "", "", "");
    private static final ClassroomResult BOB = graded("bob <b>", "", "logits: 0.031 at [0, 1]\nHint: ./rnnkit hint 2\nAgain "
            + "with the same numbers:\nmvn test -Drnnkit.seed=1", "wrong, \"so\"\nand so");
    private static final ClassroomResult CARL = graded("carl", "", "logits: -7.5e-3 at [4, 2]", "");

    @TempDir
    private Path folder;

    @Test
    void groupsMistakesThatDifferOnlyInNumbers() {
        List<CommonMistakes.Mistake> mistakes = mistakes(ADA, BOB, CARL, ClassroomResult.refused("dan", "empty"));

        assertThat(mistakes).hasSize(2);
        assertThat(names(mistakes.get(0))).containsExactly("bob <b>", "carl");
        assertThat(mistakes.get(0).message()).isEqualTo("logits: 0.031 at [0, 1]");
        assertThat(mistakes.get(0).step().number()).isEqualTo(2);
    }

    @Test
    void groupsMistakesByTheirSlip() {
        List<CommonMistakes.Mistake> mistakes = mistakes(
                graded("ada", "", "Likely mistake: the bias is forgotten\nor: b\na is 3", ""),
                graded("bob", "", "Likely mistake: the bias is forgotten\nor: b\nb has NaN", ""),
                graded("carl", "", "Likely mistake: it is twice there\na is 4", ""));

        assertThat(mistakes).extracting(CommonMistakes.Mistake::title)
                .containsExactly("The bias is forgotten or: b", "It is twice there");
        assertThat(names(mistakes.get(0))).containsExactly("ada", "bob");
    }

    @Test
    void groupsMistakesByTheMisconceptionThatTheMessageShows() throws IOException {
        FailureMessages beliefs = new FailureMessages(Map.of("step3state", Map.of("wrong, \"so\" and",
                new Misconception("So is so.", "It <never> is.", List.of(), false), "wrong",
                new Misconception("Right is wrong.", "Left, too.", List.of(), false))));
        Files.writeString(Files.createDirectories(folder.resolve("eve")).resolve("report.json"), "");
        Document page = ClassroomReportTest.page(new ClassroomReport(new ClassroomSteps(ClassroomReportTest.STEPS, List.of(),
                beliefs), List.of(ADA, BOB, graded("eve", "", "", "this is wrong")), List.of(), List.of(),
                List.of(), Changes.NONE, ClassroomState.complete()), folder);
        String lecture = Files.readString(folder.resolve("lecture.html"));

        assertThat(page.select(".mistakes summary").eachText()).contains("1 submission, step 3: So is so.",
                "1 submission, step 3: Right is wrong.");
        assertThat(page.select(".mistakes li").text()).contains("It <never> is. 1 submission: wrong, \"so\"");
        assertThat(page.select(".mistakes a").eachAttr("href")).contains("./eve/report.json");
        assertThat(HtmlReader.read(lecture).select("h2").eachText()).contains("So is so.", "Right is wrong.");
        assertThat(HtmlReader.read(lecture).text()).contains("3 submissions").doesNotContain("bob", " eve ");
    }

    /** Students call packages and classes after themselves. */
    @Test
    void theLectureNamesNoFileOrPackageOfAStudent() {
        CommonMistakes mistakes = CommonMistakes.of(List.of(graded("hugo", "", "", "does not compile: "
                + "exercises/src/main/java/hugo/Tools.java:2: illegal start of type\n"
                + "exercises/src/main/java/org/rnnkit/step4rnn/RnnForward.java:31: method note in class hugo.Tools cannot be "
                + "applied; package hugo.more does not exist\njava.lang.NullPointerException at hugo.Tools.note(Haas.java:12) "
                + "in ai.djl.ndarray.NDArray at [0, 1.5]")), NOTHING, result -> null);

        assertThat(HtmlReader.read(mistakes.lecture()).text()).doesNotContainIgnoringCase("hugo", "tools", "haas").contains(
                "does not compile: a file of their own:2: illegal start of type", "RnnForward.java:31: method note in class "
                + "NAME cannot be applied; package NAME does not exist", "java.lang.NullPointerException",
                "(a file of their own:12) in ai.djl.ndarray.NDArray at [0, 1.5]");
        assertThat(mistakes.mistakes().get(0).message()).as("the class page").contains("hugo/Tools.java:2");
    }

    private static List<CommonMistakes.Mistake> mistakes(ClassroomResult... results) {
        return CommonMistakes.of(List.of(results), NOTHING,
                result -> new SubmissionRow(result.name(), "", "", result.report(), "")).mistakes();
    }

    private static List<String> names(CommonMistakes.Mistake mistake) {
        return mistake.who().stream().map(SubmissionRow::name).toList();
    }

    private static ClassroomResult graded(String name, String... messages) {
        return ClassroomResult.graded(name, ClassroomReportTest.report(0, messages));
    }
}
