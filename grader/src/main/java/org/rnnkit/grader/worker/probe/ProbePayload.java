package org.rnnkit.grader.worker.probe;

import ai.djl.ndarray.NDList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of a question or of an answer, each under its name.
 *
 * @param arrays the arrays
 * @param numbers the numbers
 * @param texts the texts
 */
public record ProbePayload(Map<String, Tensor> arrays, Map<String, Double> numbers, Map<String, String> texts) {

    /** The names of a recurrent network's parameters, in the order of step 2. */
    public static final List<String> PARAMETERS = List.of("W_xh", "W_hh", "b_h", "W_hq", "b_q");

    /** The names of the parameters of a network with gates, in the order of step 13. */
    public static final List<String> GATED_PARAMETERS = List.of("W_xz", "W_hz", "b_z", "W_xr", "W_hr", "b_r", "W_xh", "W_hh",
            "b_h", "W_hq", "b_q");

    /** Makes an empty payload. */
    public ProbePayload() {
        this(new LinkedHashMap<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
    }

    /**
     * Adds an array.
     *
     * @param name its name
     * @param array the array
     * @return this
     */
    public ProbePayload with(String name, Tensor array) {
        arrays.put(name, array);
        return this;
    }

    /**
     * Adds a number.
     *
     * @param name its name
     * @param number the number
     * @return this
     */
    public ProbePayload with(String name, double number) {
        numbers.put(name, number);
        return this;
    }

    /**
     * Adds a text.
     *
     * @param name its name
     * @param text the text
     * @return this
     */
    public ProbePayload with(String name, String text) {
        texts.put(name, text);
        return this;
    }

    /**
     * Adds whether something holds, as the number 1 or 0.
     *
     * @param fact what should hold, in words that a student reads if it does not
     * @param holds whether it holds
     * @return this
     */
    public ProbePayload withFact(String fact, boolean holds) {
        return with(fact, holds ? 1 : 0);
    }

    /**
     * Returns a whole number.
     *
     * @param name its name
     * @return the number
     */
    public int integer(String name) {
        return numbers.get(name).intValue();
    }

    /**
     * Adds arrays that come as a list: "state 0", "state 1", ...
     *
     * @param name the list's name, under which its size is added
     * @param list the arrays
     * @return this
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
