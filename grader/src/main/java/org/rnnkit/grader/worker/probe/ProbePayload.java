package org.rnnkit.grader.worker.probe;

import ai.djl.ndarray.NDList;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import com.fasterxml.jackson.databind.deser.std.StringDeserializer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * The values of a question or of an answer, each under its name: arrays, numbers and texts.
 *
 * @param texts texts that are compared with right ones, so they come exactly as they are
 * @param mistakes what the probe of an answer has seen to be wrong in the results, in words that a student reads
 * @param sideEffects the same for what the call has done beside its results
 */
public record ProbePayload(Map<String, Tensor> arrays, Map<String, Double> numbers,
        @JsonDeserialize(contentUsing = StringDeserializer.class) Map<String, String> texts,
        List<String> mistakes, List<String> sideEffects) {

    /** The names of a recurrent network's parameters, in the order of step 2. */
    public static final List<String> PARAMETERS = List.of("W_xh", "W_hh", "b_h", "W_hq", "b_q");

    /** The names of the parameters of a network with gates, in the order of step 13. */
    public static final List<String> GATED_PARAMETERS = List.of("W_xz", "W_hz", "b_z", "W_xr", "W_hr", "b_r", "W_xh", "W_hh",
            "b_h", "W_hq", "b_q");

    private static final String FACT = "this should hold, but does not: ";

    /** Makes an empty payload. */
    public ProbePayload() {
        this(null, null, null, null, null);
    }

    /** Makes parts that are missing. */
    public ProbePayload {
        arrays = Objects.requireNonNullElseGet(arrays, LinkedHashMap::new);
        numbers = Objects.requireNonNullElseGet(numbers, LinkedHashMap::new);
        texts = Objects.requireNonNullElseGet(texts, LinkedHashMap::new);
        mistakes = Objects.requireNonNullElseGet(mistakes, ArrayList::new);
        sideEffects = Objects.requireNonNullElseGet(sideEffects, ArrayList::new);
    }

    /** Returns an array; null if it is missing. */
    public Tensor array(String name) {
        return arrays.get(name);
    }

    /** Returns a number; null if it is missing. */
    public Double number(String name) {
        return numbers.get(name);
    }

    /** Returns a whole number. */
    public int integer(String name) {
        return numbers.get(name).intValue();
    }

    /** Returns a text; null if it is missing. */
    public String text(String name) {
        return texts.get(name);
    }

    /** Tells whether there is a number of this name. */
    public boolean hasNumber(String name) {
        return numbers.containsKey(name);
    }

    /** Adds an array and returns this payload. */
    public ProbePayload with(String name, Tensor array) {
        arrays.put(name, array);
        return this;
    }

    /** Adds a number and returns this payload. */
    public ProbePayload with(String name, double number) {
        numbers.put(name, number);
        return this;
    }

    /** Adds a text and returns this payload. */
    public ProbePayload with(String name, String text) {
        texts.put(name, text);
        return this;
    }

    /**
     * Adds a mistake in the results, unless a fact holds.
     *
     * @param fact what should hold, in words that a student reads if it does not
     */
    ProbePayload withFact(String fact, boolean holds) {
        return holds ? this : withMistake(FACT + fact);
    }

    /** Adds a mistake in the results, unless a number is the expected one. */
    ProbePayload withCount(String name, long actual, long expected) {
        return actual == expected ? this : withMistake(name + " is " + actual + ", expected " + expected);
    }

    /** Adds a mistake in the results. */
    ProbePayload withMistake(String mistake) {
        mistakes.add(mistake);
        return this;
    }

    /** Adds a mistake beside the results, unless a fact holds. */
    ProbePayload withSideFact(String fact, boolean holds) {
        return holds ? this : withSideEffect(FACT + fact);
    }

    /** Adds a mistake beside the results, unless a number is the expected one. */
    ProbePayload withSideCount(String name, long actual, long expected) {
        return actual == expected ? this : withSideEffect(name + " is " + actual + ", expected " + expected);
    }

    /** Adds a mistake beside the results. */
    ProbePayload withSideEffect(String mistake) {
        sideEffects.add(mistake);
        return this;
    }

    /**
     * Adds arrays that come as a list, as "state 0", "state 1" and so on, and the list's size under its own name.
     *
     * @throws IllegalStateException if the list or one of the arrays is null
     */
    public ProbePayload withAll(String name, NDList list) {
        if (list == null) {
            throw new IllegalStateException(name + " is null");
        }
        for (int i = 0; i < list.size(); i++) {
            with(name + " " + i, Tensor.of(name, list.get(i)));
        }
        return with(name, list.size());
    }

    /** Adds the gradients of parameters: "gradient 0", "gradient 1", ... */
    ProbePayload withGradients(NDList parameters) {
        for (int i = 0; i < parameters.size(); i++) {
            with("gradient " + i, Tensor.of("gradient", parameters.get(i).getGradient()));
        }
        return this;
    }
}
