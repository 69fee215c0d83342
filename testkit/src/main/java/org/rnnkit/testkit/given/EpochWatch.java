package org.rnnkit.testkit.given;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.dataset.Batch;
import ai.djl.training.loss.Loss;
import ai.djl.training.loss.SoftmaxCrossEntropyLoss;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Evidence;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.models.OpenCollector;
import org.rnnkit.testkit.models.StateParts;
import org.rnnkit.testkit.oracle.ClippedGradients;
import org.rnnkit.testkit.oracle.Clipping;
import org.rnnkit.testkit.oracle.CrossEntropy;
import org.rnnkit.testkit.oracle.EpochSlips;
import org.rnnkit.testkit.oracle.KeptState;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Minibatch;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.Updater;

/**
 * The minibatches, the model, the loss and the updater of one epoch. Each looks at what it is given when it is called, and at
 * what was done before. A failure that the step catches is thrown again by the next of them. What is wrong with arrays that
 * stay open is told at the end, since wrong results say more.
 */
public final class EpochWatch implements Iterable<Batch>, LanguageModel, Updater {

    /** Tokens and kept states are handed on as they are. */
    private static final double EXACT = 1e-6;
    /** The largest difference of a gradient from the right one, as a part of the largest gradient that this loss may have. */
    private static final double GRADIENT = 2e-4;
    private static final double PERPLEXITY = 1e-3;
    private static final String SCOPE = ": work in an NDScope for each minibatch.\nResults belong to the manager of the first "
            + "operand, so some land on that of the parameters (clip's, too)";

    private final EpochSetting setting;
    private final boolean isSequential;
    private final NDManager manager;
    private final NDManager owner;
    private final List<Minibatch> minibatches;
    private final GivenBatches batches;
    private final LanguageModel net;
    private final StateParts parts;
    private final Updater updater;
    private final int ownArrays;

    private final List<double[]> states = new ArrayList<>();
    private final List<Double> losses = new ArrayList<>();
    private final Set<NDArray> stateArrays = Collections.newSetFromMap(new IdentityHashMap<>()); // they are equal by value
    private NDList lastState = new NDList();
    private List<float[]> values;
    private int walks;
    private boolean isBegun;
    private int forwards;
    private int updates;
    private double[][] state;
    private double[][] logits;
    private Parameters read;
    private String leftOpen = "";

    /**
     * Draws an epoch.
     *
     * @param setting what the epoch is called with
     * @param updater changes the parameters
     * @param draw the source of all numbers
     * @param manager the parent of the managers of the model and of the minibatches
     */
    public EpochWatch(EpochSetting setting, Updater updater, Draw draw, NDManager manager) {
        this.setting = setting;
        this.isSequential = setting.sampling() == Sampling.SEQUENTIAL;
        this.manager = manager;
        this.owner = manager.newSubManager();
        this.minibatches = IntStream.range(0, setting.minibatches()).mapToObj(i -> minibatch(i, draw)).toList();
        this.batches = new GivenBatches(manager, minibatches);
        this.net = setting.model(draw, owner);
        this.parts = new StateParts(net, setting.stateArrays());
        this.updater = updater;
        this.values = floats();
        this.ownArrays = owner.getManagedArrays().size();
    }

    private Minibatch minibatch(int index, Draw draw) {
        boolean isLast = index > 0 && index == setting.minibatches() - 1;
        // A kept state has a row for each sequence. Without it, the last minibatch has fewer: else some means are the same.
        int rows = isLast && !isSequential ? draw.integer(1, Math.max(1, setting.batchSize() - 1)) : setting.batchSize();
        int steps = isLast ? draw.integer(1, setting.numSteps()) : setting.numSteps();
        return new Minibatch(draw.tokens(rows, steps, setting.vocabSize()), draw.tokens(rows, steps, setting.vocabSize()));
    }

    /** Returns the minibatches, which count how many of them were made and closed. */
    public GivenBatches batches() {
        return batches;
    }

    /** Returns the perplexity, once the losses are known. */
    public double perplexity() {
        double sum = IntStream.range(0, losses.size()).mapToDouble(i -> losses.get(i) * minibatches.get(i).size()).sum();
        return Math.exp(sum / tokens());
    }

    private long tokens() {
        return minibatches.stream().mapToLong(Minibatch::size).sum();
    }

    @Override
    public Iterator<Batch> iterator() {
        return Evidence.given("the list of minibatches", () -> {
            walks++;
            Expect.that(walks == 1, "the minibatches are walked through twice: each walk makes them again, so do all in one "
                    + "loop");
            return batches.iterator();
        });
    }

