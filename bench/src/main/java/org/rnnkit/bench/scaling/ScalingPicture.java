package org.rnnkit.bench.scaling;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import javax.imageio.ImageIO;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.markers.SeriesMarkers;
import org.rnnkit.bench.result.Row;
import org.rnnkit.toolkit.WholeFile;

/** Draws an axis: speed on the left, memory on the right. */
public final class ScalingPicture {

    private static final int WIDTH = 560;
    private static final int HEIGHT = 420;
    private static final int SCALE = 2;
    private static final Color[] COLORS = {new Color(0x1F, 0x6F, 0xB2), new Color(0xD9, 0x6B, 0x1E),
        new Color(0x3B, 0x8A, 0x4E), new Color(0x7A, 0x5A, 0xA8)};

    private ScalingPicture() {}

    /**
     * Draws it.
     *
     * @param axis what was measured
     * @param label what grows, for people
     * @param file a PNG file to write, whole or not at all
     * @throws IOException if it can't be written
     */
    public static void write(Axis axis, String label, Path file) throws IOException {
        BufferedImage image = new BufferedImage(2 * WIDTH * SCALE, HEIGHT * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(SCALE, SCALE);
        chart(axis, label, "tokens/s", row -> row.tokensPerSecond().median()).paint(graphics, WIDTH, HEIGHT);
        graphics.translate(WIDTH, 0);
        chart(axis, label, "peak memory, MB", ScalingPicture::peak).paint(graphics, WIDTH, HEIGHT);
        graphics.dispose();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        ImageIO.write(image, "png", content);
        WholeFile.write(file, content.toByteArray());
    }

    private static double peak(Row row) {
        return row.memory().peak() == null ? Double.NaN : row.memory().peak();
    }

    static XYChart chart(Axis axis, String label, String figure, ToDoubleFunction<Row> value) {
        XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title(figure).xAxisTitle(label).build();
        double[] sizes = Arrays.stream(axis.values()).asDoubleStream().toArray();
        for (Row competitor : axis.competitors()) {
            List<Row> rows = axis.of(competitor.id());
            double[] values = rows.stream().mapToDouble(value).toArray();
            if (Arrays.stream(values).allMatch(Double::isFinite)) {
                chart.addSeries(competitor.title(), sizes, values).setMarker(SeriesMarkers.CIRCLE);
            }
        }
        chart.getStyler().setXAxisLogarithmic(true).setXAxisLogarithmicDecadeOnly(false).setYAxisLogarithmic(true)
                .setYAxisLogarithmicDecadeOnly(false).setLocale(Locale.ROOT).setXAxisDecimalPattern("#,##0")
                .setYAxisDecimalPattern("#,##0").setPlotBorderVisible(false).setMarkerSize(6).setSeriesColors(COLORS)
                .setLegendPosition(LegendPosition.OutsideS).setLegendBorderColor(Color.WHITE)
                .setChartBackgroundColor(Color.WHITE).setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 15));
        return chart;
    }
}
