package org.rnnkit.toolkit;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.VectorGraphicsEncoder;
import org.knowm.xchart.VectorGraphicsEncoder.VectorGraphicsFormat;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * The learning curve, perplexity by epoch, as picture files for other documents, drawn by XChart. The kit's pages draw their
 * curves themselves, because these need the page's colours, light and dark, and a description for screen readers.
 */
public final class LearningCurve {

    private static final int WIDTH = 800;
    private static final int HEIGHT = 450;
    private static final int PNG_SCALE = 2;
    /** The values at which the axis of the perplexity may begin. */
    private static final double[] BOTTOMS = {1, 1.5, 2, 3, 5, 7, 10, 15, 20};
    private static final Color INK = new Color(0x33, 0x3F, 0x4C);
    private static final Color FAINT = new Color(0xE3, 0xE8, 0xEC);
    private static final Color LINE = new Color(0x1F, 0x6F, 0xB2);

    private LearningCurve() {}

    /**
     * Writes learning-curve.png and learning-curve.svg, each completely or not at all. No screen is needed.
     * Epochs whose perplexity is not a finite number are left out.
     *
     * @param epochs the epochs' results, first to last
     * @param title the pictures' title
     * @param directory the folder, created if needed
     * @return the files written; empty if no epoch can be drawn
     * @throws UncheckedIOException if a file cannot be written, or there are no fonts to draw with
     */
    public static List<Path> write(List<EpochResult> epochs, String title, Path directory) {
        int[] drawn = IntStream.range(0, epochs.size())
                .filter(i -> Double.isFinite(epochs.get(i).perplexity())).toArray();
        if (drawn.length == 0) {
            return List.of();
        }
        XYChart chart = chart(title, IntStream.of(drawn).mapToDouble(i -> i + 1).toArray(),
                IntStream.of(drawn).mapToDouble(i -> epochs.get(i).perplexity()).toArray());
        Path png = directory.resolve("learning-curve.png");
        Path svg = directory.resolve("learning-curve.svg");
        try {
            AtomicFile.write(png, png(chart));
            AtomicFile.write(svg, svg(chart));
        } catch (IOException e) {
            throw new UncheckedIOException("The learning curve cannot be written to " + directory + ": "
                    + e.getMessage(), e);
        } catch (LinkageError | InternalError e) { // what Java throws on a system without fonts
            throw new UncheckedIOException("The learning curve cannot be drawn: Java finds no fonts. Install "
                    + "fontconfig and a font, such as DejaVu.", new IOException(e));
        }
        return List.of(png, svg);
    }

    private static XYChart chart(String title, double[] epochs, double[] perplexities) {
        XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title(title)
                .xAxisTitle("epoch").yAxisTitle("perplexity (log scale)").build();
        // The point at the end comes first: otherwise XChart puts the ticks at odd places, as all x are evenly spaced.
        double lastEpoch = epochs[epochs.length - 1];
        double last = perplexities[perplexities.length - 1];
        chart.addSeries("last", new double[] {lastEpoch}, new double[] {last}).setMarker(SeriesMarkers.CIRCLE);
        chart.addSeries("perplexity", epochs, perplexities)
                .setMarker(SeriesMarkers.NONE).setLineColor(LINE).setLineWidth(2.5f);
        double bottom = bottom(perplexities);
        // The position in pixels: above a curve that ends low, below one that ends high.
        boolean endsLow = last * last < bottom * DoubleStream.of(perplexities).max().orElseThrow();
        chart.addAnnotation(new AnnotationText(
                String.format(Locale.ROOT, "perplexity %.2f at epoch %.0f", last, lastEpoch),
                WIDTH - 150, endsLow ? HEIGHT - 85 : 110, true));
        style(chart.getStyler());
        chart.getStyler().setYAxisMin(bottom);
        return chart;
    }

    /** Returns the beginning of the perplexity's axis, which is below all perplexities above 1. */
    static double bottom(double... perplexities) {
        double lowest = DoubleStream.of(perplexities).min().orElseThrow();
        return DoubleStream.of(BOTTOMS).filter(value -> value < lowest).max().orElse(1);
    }

    private static void style(XYStyler style) {
        style.setYAxisLogarithmic(true).setYAxisLogarithmicDecadeOnly(false).setXAxisMin(0.0)
                .setLocale(Locale.ROOT).setYAxisDecimalPattern("0.##").setXAxisDecimalPattern("0")
                .setAxisTicksMarksVisible(false).setAxisTicksLineVisible(false)
                .setAxisTickLabelsColor(INK).setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12))
                .setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14))
                .setPlotGridLinesColor(FAINT).setPlotGridLinesStroke(new BasicStroke(1)).setPlotMargin(0)
                .setAnnotationTextFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14)).setAnnotationTextFontColor(LINE)
                .setLegendVisible(false).setMarkerSize(8).setSeriesColors(new Color[] {LINE, LINE})
                .setChartBackgroundColor(Color.WHITE).setChartFontColor(INK).setChartPadding(18)
                .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 17)).setChartTitlePadding(10)
                .setPlotBorderVisible(false).setPlotContentSize(0.97).setAntiAlias(true);
    }

    private static byte[] png(XYChart chart) throws IOException {
        BufferedImage image = new BufferedImage(WIDTH * PNG_SCALE, HEIGHT * PNG_SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.scale(PNG_SCALE, PNG_SCALE);
        chart.paint(graphics, WIDTH, HEIGHT);
        graphics.dispose();
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        ImageIO.write(image, "png", content);
        return content.toByteArray();
    }

    private static byte[] svg(XYChart chart) throws IOException {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        VectorGraphicsEncoder.saveVectorGraphic(chart, content, VectorGraphicsFormat.SVG);
        return content.toByteArray();
    }
}
