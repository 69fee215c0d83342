package org.rnnkit.learner.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.learner.KitCopy;
import org.rnnkit.learner.chapter.ChapterText;
import org.rnnkit.learner.worker.CellResult;
import org.rnnkit.testkit.limit.WorkLimit;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Runs every cell of every chapter with finished steps. */
@Tag("slow")
class ChapterCellsTest {

    private static final Pattern CELL = Pattern.compile("(?m)^```java try( throws)?\n((?s:.*?))\n```$");

    @TempDir
    private static Path home;
    private static Lab lab;
    private static CellRun cells;

    @BeforeAll
    static void start() {
        KitCopy copy = KitCopy.create(home);
        Kit kit = copy.kitOfAllSteps();
        kit.steps().forEach(step -> copy.save(step, copy.solution(step)));
        lab = new Lab(kit, WorkLimit.SECONDS, CellRun.WARM_UP);
        cells = new CellRun(lab, kit, () -> new Intake(kit).take(Layout.EXERCISES));
    }

    @AfterAll
    static void stop() {
        lab.close();
    }

    static Stream<Path> chapters() {
        return Steps.withBonus().stream().map(step -> Path.of("..").resolve(step.chapterFile()));
    }

    @ParameterizedTest
    @MethodSource("chapters")
    void runsAndThrowsWhereTheChapterSaysSo(Path chapter) throws IOException {
        List<MatchResult> found = CELL.matcher(Files.readString(chapter)).results().toList();
        assertThat(found).hasSizeBetween(2, 4).allSatisfy(cell -> {
            CellResult result = cells.run(cell.group(2));
            assertThat(result.problem().isEmpty()).as(cell.group(2) + "\n" + result.problem())
                    .isEqualTo(cell.group(1) == null);
            assertThat(result.errors()).isEmpty();
            assertThat(result.printed() + result.value() + result.arrays() + result.problem()).isNotEqualTo("[]");
        });
    }

    @ParameterizedTest
    @MethodSource("steps")
    void isAFormOnTheStudiosPage(Step step) throws IOException {
        Layout layout = new Layout(Path.of("").toAbsolutePath().getParent());
        List<String> code = CELL.matcher(Files.readString(layout.chapter(step))).results().map(cell -> cell.group(2)).toList();
        assertThat(Jsoup.parseBodyFragment(ChapterText.read(layout, step).html())
                .select("form.cell:has(output):has(button) textarea[aria-label]").eachText()).isEqualTo(code);
    }

    static List<Step> steps() {
        return Steps.withBonus();
    }
}
