package org.rnnkit.learner.showcase;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.learner.showcase.worker.Babble;
import org.rnnkit.learner.showcase.worker.ClippedGradients;
import org.rnnkit.learner.showcase.worker.EmbeddingRows;
import org.rnnkit.learner.showcase.worker.FirstState;
import org.rnnkit.learner.showcase.worker.GradientPairs;
import org.rnnkit.learner.showcase.worker.HiddenStates;
import org.rnnkit.learner.showcase.worker.ModelParts;
import org.rnnkit.learner.showcase.worker.OneHotRows;
import org.rnnkit.learner.showcase.worker.ShortTrainings;
import org.rnnkit.learner.showcase.worker.ShowcaseRequest;
import org.rnnkit.learner.showcase.worker.TemperatureTexts;
import org.rnnkit.learner.showcase.worker.WeightStatistics;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * What one step can do once it passes: the fields that a learner fills in, and the kind of data that comes back.
 *
 * @param step the number of the step
 * @param title what the learner will see
 * @param text the field for a text; null for a showcase without one
 * @param number the field for a number; null for a showcase without one
 * @param data the type of the data
 * @param limit the time limit for the student's code
 */
public record Showcase(int step, String title, TextField text, NumberField number, Class<?> data, Duration limit) {

    private static final Duration LIMIT = Duration.ofSeconds(20);
    /** The trainings end by their own clock after 20 seconds at most; the rest is for a slow machine's last epoch. */
    private static final Duration TRAINING_LIMIT = Duration.ofSeconds(30);

    private static final NumberField UNITS = new NumberField("Hidden units", "256", 1, 512, "1");

    private static final List<Showcase> ALL = List.of(
            new Showcase(1, "Your name as one-hot rows", new TextField("Your name", "Ada", 20), null, OneHotRows.class, LIMIT),
            new Showcase(2, "Your weights, counted", null, UNITS, WeightStatistics.class, LIMIT),
            new Showcase(3, "The network before it reads", null, new NumberField("Texts at the same time", "4", 1, 16, "1"),
                    FirstState.class, LIMIT),
            new Showcase(4, "A sentence goes through your network", new TextField("A sentence", "the time traveller", 40), null,
                    HiddenStates.class, LIMIT),
            new Showcase(5, "Your model as a drawing", null, UNITS, ModelParts.class, LIMIT),
            new Showcase(6, "An untrained network writes",
                    new TextField("Beginning of the text", "time traveller", 30), null, Babble.class, LIMIT),
            new Showcase(7, "Your gradients before and after clipping", null,
                    new NumberField("θ, the largest norm", "1", 0.1, 10, "0.1"), ClippedGradients.class, LIMIT),
            new Showcase(8, "Ten seconds of training", null, null, ShortTrainings.class, TRAINING_LIMIT),
            new Showcase(9, "A short training, and the text that forms", null, null, ShortTrainings.class, TRAINING_LIMIT),
            new Showcase(10, "The next character at other temperatures",
                    new TextField("Beginning of the text", "the t", 30), null, TemperatureTexts.class, TRAINING_LIMIT),
            new Showcase(11, "The letters as your embedding sees them", null, null, EmbeddingRows.class, TRAINING_LIMIT),
            new Showcase(12, "Your gradients beside the engine’s", null, null, GradientPairs.class, LIMIT),
            new Showcase(13, "GRU against RNN", null, null, ShortTrainings.class, TRAINING_LIMIT));

    /**
     * Finds the showcase of a step.
     *
     * @param step the number of the step
     * @return the showcase
     * @throws UsageException if the step has none
     */
    public static Showcase of(int step) {
        return ALL.stream().filter(showcase -> showcase.step == step).findFirst()
                .orElseThrow(() -> new UsageException("There is no showcase for step " + step + "."));
    }

    /**
     * Tells whether a step has a showcase.
     *
     * @param step the number of the step
     * @return whether it has one
     */
    public static boolean exists(int step) {
        return ALL.stream().anyMatch(showcase -> showcase.step == step);
    }

    /**
     * Reads what the learner has typed.
     *
     * @param form the values of the fields "text" and "number"; a missing one means the initial value
     * @return the request
     * @throws UsageException if a value is not allowed
     */
    public ShowcaseRequest request(Map<String, String> form) {
        return new ShowcaseRequest(step, className(), text == null ? "" : text.read(form.get("text")),
                number == null ? 0 : number.read(form.get("number")));
    }

    private String className() {
        return Steps.withBonus().stream().filter(one -> one.number() == step).map(Step::className).findFirst()
                .orElseThrow(() -> new UsageException("There is no step " + step + "."));
    }
}
