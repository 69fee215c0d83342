package org.rnnkit.learner.experiment;

import ai.djl.nn.recurrent.RNN;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.worker.training.TrainingSetup.Hyperparameters;
import org.rnnkit.learner.train.ChosenSteps;
import org.rnnkit.learner.worker.ExperimentWorker.VariantTraining;
import org.rnnkit.learner.worker.ExperimentWorker.VariantTraining.Variant;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.toolkit.Sampling;

/** A question and the short trainings that answer it, with 128 hidden units unless the question is about their number. */
public enum Experiment {
    /** Clipping. It uses DJL's block, whose initial weights are larger than step 2's, so that its gradients explode. */
    NO_CLIPPING("What does clipping do?", """
            On the way back through 35 characters the gradient is multiplied by W_hh and by the slope of tanh \
            at each of them, so it can grow without limit. One update with such a gradient moves the parameters so \
            far that everything that was learned is lost: the curve jumps, or leaves the chart. Clipping keeps the \
            direction of the update and limits its length. Step 2's small first weights delay the explosion; the larger \
            ones of DJL's block show it at once. ReLU is max(0, x): its values have no upper bound, so such a training can get \
            lost even with clipping.""",
            builtIn("tanh, clipped", RNN.Activation.TANH, true),
            builtIn("tanh, not clipped", RNN.Activation.TANH, false),
            builtIn("ReLU, clipped", RNN.Activation.RELU, true),
            builtIn("ReLU, not clipped", RNN.Activation.RELU, false)),
    /** Activation. It uses DJL's block, which has both; step 4 has only one. */
    RELU("What if ReLU, which is max(0, x), stands in the place of tanh?", """
            The slope of tanh is at most 1, and almost 0 for large values, so gradients vanish on a long way back. The \
            slope of ReLU is 1 wherever a unit is above 0, so they keep their size better. In return nothing limits the \
            values of ReLU: it needs clipping (see the first experiment), and even with it a training may break, so that \
            its perplexity becomes infinite. Otherwise both learn mostly from the last few characters in a short training \
            over 35 characters, so they often end close together.""",
            builtIn("tanh", RNN.Activation.TANH, true),
            builtIn("ReLU", RNN.Activation.RELU, true)),
    /** Sampling. */
    RANDOM_VS_SEQUENTIAL("Does it matter how minibatches follow each other?", """
            With random sampling each subsequence begins with a state of zeros: the model knows nothing of the text \
            before it, so its first guesses are hard. With sequential partitioning the kept state knows the row so far. \
            In a short training both models use only the last few characters, so the curves are close together. In the \
            chapter's long training they are far apart: sequential partitioning ends near 1.04, random sampling near \
            1.5.""",
            variant("sequential", 35), new Variant("random", 128, 35, Sampling.RANDOM, null, true)),
    /**
     * Detaching. Keeping the graph over n minibatches, with one backward pass and one update at the end, is the same as
     * one minibatch with n times as many steps.
     */
    KEEP_GRAPH("What if the state is not detached after each minibatch?", """
            A graph that is kept over n minibatches has one backward pass, and so one update for all of them. An epoch \
            then has fewer updates, and clipping limits the length of each: the model moves less far. In return the \
            gradient reaches further back, but it vanishes on the way. The curves show both together, and can't say how \
            much each counts. The graph also needs n times the memory. Step 8 detaches the state after each minibatch.""",
            variant("detached after each (8 updates an epoch)", 35), variant("graph kept over 2 (4 updates)", 2 * 35),
            variant("graph kept over 4 (2 updates)", 4 * 35), variant("graph kept over 8 (1 update)", 8 * 35)),
    /** Width. */
    HIDDEN_SIZES("How many hidden units does it take?", """
            Each hidden unit is one number in which the model can keep something about the text that it has read. More \
            units tell more situations apart. At first all models learn the same, the letters' frequencies and then \
            which letter follows which; there the size counts little, and the curves separate later. More units also \
            cost more: W_hh alone has numHiddens² numbers.""", IntStream.of(16, 64, 256)
            .mapToObj(size -> variant(size + " hidden units", size, 35)).toArray(Variant[]::new)),
    /** Length of subsequences. The shorter they are, the more updates an epoch has. */
    STEPS("How far back should gradients flow?", """
            The shorter the subsequences, the more updates an epoch has. A model learns first which letter follows a few \
            others, and for that a gradient over a few characters is enough: in a short training, many updates win. The \
            state is kept between the minibatches, so with 5 steps the model can still remember more than 5 characters, \
            but no gradient teaches it what to keep for longer. Long subsequences pay only later, and their gradients \
            vanish on the way.""", variant("5 steps (62 updates an epoch)", 5),
            variant("15 steps (20 updates)", 15), variant("35 steps (8 updates)", 35), variant("70 steps (4 updates)", 70));

