package org.rnnkit.toolkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rnnkit.toolkit.ConsoleMonitor.Sparkline;

/** Tests of the console output during a training, and of its curve. */
class ConsoleMonitorTest {

    private final ByteArrayOutputStream shown = new ByteArrayOutputStream();
    private final PrintStream out = new PrintStream(shown, true, StandardCharsets.UTF_8);

    @Test
    void writesAboutTenPlainLinesAndACurve() {
        run(500, false);

        List<String> lines = lines();
        assertThat(lines).hasSize(11);
        assertThat(lines.get(0))
                .isEqualTo("epoch  50/500   perplexity 452.00    20,000 tokens/s   3 min 45 s left");
        assertThat(lines.get(9)).startsWith("epoch 500/500   perplexity   2.00").endsWith("0 s left");
        assertThat(lines.get(10)).startsWith("perplexity 501.00 ").endsWith(" 2.00");
        assertThat(shown.toString(StandardCharsets.UTF_8)).doesNotContain("\r", "\u001b");
    }

    @Test
    void writesEveryEpochOfAShortTraining() {
        run(3, false);

        assertThat(lines()).hasSize(4).first().asString().startsWith("epoch 1/3");
    }

    @Test
    void movesABarOnATerminal() {
        run(20, true);

        String all = shown.toString(StandardCharsets.UTF_8);
        assertThat(all).contains("Epoch", "20/20", "perplexity 2.00, 20,000 tokens/s", "\r");
        assertThat(all).doesNotContain("epoch ");
        assertThat(lines().get(lines().size() - 1)).startsWith("perplexity 21.00 ").endsWith(" 2.00");
    }

    @Test
    void printsMessagesAboveTheBar() {
        try (ConsoleMonitor monitor = new ConsoleMonitor(20, out, true)) {
            monitor.epochFinished(1, new EpochResult(3, 10_000, 0.5));
            monitor.say("a note");
            monitor.say("another");
        }

        assertThat(shown.toString(StandardCharsets.UTF_8)).containsPattern("(^|\\R|\r)a note *\\R")
                .containsPattern("\ranother *\\R");
    }

    @Test
    void printsNothingForZeroEpochs() {
        run(0, false);
        run(0, true);

        assertThat(shown.toString(StandardCharsets.UTF_8)).isEmpty();
    }

    /** Runs a monitor: each epoch takes half a second, and the perplexity falls by one each time, to 2. */
    private void run(int numEpochs, boolean interactive) {
        try (ConsoleMonitor monitor = new ConsoleMonitor(numEpochs, out, interactive)) {
            for (int epoch = 1; epoch <= numEpochs; epoch++) {
                monitor.epochFinished(epoch, new EpochResult(numEpochs + 2 - epoch, 10_000, 0.5));
            }
        }
    }

    private List<String> lines() {
        return shown.toString(StandardCharsets.UTF_8).lines().toList();
    }

    @Test
    void drawsLowToHigh() {
        assertThat(Sparkline.of(new double[] {0, 1, 2, 3, 4, 5, 6, 7}, 60, true)).isEqualTo("▁▂▃▄▅▆▇█");
        assertThat(Sparkline.of(new double[] {7, 0, 3.5}, 60, false)).isEqualTo("#_+");
    }

    @Test
    void averagesNeighboursInALongCurve() {
        double[] falling = IntStream.range(0, 1000).mapToDouble(i -> 1000 - i).toArray();

        assertThat(Sparkline.of(falling, 8, true)).isEqualTo("█▇▆▅▄▃▂▁");
    }

    @Test
    void drawsAFlatCurveAndMarksValuesThatAreNotFinite() {
        assertThat(Sparkline.of(new double[] {2, 2}, 60, true)).isEqualTo("▁▁");
        assertThat(Sparkline.of(new double[] {1, Double.NaN, 2, Double.POSITIVE_INFINITY}, 60, true))
                .isEqualTo("▁?█?");
        assertThat(Sparkline.of(new double[0], 60, true)).isEmpty();
    }
}
