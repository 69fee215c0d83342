package org.rnnkit.learner.showcase.picture;

import java.util.List;
import java.util.stream.IntStream;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.learner.showcase.worker.Softmax;
import org.rnnkit.learner.showcase.worker.TemperatureTexts;

/** The next character's probabilities and some texts at one of several temperatures. */
public final class TemperaturePicture {

    private final TemperatureTexts data;
    private final int chosen;

    /**
     * Makes the picture.
     *
     * @param data the texts
     * @param temperature the temperature; the nearest one that was computed is taken
     */
    public TemperaturePicture(TemperatureTexts data, double temperature) {
        this.data = data;
        double[] all = data.temperatures();
        this.chosen = IntStream.range(0, all.length).boxed()
                .min((i, j) -> Double.compare(Math.abs(all[i] - temperature), Math.abs(all[j] - temperature))).orElseThrow();
    }

    /** Returns the beginning of all texts. */
    public String prefix() {
        return data.prefix();
    }

    /** Returns the temperature. */
    public String temperature() {
        return Svg.number(data.temperatures()[chosen], 1);
    }

    /** Returns the lowest temperature. */
    public String lowest() {
        return Svg.number(data.temperatures()[0], 1);
    }

    /** Returns the highest temperature. */
    public String highest() {
        return Svg.number(data.temperatures()[data.temperatures().length - 1], 1);
    }

    /** Returns the probabilities at the temperature. */
    public ProbabilityBars bars() {
        return new ProbabilityBars(data.tokens(), Softmax.of(data.logits(), data.temperatures()[chosen]));
    }

    /** Lists the texts at the temperature, printable. */
    public List<String> texts() {
        return data.texts().get(chosen).stream().map(Printable::of).toList();
    }

    /** Returns the training before, in numbers. */
    public TrainingPicture trained() {
        return new TrainingPicture(data.trained(), false);
    }
}