    private static final int CHAPTER_EPOCHS = 500;
    private static final int MAX_NAME = 60;

    private final String question;
    private final String why;
    private final List<Variant> variants;

    Experiment(String question, String why, Variant... variants) {
        this.question = question;
        this.why = why.strip();
        this.variants = List.of(variants);
    }

    private static Variant variant(String label, int numHiddens, int numSteps) {
        return new Variant(label, numHiddens, numSteps, Sampling.SEQUENTIAL, null, true);
    }

    private static Variant variant(String label, int numSteps) {
        return variant(label, 128, numSteps);
    }

    private static Variant builtIn(String label, RNN.Activation activation, boolean clipped) {
        return new Variant(label, 128, 35, Sampling.SEQUENTIAL, activation, clipped);
    }

    /** Returns the question. */
    public String question() {
        return question;
    }

    /** Explains what the trainings show, in the words of the chapters. */
    public String why() {
        return why;
    }

    /**
     * Returns the trainings.
     *
     * @return the trainings; the first is the chapter's way, if one of them is
     */
    public List<Variant> variants() {
        return variants;
    }

    /** Says how large the trainings are, and why their curves are not the chapter's. */
    public List<String> sizes(int characters, int epochs, int seeds) {
        String units = each(Variant::numHiddens);
        List<String> sentences = new ArrayList<>();
        sentences.add(String.format(Locale.ROOT, "Each training has %s hidden units, %,d characters, %s, %d sequences of %s "
                + "characters in a minibatch and the learning rate 1. It is run %s.", units, characters,
                Plural.of(epochs, "epoch"), VariantTraining.BATCH_SIZE, each(Variant::numSteps),
                seeds == 1 ? "once" : seeds + " times, each with another seed"));
        Hyperparameters chapter = Hyperparameters.ofChapter(CHAPTER_EPOCHS, 1);
        sentences.add(String.format(Locale.ROOT, "The chapter trains %d hidden units for %d epochs. So these curves are not "
                + "the chapter's: compare them with each other.", chapter.numHiddens(), chapter.epochs()));
        if (variants.stream().anyMatch(variant -> variant.builtIn() != null)) {
            sentences.add("These trainings use DJL's own RNN block instead of steps 1 to 5. Its first weights are larger than "
                    + "step 2's, so the curves also begin differently.");
        }
        return sentences;
    }

    /** Says whose steps the trainings use, which of the steps they use, and which of these fail. */
    String steps(ChosenSteps chosen, Predicate<Step> fails) {
        boolean builtIn = variants.stream().anyMatch(variant -> variant.builtIn() != null);
        List<Integer> used = builtIn ? List.of(7, 8) : List.of(1, 2, 3, 4, 5, 7, 8);
        return chosen.note(fails.and(step -> used.contains(step.number()))) + (builtIn ? " Of them, this experiment needs "
                + "steps 7 and 8 only." : "");
    }

    private String each(ToIntFunction<Variant> size) {
        List<String> sizes = variants.stream().mapToInt(size).distinct().mapToObj(String::valueOf).toList();
        int last = sizes.size() - 1;
        return last == 0 ? sizes.get(0) : String.join(", ", sizes.subList(0, last)) + " or " + sizes.get(last);
    }

    /**
     * Returns the name on the command line.
     *
     * @return a name such as "no-clipping"
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
