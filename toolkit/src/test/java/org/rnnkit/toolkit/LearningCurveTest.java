package org.rnnkit.toolkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Tests of the pictures of the learning curve. */
class LearningCurveTest {

    private static final int BLUE = 0xFF1F6FB2;

    @TempDir
    private Path folder;

    @Test
    void drawsPngAndSvg() throws IOException {
        List<Path> files = LearningCurve.write(epochs(20, 12, 5, 2, 1.1), "A title", folder.resolve("new"));

        assertThat(files).containsExactly(
                folder.resolve("new/learning-curve.png"), folder.resolve("new/learning-curve.svg"));
        assertThat(columnsInBlue(files.get(0))).hasSizeGreaterThan(1000);
        assertThat(files.get(1)).content().contains("<svg", "</svg>");
        assertThat(folder.resolve("new").toFile().list()).hasSize(2);
    }

    @Test
    void drawsShortTrainings() throws IOException {
        for (List<EpochResult> epochs : List.of(epochs(3), epochs(3, 2), epochs(1, 1))) {
            assertThat(columnsInBlue(LearningCurve.write(epochs, "Short", folder).get(0))).isNotEmpty();
        }
    }

    @Test
    void beginsTheAxisJustBelowTheLowestPerplexity() {
        assertThat(LearningCurve.bottom(24.8, 8.9)).isEqualTo(7);
        assertThat(LearningCurve.bottom(24.8, 1.05)).isEqualTo(1);
        assertThat(LearningCurve.bottom(3)).as("one value needs a range, too").isEqualTo(2);
        assertThat(LearningCurve.bottom(1)).isEqualTo(1);
    }

    /** The curve uses the height of the drawing, however high it ends. */
    @Test
    void usesTheHeightOfTheDrawing() throws IOException {
        Path png = LearningCurve.write(epochs(27, 20, 15, 11), "Short", folder).get(0);

        BufferedImage image = ImageIO.read(png.toFile());
        List<Integer> rows = IntStream.range(0, image.getHeight()).filter(y -> IntStream.range(0, image.getWidth() * 3 / 5)
                .anyMatch(x -> image.getRGB(x, y) == BLUE)).boxed().toList();
        assertThat(rows.get(rows.size() - 1) - rows.get(0)).isGreaterThan(image.getHeight() / 5);
    }

    @Test
    void leavesOutValuesThatAreNotFinite() throws IOException {
        List<EpochResult> epochs = epochs(3, Double.NaN, Double.POSITIVE_INFINITY, 2);

        assertThat(columnsInBlue(LearningCurve.write(epochs, "Gaps", folder).get(0))).hasSizeGreaterThan(1000);
    }

    @Test
    void drawsNothingWithoutValues() {
        assertThat(LearningCurve.write(List.of(), "None", folder)).isEmpty();
        assertThat(LearningCurve.write(epochs(Double.NaN), "None", folder)).isEmpty();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void namesAFolderThatCannotBeWritten() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        assertThatThrownBy(() -> LearningCurve.write(epochs(2, 1), "None", file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContainingAll("learning curve cannot be written", file.toString());
    }

    private static List<EpochResult> epochs(double... perplexities) {
        return DoubleStream.of(perplexities).mapToObj(perplexity -> new EpochResult(perplexity, 10_000, 1)).toList();
    }

    /** Returns the columns of pixels that the curve and its label are in. */
    private static Set<Integer> columnsInBlue(Path png) throws IOException {
        BufferedImage image = ImageIO.read(png.toFile());
        Set<Integer> columns = new HashSet<>();
        for (int x = 0; x < image.getWidth(); x++) {
            for (int y = 0; y < image.getHeight(); y++) {
                if (image.getRGB(x, y) == BLUE) {
                    columns.add(x);
                }
            }
        }
        return columns;
    }
}