    @Override
    public NDList parameters() {
        return net.parameters();
    }

    @Override
    public NDList beginState(NDManager given, int batchSize) {
        isBegun = true;
        return Evidence.given("net.beginState", () -> parts.beginState(given, batchSize));
    }

    @Override
    public RnnOutput forward(NDArray tokens, NDList given) {
        return Evidence.given("net.forward", () -> read(tokens, given));
    }

    private RnnOutput read(NDArray tokens, NDList given) {
        int number = forwards + 1;
        Expect.that(number <= minibatches.size(), "forward was called more often than there are minibatches ("
                + minibatches.size() + "): call it once for each, and take output.logits() and output.state() from its one "
                + "result");
        requireUnchanged("before forward reads minibatch " + number);
        MinibatchChecks.tokens(minibatches, number, tokens);
        Expect.that(losses.size() == forwards, () -> lossCalls(forwards));
        Expect.that(updates == forwards, () -> "before forward reads minibatch " + number + ", the updater was called "
                + times(updates) + ": call updater.update once for every minibatch, in the loop");
        Expect.that(forwards > 0 || isBegun, "the first minibatch of an epoch was given a state that was not begun in this "
                + "epoch: keep the state in a local variable, not in a static field, and begin each epoch with net.beginState");
        checkState("for minibatch " + number + " the model was given ", given, minibatches.get(forwards));
        ownership(batches.openOfTheFirst(forwards) == 0, "when forward reads minibatch " + number
                + ", an earlier one is still open: close each minibatch after its own update, before the next one");
        read = parametersAsRead();
        stateArrays.addAll(lastState);
        stateArrays.addAll(given);
        RnnOutput output = parts.forward(tokens, given);
        forwards++;
        lastState = new NDList(output.state());
        states.add(flat(output.state()));
        logits = GivenNetwork.rows(output.logits());
        return output;
    }

    private void checkState(String given, NDList list, Minibatch minibatch) {
        Expect.that(list != null, () -> given + "null as state: begin each epoch with net.beginState(batch.getManager(), "
                + "batchSize), and each minibatch with random sampling");
        Expect.that(list.size() == setting.stateArrays(), () -> given + "a state of " + list.size() + " arrays, but this model "
                + "has a state of " + setting.stateArrays() + ": keep every array of output.state(), each once");
        int rows = minibatch.tokens().length;
        Shape shape = setting.parameters() == 0 ? new Shape(1, rows, setting.numHiddens())
                : new Shape(rows, setting.numHiddens());
        for (NDArray array : list) {
            Expect.that(!array.isReleased(), given + "a state that is closed. An NDScope closes it, unless you take it out "
                    + "with NDScope.unregister while the scope is open; so does the batch, unless you detach() it from the "
                    + "batch's manager; and so do you, if you close what you kept before you made the copy. With random "
                    + "sampling, begin each minibatch with net.beginState");
            Expect.that(array.getShape().equals(shape), () -> given + "a state of shape " + array.getShape() + ", expected "
                    + shape + ", with a row for each sequence of this minibatch" + likely(array.getShape(), shape));
        }
        double[] actual = flat(list);
        KeptState kept = new KeptState(isSequential, setting.stateArrays(), parts.begun((int) shape.size()), states);
        try (NDArray shown = manager.create(actual)) {
            Expect.array("the state that the model is given", shown).isCloseTo(kept.right(), EXACT, kept::slips);
        }
        double[] h = parts.joined(list.stream().map(Expect::values).toList());
        state = IntStream.range(0, rows).mapToObj(i -> Arrays.copyOfRange(h, i * setting.numHiddens(),
                (i + 1) * setting.numHiddens())).toArray(double[][]::new);
    }

    private String likely(Shape shape, Shape expected) {
        if (shape.dimension() != expected.dimension() || shape.get(shape.dimension() - 1) != setting.numHiddens()) {
            return ".\nKeep output.state(), not the logits or tokens";
        }
        return forwards == 0 ? ".\nGive net.beginState the batchSize, getShape().get(0) of its tokens"
                : ".\nWith random sampling call net.beginState for every minibatch, with its own batchSize: the last one may "
                        + "be smaller";
    }

