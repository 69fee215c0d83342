package org.rnnkit.testkit.cases;

import ai.djl.engine.EngineException;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.opentest4j.TestAbortedException;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Evidence;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Mismatch;
import org.rnnkit.testkit.limit.WorkLimit;
import org.rnnkit.toolkit.NotImplementedYet;

/**
 * A run of a step's cases, which are drawn from all dimensions of its contract at once. All of them run, also after a
 * failure: the others tell which mistake explains it. Of the failures that say most about the cause, the one with the least
 * work is thrown.
 *
 * <p>The dimension {@code call} says whether a case is the first call of a step that was just loaded, the second one after a
 * call with other numbers of the same sizes, a later one, or one after a hundred others.
 */
public final class DrawnCases {

    private static final String CALL = "call";
    private static final String FIRST = "first";
    private static final String SECOND = "second";
    private static final String HUNDREDTH = "hundredth";
    /** The most work of a call. Two classes that need more together never meet. */
    private static final double MOST_WORK = 4e5;
    /** The most work of a call whose classes need no more. Loading a step and its tests again takes as long. */
    private static final double USUAL_WORK = 4e4;
    /** The usual work is at least so many times that of the smallest call. */
    private static final int SMALLEST = 4;

    private static final int OFTEN = 100;
    /** A part of PyTorch's message. */
    private static final String NO_MEMORY = "can't allocate memory";
    private static final String KEPT = "The first call is right, and the same call after others is not: something of an "
            + "earlier call is kept in a static field. Take everything from the arguments of each call.\nAfter other calls: ";

    private final Class<? extends StepCase> type;
    private final Draw draw;
    private final Dimensions dimensions;
    private final List<DrawnValues> cases;
    private final Evidence evidence = Evidence.current();
    /** Whether the step is wrong without a call before. If it never is, calls before are the cause. */
    private boolean isWrongAlone;

    private DrawnCases(Class<? extends StepCase> type, Draw draw) {
        this.type = type;
        this.draw = draw;
        this.dimensions = Dimensions.beside(type);
        StepCase one = newCase(type);
        double usualWork = Math.max(USUAL_WORK, SMALLEST * one.work(dimensions.smallest()));
        this.cases = CoveringCases.of(dimensions, one::work, values -> cost(values, one.work(values), usualWork), MOST_WORK,
                usualWork, draw);
        cases.sort(Comparator.comparingDouble(one::work)); // the first failure is thrown: that of the simplest call
    }

    /** Returns the cost of a case. Usual calls cost the same, so that sizes are as different as they can be. */
    private static double cost(DrawnValues values, double work, double usualWork) {
        double calls = Math.max(usualWork, values.is(CALL, SECOND) ? 2 * work : work);
        return values.is(CALL, FIRST) || values.is(CALL, SECOND) ? usualWork + calls : calls;
    }

    /**
     * Runs the cases of a step.
     *
     * @param type the case of the step, beside the file with the step's dimensions
     * @param draw the source of all numbers
     */
    public static void check(Class<? extends StepCase> type, Draw draw) {
        new DrawnCases(type, draw).check();
    }

    /** Tells whether a case fails, and runs no other after it. */
    public static boolean fails(Class<? extends StepCase> type, Draw draw) {
        DrawnCases run = new DrawnCases(type, draw);
        run.isWrongAlone = true; // nobody asks why it fails
        run.callOften();
        return run.cases.stream().anyMatch(values -> run.failure(values).isPresent());
    }

    private void check() {
        callOften();
        Map<DrawnValues, Throwable> failures = new LinkedHashMap<>();
        List<DrawnValues> ran = new ArrayList<>();
        for (DrawnValues values : cases) {
            ran.add(values);
            Optional<Throwable> failure = failure(values);
            failure.ifPresent(found -> failures.put(values, found));
            if (failure.filter(DrawnCases::isOutOfMemory).isPresent()) {
                break; // each further case would fill the memory again, which takes a second or more
            }
        }
        failures.entrySet().stream().min(Comparator.comparing(failure -> rank(failure.getValue()))).ifPresent(first -> {
            // Without a failure of a first call, and not with one: code that draws numbers of its own may be right by chance.
            Throwable failure = isWrongAlone ? first.getValue() : Expect.failure(KEPT + first.getValue().getMessage());
            throw new CaseFailure(failure, "The case: " + first.getKey() + CaseSplit.sentence(ran, failures.keySet()));
        });
    }

