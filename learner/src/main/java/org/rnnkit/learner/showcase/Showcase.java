package org.rnnkit.learner.showcase;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.page.Chart;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.learner.showcase.worker.ForwardShowcases.Babble;
import org.rnnkit.learner.showcase.worker.ForwardShowcases.FirstState;
import org.rnnkit.learner.showcase.worker.ForwardShowcases.HiddenStates;
import org.rnnkit.learner.showcase.worker.ForwardShowcases.OneHotRows;
import org.rnnkit.learner.showcase.worker.GradientShowcases.ClippedGradients;
import org.rnnkit.learner.showcase.worker.GradientShowcases.GradientPairs;
import org.rnnkit.learner.showcase.worker.ParameterShowcases.ModelParts;
import org.rnnkit.learner.showcase.worker.ParameterShowcases.WeightStatistics;
import org.rnnkit.learner.showcase.worker.ShowcaseWorker.ShowcaseRequest;
import org.rnnkit.learner.showcase.worker.TrainingShowcases.EmbeddingRows;
import org.rnnkit.learner.showcase.worker.TrainingShowcases.ShortTrainings;
import org.rnnkit.learner.showcase.worker.TrainingShowcases.TemperatureTexts;
import org.rnnkit.learner.studio.FormNumber;
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

    private static final NumberField UNITS = new NumberField("Hidden units", "256", "1", "512", "1");

    private static final List<Showcase> ALL = List.of(
            new Showcase(1, "Your name as one-hot rows", new TextField("Your name", "Ada", 20), null, OneHotRows.class, LIMIT),
            new Showcase(2, "Your weights, counted", null, UNITS, WeightStatistics.class, LIMIT),
            new Showcase(3, "The network before it reads", null, new NumberField("Texts at the same time", "4", "1", "16", "1"),
                    FirstState.class, LIMIT),
            new Showcase(4, "A sentence goes through your network", new TextField("A sentence", "the time traveller", 40), null,
                    HiddenStates.class, LIMIT),
            new Showcase(5, "Your model as a drawing", null, UNITS, ModelParts.class, LIMIT),
            new Showcase(6, "An untrained network writes",
                    new TextField("Beginning of the text", "time traveller", 30), null, Babble.class, LIMIT),
            new Showcase(7, "Your gradients before and after clipping", null,
                    new NumberField("θ, the largest norm", "1", "0.1", "10", "0.1"), ClippedGradients.class, LIMIT),
            new Showcase(8, "Ten seconds of training", null, null, ShortTrainings.class, TRAINING_LIMIT),
            new Showcase(9, "A short training, and the text that forms", null, null, ShortTrainings.class, TRAINING_LIMIT),
            new Showcase(10, "The next character at other temperatures",
                    new TextField("Beginning of the text", "the t", 30), null, TemperatureTexts.class, TRAINING_LIMIT),
            new Showcase(11, "The letters as your embedding sees them", null, null, EmbeddingRows.class, TRAINING_LIMIT),
            new Showcase(12, "Your gradients beside the engine’s", null, null, GradientPairs.class, LIMIT),
            new Showcase(13, "GRU against RNN", null, null, ShortTrainings.class, TRAINING_LIMIT));

    /**
     * A field for a short text.
     *
     * @param label the field's label
     * @param initial the text that is in it at first
     * @param longest the most characters
     */
    public record TextField(String label, String initial, int longest) {

        /** Invisible characters: controls, unassigned ones, and those that end a line or paragraph. */
        private static final String INVISIBLE = "[\\p{C}\\p{Zl}\\p{Zp}]";

        /** Reads the learner's text. Letters become lower-case, as in the text that networks are trained on. */
        private String read(String given) {
            String text = (given == null ? initial : given).toLowerCase(Locale.ROOT).replaceAll(INVISIBLE, " ");
            if (text.isEmpty()) {
                throw new UsageException(label + ": type at least one character.");
            }
            if (text.codePointCount(0, text.length()) > longest) {
                throw new UsageException(label + ": type at most " + longest + " characters.");
            }
            return text;
        }
    }

    /**
     * A field for a number.
     *
     * @param label the field's label
     * @param initial the number that is in it at first
     * @param lowest the lowest number allowed
     * @param highest the highest number allowed
     * @param step the distance of two numbers; 1 for whole numbers
     */
    public record NumberField(String label, String initial, String lowest, String highest, String step) {

        private double read(String given) {
            double number = FormNumber.orNaN(given == null ? initial : given);
            boolean onlyWhole = step.equals("1");
            if (number >= Double.parseDouble(lowest) && number <= Double.parseDouble(highest)
                    && (!onlyWhole || number == Math.rint(number))) {
                return number;
            }
            throw new UsageException(label + ": type a" + (onlyWhole ? " whole" : "") + " number from " + lowest + " to "
                    + highest + ".");
        }
    }

    /** Finds the showcase of a step, if it has one. */
    static Optional<Showcase> find(String step) {
        return ALL.stream().filter(showcase -> step.equals(String.valueOf(showcase.step))).findFirst();
    }

    /**
     * Returns the showcase of a step.
     *
     * @param step the number of the step
     * @return the showcase
     * @throws UsageException if the step has none
     */
    public static Showcase of(int step) {
        return find(String.valueOf(step)).orElseThrow(() -> new UsageException("There is no showcase for step " + step + "."));
    }

    /** Reads the data of the showcase. It is drawn once, because a student's code can send anything. */
    Optional<Object> read(JsonNode json) {
        try {
            Object read = Messages.JSON.treeToValue(json, data);
            html(read, false, 1);
            return Optional.of(read);
        } catch (JsonProcessingException | RuntimeException notDrawable) {
            return Optional.empty();
        }
    }

    /**
     * Draws the data of the showcase, with its text, as HTML.
     *
     * @param isRunning whether the data is not complete yet
     * @param temperature the temperature that the learner has chosen
     */
    String html(Object read, boolean isRunning, double temperature) {
        Object picture = read instanceof ShortTrainings trainings ? TrainingPicture.of(trainings, isRunning)
                : read instanceof TemperatureTexts texts ? texts.at(temperature) : read;
        return Pages.render("studio/showcase" + step + ".jte", picture);
    }

    /**
     * Short trainings and their curves.
     *
     * @param trainings the trainings
     * @param isRunning whether they still run
     * @param chart their curves
     */
    public record TrainingPicture(ShortTrainings trainings, boolean isRunning, Chart chart) {

        static TrainingPicture of(ShortTrainings trainings, boolean isRunning) {
            Chart chart = Chart.perplexity("Perplexity");
            for (int i = 0; i < trainings.runs().size(); i++) {
                chart.line(Chart.CLASSES.get(i), trainings.runs().get(i).perplexities());
            }
            return new TrainingPicture(trainings, isRunning, chart);
        }
    }

    /** Reads the values of the fields "text" and "number"; a missing one means the initial value. */
    ShowcaseRequest request(Map<String, String> form) {
        String className = Steps.withBonus().stream().filter(one -> one.number() == step).map(Step::className).findFirst()
                .orElseThrow(() -> new UsageException("There is no step " + step + "."));
        return new ShowcaseRequest(step, className, text == null ? "" : text.read(form.get("text")),
                number == null ? 0 : number.read(form.get("number")));
    }
}