    /** Returns the loss of this epoch, which looks at its labels and logits. */
    public Loss loss() {
        NDArray factor = manager.create(setting.weight());
        NDArray firstFactor = manager.create(setting.weight() * setting.firstFactor());
        NDArray firstSummand = manager.create(setting.firstSummand());
        return new Loss("given") {
            @Override
            public NDArray evaluate(NDList labels, NDList predictions) {
                return Evidence.given("the loss", () -> {
                    Expect.that(losses.size() < forwards, () -> forwards == 0 ? "the loss is evaluated before forward: take "
                            + "the logits of forward for it" : lossCalls(forwards));
                    MinibatchChecks.lossArguments(labels.get(0), predictions.get(0));
                    NDArray mean = new SoftmaxCrossEntropyLoss().evaluate(labels, predictions);
                    NDArray given = forwards == 1 ? mean.mul(firstFactor).add(firstSummand) : mean.mul(factor);
                    check(given.getFloat());
                    return given;
                });
            }
        };
    }

    private void check(double loss) {
        Minibatch minibatch = minibatches.get(forwards - 1);
        double factor = factor(forwards);
        double summand = forwards == 1 ? setting.firstSummand() : 0;
        double expected = factor * CrossEntropy.mean(logits, Minibatch.timeMajor(minibatch.labels())) + summand;
        double[][] given = logits;
        Expect.number("the loss of a minibatch (" + forwards + ")", loss, expected, Expect.TOLERANCE * (1 + Math.abs(factor)),
                () -> EpochSlips.ofLoss(given, minibatch, factor, summand));
        losses.add(loss);
    }

    private double factor(int number) {
        return number == 1 ? (double) setting.weight() * setting.firstFactor() : setting.weight();
    }

    @Override
    public void update(NDList given) {
        Evidence.given("the updater", () -> change(given));
    }

    private void change(NDList given) {
        Expect.that(forwards > 0, "the updater is called before forward: first forward, loss and backward, then clip and "
                + "update");
        requireUnchanged("before the update of minibatch " + (updates + 1));
        Expect.that(updates < forwards, () -> "for minibatch " + forwards + " the updater is called more than once: call it "
                + "once for each minibatch, with net.parameters()");
        NDList own = net.parameters();
        Expect.that(given.size() == own.size() && IntStream.range(0, own.size()).allMatch(i -> given.get(i) == own.get(i)),
                "the updater must get the arrays of net.parameters(), all of them and in their order");
        checkGradients(own);
        ownership(batches.made() <= updates || batches.isOpen(updates), "minibatch " + (updates + 1) + " is closed already "
                + "when its update begins: call updater.update first, then close the minibatch");
        updates++;
        updater.update(given);
        values = floats();
    }

    private void checkGradients(NDList own) {
        Minibatch minibatch = minibatches.get(forwards - 1);
        double[][] ofLogits = Matrix.map(CrossEntropy.gradient(logits, Minibatch.timeMajor(minibatch.labels())),
                gradient -> factor(forwards) * gradient);
        int[] sizes = own.stream().mapToInt(parameter -> (int) parameter.size()).toArray();
        Parameters gradients = Rnn.gradients(Matrix.oneHot(minibatch.tokens(), setting.vocabSize()), state, read, ofLogits);
        ClippedGradients clipped = new ClippedGradients(Expect.flat(inLayout(gradients)), sizes, minibatch,
                losses.size() < forwards ? Double.NaN : losses.get(forwards - 1));
        float[] actual = joined(own.stream().map(parameter -> {
            try (NDArray gradient = parameter.getGradient()) {
                return gradient.toFloatArray();
            }
        }).toList());
        double norm = Clipping.norm(List.of(clipped.gradients()));
        double largest = (Math.abs(factor(forwards)) + norm) / Math.max(1, norm);
        try (NDArray shown = manager.create(actual)) {
            Expect.array("the gradients that the updater gets, as one vector", shown).withAxes(List.of("parameter"))
                    .isCloseTo(clipped.right(), GRADIENT * (Double.isNaN(largest) ? 1 : largest), clipped::slips);
        }
    }

    private static float[] joined(List<float[]> parts) {
        float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
        int from = 0;
        for (float[] part : parts) {
            System.arraycopy(part, 0, all, from, part.length);
            from += part.length;
        }
        return all;
    }