    /** Tells whether the engine found no memory for an array. */
    private static boolean isOutOfMemory(Throwable failure) {
        return failure instanceof EngineException && String.valueOf(failure.getMessage()).contains(NO_MEMORY);
    }

    /** Ranks a failure: a known cause comes first, what many mistakes lead to last. */
    private static int rank(Throwable failure) {
        return !(failure instanceof Mismatch mismatch) ? 1 : switch (mismatch.kind()) {
            case SLIP, CAUSE -> 0;
            case EXPLAINED, DIFFERENCE, GENERAL -> 1;
            case OWNERSHIP, ARGUMENT, CONSEQUENCE -> 2;
        };
    }

    /**
     * Calls the step until one of the next calls is the hundredth, in the cases of a hundredth call in turn, with the smallest
     * sizes, since cases ask later whether one was wrong.
     */
    private void callOften() {
        List<DrawnValues> often = cases.stream().filter(values -> values.is(CALL, HUNDREDTH)).map(this::smallest).toList();
        int before = evidence.size();
        boolean isRight = !often.isEmpty();
        StepCase own = newCase(type);
        try (NDManager manager = NDManager.newBaseManager()) {
            for (int call = 1; isRight && call < OFTEN; call++) {
                isRight = failure(own, often.get(call % often.size()), draw.next("before"), manager).isEmpty();
                evidence.forgetSince(before);
            }
        }
    }

    /** Returns a case with the smallest of all whole numbers. */
    private DrawnValues smallest(DrawnValues values) {
        Map<String, Object> smallest = new LinkedHashMap<>(values.values());
        smallest.replaceAll((name, value) -> {
            ValueClass first = dimensions.classes().get(name).get(0);
            return value instanceof Long && first.isWhole() ? first.lowest() : value;
        });
        return new DrawnValues(smallest);
    }

    /** Runs a case. */
    private Optional<Throwable> failure(DrawnValues values) {
        String call = values.values().containsKey(CALL) ? values.word(CALL) : "";
        Draw numbers = draw.next("numbers");
        long seed = numbers.random().nextLong();
        try (NDManager manager = NDManager.newBaseManager()) {
            if (call.equals(FIRST)) {
                return firstFailure(fresh(), values, new Draw(seed, FIRST), manager);
            }
            StepCase own = call.equals(SECOND) ? fresh() : newCase(type);
            Optional<Throwable> first = call.equals(SECOND) ? firstFailure(own, values, new Draw(seed, FIRST), manager)
                    : Optional.empty();
            return first.isPresent() ? first : laterFailure(own, values, seed, manager);
        }
    }

    private Optional<Throwable> firstFailure(StepCase one, DrawnValues values, Draw numbers, NDManager manager) {
        Optional<Throwable> failure = failure(one, values, numbers, manager);
        isWrongAlone |= failure.isPresent();
        return failure;
    }

    /** Runs a case after others. If it fails, and no first call has failed yet, it runs again as the first call. */
    private Optional<Throwable> laterFailure(StepCase own, DrawnValues values, long seed, NDManager manager) {
        Optional<Throwable> later = failure(own, values, new Draw(seed, SECOND), manager);
        if (later.isPresent() && !isWrongAlone) {
            int before = evidence.size();
            try (NDManager ofFirst = NDManager.newBaseManager()) {
                firstFailure(fresh(), values, new Draw(seed, SECOND), ofFirst);
            }
            evidence.forgetSince(before);
        }
        return later;
    }

    private Optional<Throwable> failure(StepCase one, DrawnValues values, Draw numbers, NDManager manager) {
        evidence.enter(values.values());
        WorkLimit.restartOfThread();
        numbers.seedEngine(); // so that the same call draws the same numbers again
        try {
            one.check(values, numbers, manager);
            evidence.throwWhatWasCaught();
            return Optional.empty();
        } catch (NotImplementedYet | TestAbortedException stub) {
            throw stub;
        } catch (StackOverflowError failure) {
            return Optional.of(failure);
        } catch (VirtualMachineError gone) {
            throw gone;
        } catch (RuntimeException | Error failure) {
            return Optional.of(failure);
        }
    }

    private StepCase fresh() {
        try {
            FreshLoader loader = new FreshLoader(type.getClassLoader(), Set.of(type.getPackageName()));
            return newCase(loader.loadClass(type.getName()).asSubclass(StepCase.class));
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static StepCase newCase(Class<? extends StepCase> type) {
        try {
            var constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return constructor.newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.getName() + " needs a constructor without parameters", e);
        }
    }
}
