package org.rnnkit.cli.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.file.Path;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.learner.chapter.ChapterText;
import org.rnnkit.learner.chapter.LinkStyle;
import org.rnnkit.learner.drawing.Drawing;
import org.rnnkit.learner.drawing.Drawings;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the drawings' alternative texts in the chapters. */
class ChapterDrawingsTest {

    private static final Layout LAYOUT = new Layout(Path.of("").toAbsolutePath().getParent());
    private static final Drawing DRAWING = new Drawing(4, "boxes.svg", "Boxes [2, 3], $1", "<svg/>");

    static List<Step> steps() {
        return Steps.withBonus();
    }

    @Test
    void writesTheAlternativeText() {
        assertThat(ChapterDrawings.into("Text.\n\n![old [a] text](boxes.svg)\n\n![b](other.svg)\n", List.of(DRAWING)))
                .isEqualTo("Text.\n\n![Boxes [2, 3], $1](boxes.svg)\n\n![b](other.svg)\n");
    }

    @Test
    void saysWhichDrawingAChapterLacks() {
        assertThatIllegalArgumentException().isThrownBy(() -> ChapterDrawings.into("![b](other.svg)\n", List.of(DRAWING)))
                .withMessage("The chapter of step 4 does not show boxes.svg. Add the line ![](boxes.svg) to it.");
    }

    /** Markdown could read a character of a description as markup. */
    @ParameterizedTest
    @MethodSource("steps")
    void everyChapterShowsItsDrawingsWithTheirWholeDescriptions(Step step) {
        Element page = Jsoup.parseBodyFragment(ChapterText.read(LAYOUT, step, LinkStyle.STUDIO).html()).body();
        List<Drawing> drawings = Drawings.all().stream().filter(drawing -> drawing.step() == step.number()).toList();
        assertThat(page.select("img").eachAttr("src")).containsExactlyInAnyOrderElementsOf(
                drawings.stream().map(drawing -> "drawings/" + drawing.file()).toList());
        assertThat(page.select("img").eachAttr("alt")).containsExactlyInAnyOrderElementsOf(
                drawings.stream().map(Drawing::description).toList());
    }
}
