package org.rnnkit.learner.drawing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnkit.toolkit.Sampling;

/** Tests of the drawings. */
class DrawingsTest {

    private static final Pattern CLASS = Pattern.compile("\\.([a-z]+\\d?)");

    static List<Drawing> all() {
        return Drawings.all();
    }

    private static Document read(Drawing drawing) {
        Parser parser = Parser.xmlParser().setTrackErrors(1);
        Document svg = parser.parseInput(drawing.svg(), "");
        assertThat(parser.getErrors()).isEmpty();
        return svg;
    }

    @ParameterizedTest
    @MethodSource("all")
    void everyDrawingSaysInWordsWhatItShows(Drawing drawing) {
        Document svg = read(drawing);
        assertThat(svg.select("svg > title").text()).isNotBlank();
        assertThat(svg.select("svg > desc").text()).isEqualTo(drawing.description()).hasSizeGreaterThan(60)
                .doesNotContain("..", ",.", ":.", "  ");
        assertThat(Drawings.find(drawing.file())).containsSame(drawing);
    }

    /** A class without a rule in both modes would be black on black. */
    @ParameterizedTest
    @MethodSource("all")
    void everyColourIsThereForLightAndDarkPages(Drawing drawing) {
        Document svg = read(drawing);
        String style = svg.selectFirst("style").wholeText();
        int dark = style.indexOf("@media (prefers-color-scheme: dark)");
        assertThat(classes(style.substring(0, dark))).containsAll(classes(style.substring(dark)));
        assertThat(classes(style)).containsAll(svg.select("[class]").stream()
                .flatMap(element -> element.classNames().stream()).toList());
        for (String coloured : List.of("vocab", "hiddens", "batch", "steps", "warm", "box", "line", "head", "grid", "paper",
                "piece0", "piece1", "piece2", "piece3", "faint")) {
            assertThat(classes(style.substring(dark))).contains(coloured);
        }
    }

    private static List<String> classes(String style) {
        return CLASS.matcher(style).results().map(found -> found.group(1)).distinct().toList();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everythingIsOnTheSheet(Drawing drawing) {
        Element svg = read(drawing).selectFirst("svg");
        double height = Double.parseDouble(svg.attr("height"));
        for (Element text : svg.select("text:not([transform])")) {
            double x = Double.parseDouble(text.attr("x"));
            double length = text.text().length() * 7.6;
            double left = text.hasClass("start") ? x : text.hasClass("end") ? x - length : x - length / 2;
            assertThat(left).as(text.text()).isGreaterThan(-4);
            assertThat(left + length).as(text.text()).isLessThan(Sheet.WIDTH + 4);
            assertThat(Double.parseDouble(text.attr("y"))).as(text.text()).isBetween(10.0, height - 4);
        }
        for (Element box : svg.select("rect.box")) {
            assertThat(Double.parseDouble(box.attr("x")) + Double.parseDouble(box.attr("width"))).isBetween(0.0, Sheet.WIDTH);
            assertThat(Double.parseDouble(box.attr("y")) + Double.parseDouble(box.attr("height"))).isBetween(0.0, height);
        }
    }

    @Test
    void namesOfFilesAreDifferentAndOtherNamesAreNotFound() {
        assertThat(Drawings.all()).extracting(Drawing::file).doesNotHaveDuplicates()
                .allMatch(file -> file.matches("\\w+\\.svg"));
        assertThat(Drawings.find("../../pom.xml")).isEmpty();
    }

    @Test
    void aProductNeedsMatchingAxes() {
        ArrayBox x = ChapterSizes.array("X", ChapterSizes.BATCH, ChapterSizes.VOCAB);
        ArrayBox w = ChapterSizes.array("W_hh", ChapterSizes.HIDDENS, ChapterSizes.HIDDENS);
        assertThatIllegalArgumentException().isThrownBy(() -> ChapterSizes.product("X W_hh", x, w))
                .withMessageContaining("can't be multiplied");
    }

    @Test
    void sequentialRowsGoOnAndRandomOnesAreShuffled() {
        List<int[]> sequential = CutText.cuts(Sampling.SEQUENTIAL);
        assertThat(sequential).containsExactly(new int[] {0, 6}, new int[] {3, 9});
        List<Integer> random = new ArrayList<>();
        CutText.cuts(Sampling.RANDOM).forEach(starts -> random.addAll(List.of(starts[0], starts[1])));
        assertThat(random).containsExactlyInAnyOrder(0, 3, 6, 9).isNotEqualTo(List.of(0, 3, 6, 9));
        assertThat(Drawings.find("batches.svg").orElseThrow().description())
                .contains("minibatch 1 has tokens 0 to 2 and tokens 6 to 8; minibatch 2 has tokens 3 to 5 and tokens 9 to 11");
    }

    /** Each gradient is compared with the difference of two forward passes. */
    @Test
    void theGradientStopsWhereTheStateIsDetached() {
        double[] gradients = DetachedState.gradients();
        double kept = LastLoss.state(new double[] {0.6, 0.6, 0.6}, 0.9);
        assertThat(gradients).startsWith(0, 0, 0);
        for (int t = 0; t < 3; t++) {
            assertThat(gradients[3 + t]).isCloseTo((last(kept, t, 1e-6) - last(kept, t, -1e-6)) / 2e-6, within(1e-6));
        }
    }

    private static double last(double state, int changed, double change) {
        double h = state;
        for (int t = 0; t < 3; t++) {
            h = Math.tanh(0.6 + 0.9 * h + (t == changed ? change : 0));
        }
        return h;
    }

    @Test
    void aRepeatedFactorVanishesOrExplodes() {
        assertThat(RepeatedFactor.sizes(0.9)[35]).isCloseTo(Math.pow(0.9, 35), within(1e-12));
        assertThat(RepeatedFactor.sizes(1.5)[35]).isCloseTo(Math.pow(1.5, 35), within(1e-3));
        assertThat(Drawings.find("factors.svg").orElseThrow().description()).contains("1,456,110", "28", "0.025");
    }

    @Test
    void clippingKeepsTheDirectionAndWhatIsInside() {
        String words = Drawings.find("clipping.svg").orElseThrow().description();
        assertThat(words).contains("(0.8, 1.5) with norm 1.70 is outside and becomes (0.47, 0.88) with norm 1.00",
                "(0.1, -0.5) with norm 0.51 is inside and stays");
        List<Element> lines = Jsoup.parse(Drawings.find("clipping.svg").orElseThrow().svg(), "", Parser.xmlParser())
                .select("line.warm[x1=255], line.hiddens[x1=255]");
        assertThat(angle(lines.get(0))).isCloseTo(angle(lines.get(1)), within(0.01));
    }

    private static double angle(Element line) {
        return Math.atan2(Double.parseDouble(line.attr("y2")) - Double.parseDouble(line.attr("y1")),
                Double.parseDouble(line.attr("x2")) - Double.parseDouble(line.attr("x1")));
    }
}
