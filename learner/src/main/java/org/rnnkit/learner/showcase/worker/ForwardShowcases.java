package org.rnnkit.learner.showcase.worker;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.learner.showcase.worker.Pictures.HeatMap;
import org.rnnkit.learner.showcase.worker.Pictures.ProbabilityChart;
import org.rnnkit.step1onehot.OneHotEncoding;
import org.rnnkit.step2parameters.RnnParameters;
import org.rnnkit.step3state.HiddenState;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.step6prediction.Prediction;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.RnnOutput;

/** Steps 1, 3, 4 and 6 at work: a text on its way through an untrained network. */
public final class ForwardShowcases {

    /** The number of hidden units of steps 3 and 4: few enough that each can be drawn. */
    static final int NUM_HIDDENS = 32;

    /** The number of hidden units of step 6: half of the chapters’. */
    private static final int WRITING_HIDDENS = 256;

    /** The number of characters that a network writes. */
    static final int LENGTH = 50;

    private ForwardShowcases() {}

    /**
     * The result of step 1 for a name.
     *
     * @param tokens all tokens of the vocabulary
     * @param characters the characters of the name
     * @param known for each character, whether the vocabulary has it
     * @param rows a vector for each character, [characters, tokens]
     */
    public record OneHotRows(List<String> tokens, List<String> characters, List<Boolean> known, float[][] rows) {

        /** Names the characters that the vocabulary lacks; empty if it has all. */
        public String unknown() {
            return IntStream.range(0, characters.size()).filter(i -> !known.get(i)).mapToObj(characters::get).distinct()
                    .map(Pictures::named).collect(Collectors.joining(", "));
        }
    }

    /** Encodes a name with step 1. */
    static OneHotRows oneHotRows(String name, NDManager manager) {
        List<String> characters = Story.characters(name);
        int vocabSize = Story.vocabSize();
        NDArray encoded = OneHotEncoding.encode(Story.indices(manager, characters), vocabSize);
        float[] values = ResultChecks.floats(encoded, "The result of OneHotEncoding.encode", characters.size(), 1, vocabSize);
        return new OneHotRows(Story.tokens(), characters, characters.stream().map(Story.VOCABULARY::contains).toList(),
                ResultChecks.rows(values, characters.size(), vocabSize));
    }

    /**
     * The state that step 3 makes for the start of a text.
     *
     * @param rows the hidden state, [batchSize, numHiddens]
     */
    public record FirstState(float[][] rows) {

        /** Counts the values that are not 0. */
        public long notZero() {
            return Arrays.stream(rows).flatMapToDouble(Pictures::stream).filter(value -> value != 0).count();
        }

        /** Draws the state: a row for each text, a column for each hidden unit. */
        public HeatMap map() {
            return new HeatMap(rows, IntStream.rangeClosed(1, rows.length).mapToObj(String::valueOf).toList(), List.of());
        }
    }

    /** Makes the state before the first character with step 3. */
    static FirstState firstState(int batchSize, NDManager manager) {
        NDList state = ResultChecks.list(HiddenState.initialize(manager, batchSize, NUM_HIDDENS),
                "The result of HiddenState.initialize", 1);
        return new FirstState(ResultChecks.rows(ResultChecks.floats(state.get(0), "The state", batchSize, NUM_HIDDENS),
                batchSize, NUM_HIDDENS));
    }

    /**
     * The hidden states of an untrained network while it reads a text.
     *
     * @param characters the characters of the text
     * @param states the state after each of them, [characters, hidden units]
     */
    public record HiddenStates(List<String> characters, float[][] states) {

        /** Draws the states: a column for each character, a row for each hidden unit. */
        public HeatMap map() {
            float[][] byUnit = new float[states[0].length][states.length];
            for (int t = 0; t < states.length; t++) {
                for (int unit = 0; unit < byUnit.length; unit++) {
                    byUnit[unit][t] = states[t][unit];
                }
            }
            return new HeatMap(byUnit, List.of(), characters.stream().map(Pictures::token).toList());
        }

