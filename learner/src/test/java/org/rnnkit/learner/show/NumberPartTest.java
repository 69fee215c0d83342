package org.rnnkit.learner.show;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.learner.chapter.ChapterText;

/** Tests of the chapter before step 1 and of the picture beside it: the numbers of both are those of its network. */
class NumberPartTest {

    private static final Element CHAPTER = Jsoup.parseBodyFragment(ChapterText.first(new Layout(Path.of(".."))).html()).body();

    @Test
    void theTextHasTheLettersThatTheChapterCounts() {
        String text = CHAPTER.select("p code").eachText().stream().filter(code -> code.contains(" ")).findFirst().orElseThrow();
        assertThat(text.split("th", -1)).hasSize(4);
        assertThat(text.split("to", -1)).hasSize(2);
        assertThat(text.split("t", -1)).hasSize(5);
    }

    @Test
    void theTableHasTheStepsOfTheNetwork() {
        double weight = 0;
        int step = 0;
        for (Element row : CHAPTER.select("tbody tr")) {
            List<String> cells = row.select("td").eachText();
            for (; step < Integer.parseInt(cells.get(0)); step++) {
                weight -= NumberPart.gradient(weight);
            }
            assertNumbers(cells.subList(1, 5), weight);
        }
        assertThat(step).isEqualTo(20);
    }

    private static void assertNumbers(List<String> cells, double weight) {
        double[] right = {weight, NumberPart.probability(weight), NumberPart.loss(weight), NumberPart.gradient(weight)};
        for (int i = 0; i < right.length; i++) {
            assertThat(Double.parseDouble(cells.get(i))).isCloseTo(right[i], within(0.0051));
        }
    }

    /** The slope is that of the curve: the gradient says how the loss changes when the weight grows a little. */
    @ParameterizedTest
    @ValueSource(doubles = {-3, -1, 0, 1.1, 4})
    void theGradientIsTheSlopeOfTheLoss(double weight) {
        double slope = (NumberPart.loss(weight + 1e-4) - NumberPart.loss(weight - 1e-4)) / 2e-4;
        assertThat(NumberPart.gradient(weight)).isCloseTo(slope, within(1e-6));
    }

    @ParameterizedTest
    @ValueSource(doubles = {0, 1.1, 4})
    void theDrawingHasTheLossAndTheGradient(double weight) {
        String gradient = String.format(Locale.ROOT, "%.2f", NumberPart.gradient(weight)).replace("-", "−")
                .replace("0.00", "0");
        assertThat(CHAPTER.select("img").attr("alt")).containsPattern(String.format(Locale.ROOT,
                "At w = %s the loss is %.2f[^.]* and the gradient %s[:.]", String.valueOf(weight).replace(".0", ""),
                NumberPart.loss(weight), gradient));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "0 | w = 0.00: h gets 0.50, o gets 0.50. The loss is 0.69, the gradient −0.25. So a larger w",
        "1.1 | The loss is 0.56, the gradient 0.00. The curve is flat",
        "4 | The loss is 1.02, the gradient 0.23. So a smaller w"})
    void theSliderShowsTheLossOfItsWeight(double weight, String words) {
        assertThat(Jsoup.parseBodyFragment(NumberPart.picture(weight)).select("figcaption").text()).contains(words);
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, -4, 1e9})
    void whatIsNoPlaceOfTheSliderIsItsBeginning(double weight) {
        assertThat(NumberPart.picture(weight)).isEqualTo(NumberPart.picture(0));
    }
}