    /** Checks the result of the epoch, and what it has left open. */
    public void check(EpochResult result) {
        Evidence.current().throwWhatWasCaught();
        Expect.that(result != null, "trainEpoch returned null");
        requireUnchanged("after the last update");
        Expect.that(forwards == minibatches.size(), () -> "forward was called " + times(forwards) + " in an epoch of "
                + minibatches.size() + " minibatches: call net.forward(tokens, state) once for each, however many there are.\n"
                + (forwards == 0 ? "Is it in the loop over batches, and the loop not empty?"
                : "Is the loop over batches left too early, or does a condition leave some out?"));
        Expect.that(losses.size() == forwards, () -> lossCalls(forwards));
        Expect.that(updates == forwards, () -> "in an epoch of " + forwards + " minibatches the updater was called "
                + times(updates) + ": call updater.update once for every minibatch, in the loop");
        Expect.that(!OpenCollector.exists(), "the gradient collector was not closed: open it with try (...)");
        double[] known = losses.stream().mapToDouble(Double::doubleValue).toArray();
        Expect.number("the number of tokens", result.tokens(), tokens(), 0,
                () -> EpochSlips.ofTokens(known, minibatches));
        // A float may end with infinity, and a mean that is computed step by step with NaN in the place of infinity.
        if (perplexity() <= Float.MAX_VALUE || Double.isFinite(result.perplexity())) {
            Expect.number("the perplexity", result.perplexity(), perplexity(), PERPLEXITY * Math.max(1, perplexity()),
                    () -> EpochSlips.ofPerplexity(known, minibatches, result));
        }
        checkOpenArrays();
    }

    private void checkOpenArrays() {
        Expect.ownership(leftOpen.isEmpty(), () -> leftOpen);
        long open = batches.open();
        Expect.ownership(open == 0, () -> "of " + batches.made() + " batches " + open + " stayed open: close each, or its "
                + "arrays stay in memory");
        int left = owner.getManagedArrays().size() - ownArrays;
        Expect.nothingLeft("an epoch of " + forwards + " minibatches", left, "the model's manager", left % setting.stateArrays()
                != 0 || left > forwards * setting.stateArrays() ? SCOPE : cause(left / setting.stateArrays()));
        long replaced = stateArrays.stream().filter(array -> !array.isReleased()).count();
        Expect.ownership(replaced == 0, () -> "after an epoch of " + forwards + " minibatches " + replaced + (replaced == 1
                ? " array" : " arrays") + " of states that were replaced (each has " + setting.stateArrays() + ") "
                + (replaced == 1 ? "is" : "are") + " still open, so that memory grows with every minibatch:\nclose the state "
                + "that you kept once another takes its place, all arrays of it, as list.close() does");
    }

    private String cause(int leftStates) {
        return !isSequential || leftStates != 1 && leftStates != forwards ? SCOPE
                : leftStates == 1 ? ".\nIt is the last state kept: close it when the epoch is over"
                : ", one state a minibatch.\nIt is the kept state: detach() it from the manager that it was made on, and close "
                        + "the one that it replaces";
    }

    private void ownership(boolean holds, String otherwise) {
        leftOpen = holds || !leftOpen.isEmpty() ? leftOpen : otherwise;
    }

    private void requireUnchanged(String when) {
        NDList now = net.parameters();
        Expect.that(owner.isOpen(), "the model's manager was closed");
        // A list that is closed is empty afterwards.
        Expect.that(now.size() == values.size() && now.stream().noneMatch(NDArray::isReleased), () -> when + ", trainEpoch had "
                + "closed a parameter of the model: close only what was made for a minibatch");
        List<float[]> after = floats();
        Expect.that(IntStream.range(0, after.size()).allMatch(i -> Arrays.equals(after.get(i), values.get(i))), () -> when
                + ", the parameters were changed, but not by the updater: only updater.update changes parameters, once for "
                + "each minibatch");
    }

    private List<float[]> floats() {
        return net.parameters().stream().map(NDArray::toFloatArray).toList();
    }

    private Parameters parametersAsRead() {
        if (setting.parameters() == 0) {
            return GivenNetwork.parameters(net);
        }
        return GivenNetwork.parameters(joined(values), setting.vocabSize(), setting.numHiddens());
    }

    private double[][] inLayout(Parameters gradients) {
        return (setting.parameters() == 0 ? GivenNetwork.gradients(net, gradients) : gradients.matrices()).stream()
                .flatMap(Arrays::stream).toArray(double[][]::new);
    }

    private static double[] flat(NDList list) {
        return Expect.flat(Expect.values(list).toArray(double[][]::new));
    }

    private String lossCalls(int number) {
        return "for minibatch " + number + " the loss given was evaluated " + (losses.size() < number ? "0 times: use the "
                + "parameter loss, not a loss of your own, once for each minibatch" : "twice: evaluate it once for each "
                + "minibatch, and read its value with getFloat()");
    }

    private static String times(int number) {
        return number + (number == 1 ? " time" : " times");
    }
}