        /** Returns the largest absolute value. */
        public String largest() {
            double largest = Pictures.largest(states);
            return Pictures.number(largest, largest < 0.1 ? 3 : 2);
        }

        /** Compares the states after the same character at two places; null if no character comes twice. */
        public String repeated() {
            for (int t = 1; t < characters.size(); t++) {
                int before = characters.subList(0, t).indexOf(characters.get(t));
                if (before >= 0) {
                    return "The character " + Pictures.named(characters.get(t)) + " comes at places " + (before + 1) + " and "
                            + (t + 1) + ": their columns differ by at most "
                            + Pictures.number(Pictures.difference(states[t], states[before]), 4) + ".";
                }
            }
            return null;
        }
    }

    /** Reads a text with step 4, character by character. */
    static HiddenStates hiddenStates(String text, NDManager manager) {
        List<String> characters = Story.characters(text);
        NDList parameters = RnnParameters.initialize(manager, Story.vocabSize(), NUM_HIDDENS);
        NDArray inputs = OneHotEncoding.encode(Story.indices(manager, characters), Story.vocabSize());
        NDList state = HiddenState.initialize(manager, 1, NUM_HIDDENS);
        float[][] states = new float[characters.size()][];
        for (int t = 0; t < states.length; t++) {
            // One time step at a time, because the step returns only the last state.
            NDArray input = inputs.get(new NDIndex("{}:{}", t, t + 1));
            RnnOutput output = ResultChecks.output(RnnForward.forward(input, state, parameters));
            ResultChecks.floats(output.logits(), "The array of logits", 1, Story.vocabSize());
            state = ResultChecks.list(output.state(), "The new state", 1);
            states[t] = ResultChecks.floats(state.get(0), "The new state", 1, NUM_HIDDENS);
        }
        return new HiddenStates(characters, states);
    }

    /**
     * The text that an untrained network writes, and how sure it is of the first character.
     *
     * @param prefix the beginning, which the learner gave
     * @param text the beginning and what the network wrote after it
     * @param tokens all tokens of the vocabulary
     * @param probabilities the probability of each token after the prefix
     */
    public record Babble(String prefix, String text, List<String> tokens, double[] probabilities) {

        /** Returns the beginning, if the step's text begins with it. */
        public String given() {
            return text.startsWith(prefix) ? prefix : "";
        }

        /** Returns what the network wrote after the beginning. */
        public String written() {
            return Printable.withVisibleEnd(Printable.of(text.substring(given().length())));
        }

        /** Draws the probabilities. */
        public ProbabilityChart chart() {
            return new ProbabilityChart(tokens, probabilities);
        }
    }

    /** Lets an untrained network write with step 6. */
    static Babble babble(String prefix, NDManager manager) {
        LanguageModel net = Story.network(manager, WRITING_HIDDENS);
        String text = ResultChecks.text(Prediction.predict(prefix, LENGTH, net, Story.VOCABULARY, manager),
                "The text of Prediction.predict");
        return new Babble(prefix, text, Story.tokens(), softmax(nextLogits(prefix, net, manager), 1));
    }

    /** Returns the logits after the last character of a prefix. */
    static double[] nextLogits(String prefix, LanguageModel net, NDManager manager) {
        List<String> characters = Story.characters(prefix);
        RnnOutput output = ResultChecks.output(net.forward(Story.indices(manager, characters), net.beginState(manager, 1)));
        float[] all = ResultChecks.floats(output.logits(), "The array of logits", characters.size(), Story.vocabSize());
        return IntStream.range(all.length - Story.vocabSize(), all.length).mapToDouble(i -> all[i]).toArray();
    }

    /** Turns scores into probabilities at a temperature: softmax(logits / temperature). */
    static double[] softmax(double[] logits, double temperature) {
        double largest = Arrays.stream(logits).max().orElseThrow();
        double[] exp = Arrays.stream(logits).map(logit -> Math.exp((logit - largest) / temperature)).toArray();
        double sum = Arrays.stream(exp).sum();
        return Arrays.stream(exp).map(value -> value / sum).toArray();
    }
}
