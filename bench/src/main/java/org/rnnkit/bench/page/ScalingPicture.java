package org.rnnkit.bench.page;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.style.CategoryStyler;
import org.knowm.xchart.style.Styler.LegendLayout;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.rnnkit.bench.result.Axis;
import org.rnnkit.bench.result.Row;
import org.rnnkit.toolkit.AtomicFile;

/**
 * A picture of an axis: speed on the left, memory on the right. It is a PNG file, because Markdown on GitHub shows no inline
 * drawings.
 */
public final class ScalingPicture {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 420;
    private static final int SCALE = 2;
    private static final double DECADE = 10;
    private static final Font PLAIN = new Font(Font.SANS_SERIF, Font.PLAIN, 12);
    private static final Color[] COLORS = {new Color(0x1F, 0x6F, 0xB2), new Color(0xD9, 0x6B, 0x1E),
        new Color(0x3B, 0x8A, 0x4E), new Color(0x7A, 0x5A, 0xA8)};

    private ScalingPicture() {}

    /**
     * Draws the picture and writes it.
     *
     * @param axis the races at each size
     * @param label the axis's label
     * @param file the PNG file; it is written completely or not at all
     * @throws IOException if the file can't be written
     */
    public static void write(Axis axis, String label, Path file) throws IOException {
        BufferedImage image = new BufferedImage(2 * WIDTH * SCALE, HEIGHT * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(SCALE, SCALE);
        chart(axis, label, "tokens/s", row -> row.tokensPerSecond().median()).paint(graphics, WIDTH, HEIGHT);
        graphics.translate(WIDTH, 0);
        CategoryChart memory = chart(axis, label, "peak memory, MB", ScalingPicture::peak);
        if (!memory.getSeriesMap().isEmpty()) { // only Linux reports the peak memory
            memory.paint(graphics, WIDTH, HEIGHT);
        }
        graphics.dispose();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        ImageIO.write(image, "png", content);
        AtomicFile.write(file, content.toByteArray());
    }

    private static double peak(Row row) {
        return row.memory().peak() == null ? Double.NaN : row.memory().peak();
    }

    /** Makes a chart. The sizes are at equal distances, because they grow by equal factors. */
    private static CategoryChart chart(Axis axis, String label, String figure, ToDoubleFunction<Row> value) {
        CategoryChart chart = new CategoryChartBuilder().width(WIDTH).height(HEIGHT).title(figure).xAxisTitle(label).build();
        List<String> sizes = Arrays.stream(axis.values()).mapToObj(size -> String.format(Locale.ROOT, "%,d", size)).toList();
        List<Double> drawn = new ArrayList<>();
        for (Row competitor : axis.competitors()) {
            List<Double> values = axis.of(competitor.id()).stream().map(value::applyAsDouble).toList();
            if (values.stream().allMatch(Double::isFinite)) {
                chart.addSeries(competitor.title(), sizes, values).setMarker(SeriesMarkers.CIRCLE);
                drawn.addAll(values);
            }
        }
        // The axis ends at whole powers of ten, because only these lines are labelled.
        CategoryStyler style = chart.getStyler();
        style.setYAxisLogarithmic(true)
                .setYAxisMin(decade(drawn.stream().min(Double::compare), Math::floor))
                .setYAxisMax(decade(drawn.stream().max(Double::compare), Math::ceil))
                .setLocale(Locale.ROOT).setYAxisDecimalPattern("#,##0")
                .setAxisTickLabelsFont(PLAIN).setAxisTitleFont(PLAIN);
        style.setDefaultSeriesRenderStyle(CategorySeriesRenderStyle.Line).setOverlapped(true).setSeriesColors(COLORS)
                .setPlotBorderVisible(false).setChartBackgroundColor(Color.WHITE)
                .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 15))
                .setLegendPosition(LegendPosition.OutsideS).setLegendLayout(LegendLayout.Horizontal)
                .setLegendFont(PLAIN).setLegendBorderColor(Color.WHITE);
        style.setMarkerSize(6);
        return chart;
    }

    private static double decade(Optional<Double> value, DoubleUnaryOperator rounding) {
        return Math.pow(DECADE, rounding.applyAsDouble(Math.log10(value.orElse(1.0))));
    }
}
