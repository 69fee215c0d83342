package org.rnnkit.grader.worker.probe;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The arguments of a call to a step's code, made from a question. They see what the call does beside its results: whether it
 * changes, closes or moves an array or a list that it was given, and how many arrays it leaves on a manager.
 */
final class Arguments {

    private final ProbePayload question;
    private final NDManager manager;
    private final Map<String, NDArray> arrays = new LinkedHashMap<>();
    private final Map<String, NDManager> arrayOwners = new LinkedHashMap<>();
    private final List<NDList> lists = new ArrayList<>();
    private final List<List<NDArray>> given = new ArrayList<>();
    private final Map<String, NDManager> owners = new LinkedHashMap<>();
    private final Map<String, Integer> expected = new HashMap<>();
    private final Map<String, Integer> left = new LinkedHashMap<>();

    /** Prepares the arguments; the manager owns all arrays. */
    Arguments(ProbePayload question, NDManager manager) {
        this.question = question;
        this.manager = manager;
    }

    /** Returns the owner of all arrays. */
    NDManager manager() {
        return manager;
    }

    /** Tells whether the question has a number of this name. */
    boolean has(String name) {
        return question.hasNumber(name);
    }

    int integer(String name) {
        return question.integer(name);
    }

    float number(String name) {
        return question.number(name).floatValue();
    }

    String text(String name) {
        return question.text(name);
    }

    /** Makes a manager on which the call must leave no array. */
    NDManager owner(String name) {
        return owner(name, 0);
    }

    /** Makes a manager on which the call must leave this number of arrays. */
    NDManager owner(String name, int number) {
        expected.put(name, number);
        return owners.computeIfAbsent(name, unused -> manager.newSubManager());
    }

    /** Makes an array that the call must not change. */
    NDArray array(String name) {
        return array(name, manager);
    }

    /** Makes an array that the call must not change, on a given manager. */
    NDArray array(String name, NDManager owner) {
        arrayOwners.putIfAbsent(name, owner);
        return arrays.computeIfAbsent(name, unused -> free(name, owner));
    }

    /** Makes an array that the call may change or close. */
    NDArray free(String name, NDManager owner) {
        return question.array(name).on(owner);
    }

    /** Makes a list of arrays. The call must change neither the list nor an array. */
    NDList list(List<String> names, NDManager owner) {
        NDList list = new NDList(names.stream().map(name -> array(name, owner)).toList());
        lists.add(list);
        given.add(List.copyOf(list));
        return list;
    }

    /** Makes parameters, with gradients attached. */
    NDList parameters(List<String> names) {
        return parameters(names, manager);
    }

    /** Makes parameters with gradients attached, on a given manager. */
    NDList parameters(List<String> names, NDManager owner) {
        NDList parameters = list(names, owner);
        parameters.forEach(parameter -> parameter.setRequiresGradient(true));
        return parameters;
    }

    /** Makes the parameters of step 2's network, with gradients attached. The call may change them. */
    NDList freeParameters(NDManager owner) {
        NDList parameters = new NDList(ProbePayload.PARAMETERS.stream().map(name -> free(name, owner)).toList());
        parameters.forEach(parameter -> parameter.setRequiresGradient(true));
        return parameters;
    }

    /** Calls the step's code, and counts the arrays that it leaves on the managers that are watched. */
    <T> T call(Supplier<T> code) {
        owners.forEach((name, owner) -> left.merge(name, -count(owner), Integer::sum));
        T result = code.get();
        owners.forEach((name, owner) -> left.merge(name, count(owner), Integer::sum));
        return result;
    }

    /** Returns the number of a manager's arrays; a closed manager counts as one with fewer arrays than none. */
    private static int count(NDManager owner) {
        return owner.isOpen() ? owner.getManagedArrays().size() : -1;
    }

    /** Adds to an answer what the call has done to its arguments and left on the managers. */
    ProbePayload addSideEffects(ProbePayload answer) {
        arrays.forEach((name, array) -> {
            if (array.isReleased() || array.getManager() != arrayOwners.get(name) || isReplaced(array)
                    || !question.array(name).isSame(Tensor.of(name, array))) {
                answer.withSideEffect("the call changed, closed or moved an argument: " + name);
            }
        });
        left.forEach((name, number) -> {
            if (number < expected.get(name)) {
                answer.withSideEffect(name + " was closed, or has fewer arrays than expected after the call");
            }
            if (number > expected.get(name)) {
                answer.withSideEffect("arrays left on " + name + ": " + number + ", expected " + expected.get(name));
            }
        });
        return answer;
    }

    /** Tells whether an array was given in a list that no longer has the same arrays. Arrays are equal by value. */
    private boolean isReplaced(NDArray array) {
        for (int i = 0; i < lists.size(); i++) {
            if (given.get(i).stream().anyMatch(other -> other == array) && !isSame(given.get(i), lists.get(i))) {
                return true;
            }
        }
        return false;
    }

    /** Tells whether two lists have the same arrays in the same order. */
    static boolean isSame(List<NDArray> expected, List<NDArray> actual) {
        if (actual == null || expected.size() != actual.size()) {
            return false;
        }
        for (int i = 0; i < expected.size(); i++) {
            if (expected.get(i) != actual.get(i)) {
                return false;
            }
        }
        return true;
    }
}
