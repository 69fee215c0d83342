package org.rnnkit.cli.authoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnkit.learner.drawing.Drawing;

/** Tests of the drawings' alternative texts in the chapters. */
class ChapterDrawingsTest {

    private static final Drawing DRAWING = new Drawing(4, "boxes.svg", "Boxes [2, 3], $1", "<svg/>");

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
}
