package org.rnnkit.grader.worker.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
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
     * Returns a whole number.
     *
     * @param name its name
     * @return the number
     */
    public int integer(String name) {
        return numbers.get(name).intValue();
    }

    NDArray array(String name, NDManager manager) {
        return arrays.get(name).on(manager);
    }

    /** Makes the parameters of step 2's network, with gradients attached. */
    NDList parameters(NDManager manager) {
        return parameters(PARAMETERS, manager);
    }

    /** Makes the parameters with these names, with gradients attached. */
    NDList parameters(List<String> names, NDManager manager) {
        NDList parameters = new NDList();
        for (String name : names) {
            NDArray parameter = array(name, manager);
            parameter.setRequiresGradient(true);
            parameters.add(parameter);
        }
        return parameters;
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
}
