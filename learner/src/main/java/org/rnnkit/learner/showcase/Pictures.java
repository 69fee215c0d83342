package org.rnnkit.learner.showcase;

import java.util.Locale;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.learner.showcase.ForwardPictures.BabblePicture;
import org.rnnkit.learner.showcase.ForwardPictures.OneHotPicture;
import org.rnnkit.learner.showcase.ForwardPictures.StatePicture;
import org.rnnkit.learner.showcase.ForwardPictures.StatesPicture;
import org.rnnkit.learner.showcase.ParameterPictures.ClippingPicture;
import org.rnnkit.learner.showcase.ParameterPictures.GradientPicture;
import org.rnnkit.learner.showcase.ParameterPictures.HistogramPicture;
import org.rnnkit.learner.showcase.ParameterPictures.ModelPicture;
import org.rnnkit.learner.showcase.TrainingPictures.EmbeddingPicture;
import org.rnnkit.learner.showcase.TrainingPictures.TemperaturePicture;
import org.rnnkit.learner.showcase.TrainingPictures.TrainingPicture;
import org.rnnkit.learner.showcase.worker.ForwardShowcases.Babble;
import org.rnnkit.learner.showcase.worker.ForwardShowcases.FirstState;
import org.rnnkit.learner.showcase.worker.ForwardShowcases.HiddenStates;
import org.rnnkit.learner.showcase.worker.ForwardShowcases.OneHotRows;
import org.rnnkit.learner.showcase.worker.ParameterShowcases.ClippedGradients;
import org.rnnkit.learner.showcase.worker.ParameterShowcases.GradientPairs;
import org.rnnkit.learner.showcase.worker.ParameterShowcases.ModelParts;
import org.rnnkit.learner.showcase.worker.ParameterShowcases.WeightStatistics;
import org.rnnkit.learner.showcase.worker.TrainingShowcases.EmbeddingRows;
import org.rnnkit.learner.showcase.worker.TrainingShowcases.ShortTrainings;
import org.rnnkit.learner.showcase.worker.TrainingShowcases.TemperatureTexts;
import org.rnnkit.toolkit.CharacterVocabulary;

/** The drawings of all showcases as HTML, and what they have in common: an axis, numbers, names of tokens. */
public final class Pictures {

    private Pictures() {}

    /**
     * Draws the data of a showcase.
     *
     * @param showcase the showcase
     * @param data its data
     * @param isRunning whether the data is not complete yet
     * @param temperature the temperature that the learner has chosen
     * @return the drawing with its text, as HTML
     */
    static String html(Showcase showcase, Object data, boolean isRunning, double temperature) {
        Object picture = data instanceof OneHotRows rows ? OneHotPicture.of(rows)
                : data instanceof WeightStatistics weights ? HistogramPicture.of(weights)
                : data instanceof FirstState state ? StatePicture.of(state)
                : data instanceof HiddenStates states ? StatesPicture.of(states)
                : data instanceof ModelParts parts ? ModelPicture.of(parts)
                : data instanceof Babble babble ? BabblePicture.of(babble)
                : data instanceof ClippedGradients gradients ? ClippingPicture.of(gradients)
                : data instanceof ShortTrainings trainings ? TrainingPicture.of(trainings, isRunning)
                : data instanceof TemperatureTexts texts ? TemperaturePicture.of(texts, temperature)
                : data instanceof EmbeddingRows rows ? EmbeddingPicture.of(rows)
                : GradientPicture.of((GradientPairs) data);
        return Pages.render("studio/showcase" + showcase.step() + ".jte", picture);
    }

    /** A text in a drawing, at a place in pixels. */
    public record Label(String x, String y, String text) {}

    /** A bar in a drawing, in pixels. */
    public record Bar(String x, String y, String width, String height) {

        static Bar of(double x, double y, double width, double height) {
            return new Bar(place(x), place(y), place(width), place(height));
        }
    }

    /**
     * A straight axis of a drawing.
     *
     * @param low the value at its beginning
     * @param high the value at its end
     * @param start the pixel of its beginning
     * @param end the pixel of its end
     */
    record Axis(double low, double high, double start, double end) {

        /** Returns the pixel of a value. Values beyond the ends, and those that are no numbers, are drawn at an end. */
        double pixel(double value) {
            double share = Double.isNaN(value) ? 0 : Math.max(0, Math.min(1, (value - low) / (high - low)));
            return start + share * (end - start);
        }

        String place(double value) {
            return Pictures.place(pixel(value));
        }
    }

    /** Returns the largest absolute value of all rows. Values that are no numbers and infinite ones do not count. */
    static double largest(float[]... rows) {
        double largest = 0;
        for (float[] row : rows) {
            for (float value : row) {
                largest = Float.isFinite(value) ? Math.max(largest, Math.abs(value)) : largest;
            }
        }
        return largest;
    }

    /** Returns the largest difference of two rows; NaN if a value is not a number. */
    static double difference(float[] one, float[] other) {
        double largest = 0;
        for (int i = 0; i < one.length; i++) {
            largest = Math.max(largest, Math.abs((double) one[i] - other[i]));
        }
        return largest;
    }

    /** Formats a coordinate, in pixels. */
    static String place(double pixels) {
        return String.format(Locale.ROOT, "%.1f", pixels);
    }

    /** Formats a number for a reader. */
    static String number(double value, int digits) {
        if (!Double.isFinite(value)) {
            return Double.isNaN(value) ? "not a number" : "infinite";
        }
        return String.format(Locale.ROOT, "%." + digits + "f", value).replaceFirst("^-(0\\.?0*)$", "$1");
    }

    /** Formats a count for a reader, with commas. */
    static String count(long value) {
        return String.format(Locale.ROOT, "%,d", value);
    }

    /** Makes a token visible: a space has a sign. */
    static String token(String token) {
        return token.equals(" ") ? Printable.SPACE : token;
    }

    /** Names a token in a sentence. */
    static String named(String token) {
        return token.equals(" ") ? "the space" : token.equals(CharacterVocabulary.UNKNOWN) ? token : "“" + token + "”";
    }
}
