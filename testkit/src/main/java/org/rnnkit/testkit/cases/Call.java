package org.rnnkit.testkit.cases;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.rnnkit.testkit.Expect;
import org.rnnkit.toolkit.NumberOperations;

/**
 * One call of a step, and what is asked of every call beside its result: the arguments are as they were, nothing stays on the
 * managers, and no array is combined with a Java number where that is unsafe.
 */
public final class Call {

    /** An argument, and what it was before the call. */
    private record Argument(String name, NDArray array, double[] values, NDManager manager, boolean hasGradient) {}

    /** A list among the arguments, and the arrays in it before the call. */
    private record ArgumentList(String name, NDList list, List<NDArray> arrays) {}

    private final String method;
    private final List<Argument> arguments = new ArrayList<>();
    private final List<ArgumentList> lists = new ArrayList<>();
    private final Map<NDManager, String> managers = new LinkedHashMap<>();
    private final Map<NDManager, Integer> results = new HashMap<>();
    private boolean isDifferentiated;

    private Call(String method) {
        this.method = method;
    }

    /** Begins a call of a method. */
    public static Call of(String method) {
        return new Call(method);
    }

    /** Adds an array that the call must leave as it is. */
    public Call with(String name, NDArray array) {
        arguments.add(new Argument(name, array, Expect.values(array), array.getManager(), array.hasGradient()));
        return this;
    }

    /** Adds a list that the call must leave as it is, and its arrays by their names. */
    public Call with(String name, NDList list, List<String> names) {
        lists.add(new ArgumentList(name, list, List.copyOf(list)));
        for (int i = 0; i < list.size(); i++) {
            with(names.get(i), list.get(i));
        }
        return this;
    }

    /** Adds a manager on which the call must leave no array, and the words for it, such as "the manager given". */
    public Call leavesNothingOn(NDManager manager, String words) {
        return leaves(0, manager, words);
    }

    /** Adds a manager on which the call must leave the arrays of its result, this number, and no other. */
    public Call leaves(int arrays, NDManager manager, String words) {
        managers.put(manager, words);
        results.put(manager, arrays);
        return this;
    }

    /** Says that the call computes something that is differentiated: it must not use Java numbers. */
    public Call isDifferentiated() {
        isDifferentiated = true;
        return this;
    }

    /** Makes the call, and checks what it has done beside its result, which must not be null. */
    public <T> T run(Supplier<T> code) {
        return run(code, result -> { });
    }

    /** Makes the call, checks the result, and then what is of little interest while the result is wrong: what is left. */
    public <T> T run(Supplier<T> code, Consumer<T> checkResult) {
        Map<NDManager, Integer> left = new LinkedHashMap<>();
        managers.keySet().forEach(manager -> left.put(manager, -manager.getManagedArrays().size() - results.get(manager)));
        T result = isDifferentiated ? withoutNumbers(code) : code.get();
        Expect.that(result != null, method + " returned null");
        managers.forEach((manager, words) -> Expect.that(manager.isOpen(), () -> method + " closed " + words
                + ", which belongs to the caller"));
        left.replaceAll((manager, before) -> before + manager.getManagedArrays().size());
        arguments.forEach(this::check); // a list that is closed is empty afterwards
        lists.forEach(this::check);
        checkResult.accept(result);
        left.forEach((manager, arrays) -> Expect.nothingLeft(method, arrays, managers.get(manager),
                ": close them, or work in an NDScope or on a sub-manager that you close"));
        return result;
    }

    private <T> T withoutNumbers(Supplier<T> code) {
        try (NumberOperations numbers = new NumberOperations()) {
            T result = code.get();
            Expect.that(numbers.count() == 0, () -> method + " combines an array with a Java number, such as x.mul(2f) or "
                    + "x.neg().add(1).\nInside a gradient collector, the number's memory may be freed before backward reads "
                    + "it, and the gradients are then sometimes wrong. add and sub would be safe, but this test allows no "
                    + "number: one rule, no exceptions.\nWrite the formula without a number, or with an array of ones, "
                    + "x.onesLike()");
            return result;
        }
    }

    private void check(ArgumentList given) {
        boolean isSame = given.list().size() == given.arrays().size();
        for (int i = 0; isSame && i < given.arrays().size(); i++) {
            isSame = given.list().get(i) == given.arrays().get(i);
        }
        Expect.that(isSame, () -> method + " changed the list of " + given.name() + ": put what is new into a new list");
    }

    private void check(Argument given) {
        Expect.array(given.name(), given.array()).isUnchanged(given.values(), method);
        Expect.that(given.array().hasGradient() || !given.hasGradient(), () -> method + " takes the gradient of " + given.name()
                + " away");
        Expect.that(given.hasGradient() || !given.array().hasGradient(), () -> method + " attaches a gradient to "
                + given.name() + ": only parameters need one, and whoever makes them attaches it");
        Expect.ownership(given.array().getManager() == given.manager(), () -> method + " takes " + given.name() + " away from "
                + "its manager, which must close it: leave out attach(...) and detach()");
    }
}
