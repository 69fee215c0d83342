package org.rnnkit.testkit.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;

/** Tests of an array that is drawn by itself. */
class ShownArrayTest {

    @Test
    void hasShapeTypeAndValues() {
        try (NDManager manager = NDManager.newBaseManager()) {
            ShownArray array = ShownArray.of("logits", manager.create(new int[][] {{1, -20, 3}, {4, 5, 6}}));

            assertThat(array.words()).isEqualTo("logits: [2, 3], int32");
            Element figure = Jsoup.parseBodyFragment(ComparisonFigure.html(array)).selectFirst("figure.comparison");
            assertThat(figure.select("tbody tr").eachText()).containsExactly("0 1 −20 3", "1 4 5 6");
            assertThat(figure.select("[role=group][tabindex=0][aria-label]")).hasSize(1);
            assertThat(figure.select(".comparison-wrong, .comparison-note")).isEmpty();
        }
    }

    @Test
    void ofALargeOneIsTheBeginning() {
        try (NDManager manager = NDManager.newBaseManager()) {
            ShownArray array = ShownArray.of("", manager.arange(60_000f).reshape(40, 30, 50));

            assertThat(array.words()).isEqualTo("[40, 30, 50], float32; shown is the beginning, [2, 8, 12]");
            assertThat(array.values()).hasSize(192).startsWith(0.0, 1.0).endsWith(1860.0, 1861.0);
            assertThat(Jsoup.parseBodyFragment(ComparisonFigure.html(array)).select("table")).hasSize(2);
        }
    }

    @Test
    void ofNoAxisOrNoValue() {
        try (NDManager manager = NDManager.newBaseManager()) {
            ShownArray number = ShownArray.of("", manager.create(true));
            assertThat(number.words()).isEqualTo("one number, boolean");
            ShownArray empty = ShownArray.of("", manager.zeros(new Shape(0, 3)));
            assertThat(empty.words()).isEqualTo("[0, 3], float32");
            assertThat(Jsoup.parseBodyFragment(ComparisonFigure.html(empty)).select("table")).isEmpty();
        }
    }

    /** A student's process can send any data. */
    @Test
    void rejectsValuesThatDoNotFit() {
        assertThatThrownBy(() -> new ShownArray("", "float32", List.of(2L), List.of(2), List.of(1.0)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
