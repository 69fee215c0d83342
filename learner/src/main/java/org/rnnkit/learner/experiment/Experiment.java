package org.rnnkit.learner.experiment;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.toolkit.Sampling;

/** A question and the short trainings that answer it, with 128 hidden units unless the question is about their number. */
public enum Experiment {
    /** Sampling. */
    RANDOM_VS_SEQUENTIAL("Does it matter how minibatches follow each other?", """
            With random sampling each subsequence begins with a state of zeros: the model knows nothing of the text \
            before it, so its first guesses are hard. With sequential partitioning the kept state knows the row so far. \
            In a short training both models use only the last few characters, so the curves are close together. In the \
            chapter's long training they are far apart: sequential partitioning ends near 1.03, random sampling near \
            1.5.""",
            training("sequential", 128, 35, Sampling.SEQUENTIAL), training("random", 128, 35, Sampling.RANDOM)),
    /**
     * Detaching. Keeping the graph over n minibatches, with one backward pass and one update at the end, is the same as
     * one minibatch with n times as many steps.
     */
    KEEP_GRAPH("What if the state is not detached after each minibatch?", """
            A graph that is kept over n minibatches has one backward pass, and so one update for all of them. That is a \
            training with n times as many steps in a minibatch: 35, 70, 140 and 280 here, with 8, 4, 2 and 1 updates an \
            epoch. Clipping limits the length of each: the model moves less far. In return the \
            gradient reaches further back, but it vanishes on the way. The curves show both together, and can't say how \
            much each counts. The graph also needs n times the memory. Step 8 detaches the state after each minibatch.""",
            training("detached", 128, 35, Sampling.SEQUENTIAL), training("kept-over-2", 128, 2 * 35, Sampling.SEQUENTIAL),
            training("kept-over-4", 128, 4 * 35, Sampling.SEQUENTIAL),
            training("kept-over-8", 128, 8 * 35, Sampling.SEQUENTIAL)),
    /** Width. */
    HIDDEN_SIZES("How many hidden units does it take?", """
            Each hidden unit is one number in which the model can keep something about the text that it has read. More \
            units tell more situations apart. At first all models learn the same, the letters' frequencies and then \
            which letter follows which; there the size counts little, and the curves separate later. More units also \
            cost more: W_hh alone has numHiddens² numbers.""",
            training("16-units", 16, 35, Sampling.SEQUENTIAL), training("64-units", 64, 35, Sampling.SEQUENTIAL),
            training("256-units", 256, 35, Sampling.SEQUENTIAL)),
    /** Length of subsequences. The shorter they are, the more updates an epoch has. */
    STEPS("How far back should gradients flow?", """
            The shorter the subsequences, the more updates an epoch has: 62 with 5 steps, 20 with 15, 8 with 35 and 4 with \
            70. A model learns first which letter follows a few \
            others, and for that a gradient over a few characters is enough: in a short training, many updates win. The \
            state is kept between the minibatches, so with 5 steps the model can still remember more than 5 characters, \
            but no gradient teaches it what to keep for longer. Long subsequences pay only later, and their gradients \
            vanish on the way.""",
            training("5-steps", 128, 5, Sampling.SEQUENTIAL), training("15-steps", 128, 15, Sampling.SEQUENTIAL),
            training("35-steps", 128, 35, Sampling.SEQUENTIAL), training("70-steps", 128, 70, Sampling.SEQUENTIAL));

    /** The number of epochs of each training, unless the user wants another one. */
    public static final int EPOCHS = 40;

    private static final int MAX_NAME = 60;

    private final String question;
    private final String why;
    private final List<ExperimentTraining> trainings;

    Experiment(String question, String why, ExperimentTraining... trainings) {
        this.question = question;
        this.why = why;
        this.trainings = List.of(trainings);
    }

    private static ExperimentTraining training(String name, int numHiddens, int numSteps, Sampling sampling) {
        Hyperparameters chapter = Hyperparameters.ofChapter(EPOCHS, 1);
        return new ExperimentTraining(name, new Hyperparameters(chapter.tokens(), chapter.batchSize(), numSteps, numHiddens,
                chapter.learningRate(), sampling, EPOCHS, chapter.seed()));
    }

    /** Returns the question. */
    public String question() {
        return question;
    }

    /** Explains what the trainings show, in the words of the chapters. */
    public String why() {
        return why;
    }

    /** Returns the trainings, at most as many as a chart has lines. */
    public List<ExperimentTraining> trainings() {
        return trainings;
    }

    /**
     * Returns the name on the command line.
     *
     * @return a name such as "hidden-sizes"
     */
    public String commandName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Finds an experiment by its name on the command line. */
    public static Experiment find(String name) {
        return Arrays.stream(values()).filter(experiment -> experiment.commandName().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst().orElseThrow(() -> new UsageException("There is no experiment " + Printable.line(name, MAX_NAME)
                        + ". Choose one of " + String.join(", ", commandNames()) + "."));
    }

    /** Lists all names. */
    public static List<String> commandNames() {
        return Arrays.stream(values()).map(Experiment::commandName).toList();
    }
}
