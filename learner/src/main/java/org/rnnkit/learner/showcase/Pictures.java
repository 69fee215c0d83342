package org.rnnkit.learner.showcase;

import org.rnnkit.grader.page.Pages;
import org.rnnkit.learner.showcase.picture.BabblePicture;
import org.rnnkit.learner.showcase.picture.ClippingPicture;
import org.rnnkit.learner.showcase.picture.EmbeddingPicture;
import org.rnnkit.learner.showcase.picture.ForwardPicture;
import org.rnnkit.learner.showcase.picture.GradientPicture;
import org.rnnkit.learner.showcase.picture.HistogramPicture;
import org.rnnkit.learner.showcase.picture.ModelPicture;
import org.rnnkit.learner.showcase.picture.OneHotPicture;
import org.rnnkit.learner.showcase.picture.StatePicture;
import org.rnnkit.learner.showcase.picture.TemperaturePicture;
import org.rnnkit.learner.showcase.picture.TrainingPicture;
import org.rnnkit.learner.showcase.worker.Babble;
import org.rnnkit.learner.showcase.worker.ClippedGradients;
import org.rnnkit.learner.showcase.worker.EmbeddingRows;
import org.rnnkit.learner.showcase.worker.FirstState;
import org.rnnkit.learner.showcase.worker.GradientPairs;
import org.rnnkit.learner.showcase.worker.HiddenStates;
import org.rnnkit.learner.showcase.worker.ModelParts;
import org.rnnkit.learner.showcase.worker.OneHotRows;
import org.rnnkit.learner.showcase.worker.ShortTrainings;
import org.rnnkit.learner.showcase.worker.TemperatureTexts;
import org.rnnkit.learner.showcase.worker.WeightStatistics;

/** The drawings of all showcases as HTML. */
final class Pictures {

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
        return Pages.render("studio/showcase" + showcase.step() + ".jte",
                data instanceof ShortTrainings trainings ? new TrainingPicture(trainings, isRunning)
                : data instanceof TemperatureTexts texts ? new TemperaturePicture(texts, temperature) : still(data));
    }

    private static Object still(Object data) {
        return data instanceof OneHotRows rows ? new OneHotPicture(rows)
                : data instanceof WeightStatistics weights ? new HistogramPicture(weights)
                : data instanceof FirstState state ? new StatePicture(state)
                : data instanceof HiddenStates states ? new ForwardPicture(states)
                : data instanceof ModelParts parts ? new ModelPicture(parts)
                : data instanceof Babble babble ? BabblePicture.of(babble)
                : data instanceof ClippedGradients gradients ? new ClippingPicture(gradients)
                : data instanceof EmbeddingRows rows ? new EmbeddingPicture(rows)
                : new GradientPicture((GradientPairs) data);
    }
}
