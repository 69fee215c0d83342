package org.rnnkit.step3state;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.testkit.AxisNames;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.NumberTypes;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.comparison.ShortNumber;

/** Tests of step 3: one zero array [batchSize, numHiddens]. */
@Tag("step3")
class HiddenStateTest {

    @ParameterizedTest(name = "batchSize {0}, numHiddens {1}")
    @CsvSource({"2, 5", "5, 2", "1, 4", "3, 1", "1, 1", "32, 512", "300, 2", "4, 4", "99999, 1", "2, 99999"})
    @Order(2)
    void stateIsOneArrayWithARowForEachSequence(int batchSize, int numHiddens, NDManager manager) {
        if (batchSize * numHiddens >= 70_000) { // a wrong shape of these sizes might not fit into the memory
            stateIsOneArrayWithARowForEachSequence(2, 5, manager);
        }
        List<Slip> slips = new ArrayList<>(List.of(
                        Slip.of("batchSize and numHiddens are exchanged", new Shape(numHiddens, batchSize)),
                        Slip.of("there is an axis for layers; this network has one layer",
                                new Shape(1, batchSize, numHiddens)),
                        Slip.of("there is an axis for time or layers; the state is for one time step",
                                new Shape(batchSize, 1, numHiddens)),
                        Slip.of("there is an axis too many at the end", new Shape(batchSize, numHiddens, 1)),
                        Slip.of("all sequences share one row; each needs its own", new Shape(1, numHiddens)),
                        Slip.of("batchSize is left out: each sequence needs a row of its own", new Shape(numHiddens)),
                        Slip.of("numHiddens is left out: each sequence needs that many numbers", new Shape(batchSize)),
                        Slip.of("numHiddens is left out: each sequence needs that many numbers", new Shape(batchSize, 1)),
                        Slip.of("the state is a column of numHiddens numbers; it needs a row for each sequence",
                                new Shape(numHiddens, 1)),
                        Slip.of("the state is flat; it needs an axis for the sequences",
                                new Shape((long) batchSize * numHiddens)),
                        Slip.of("the state is a single row; it needs a row for each sequence",
                                new Shape(1, (long) batchSize * numHiddens)),
                        Slip.of("numHiddens is given twice; the first size must be batchSize",
                                new Shape(numHiddens, numHiddens)),
                        Slip.of("batchSize is given twice; the second size must be numHiddens",
                                new Shape(batchSize, batchSize)),
                        Slip.of("there are 28 numbers, one for each token: use numHiddens", new Shape(batchSize, 28)),
                        Slip.of("numHiddens is rounded up to a multiple of 8: take it as it is",
                                new Shape(batchSize, (numHiddens + 7) / 8 * 8)),
                        Slip.of("32 is written into the code: use batchSize", new Shape(32, numHiddens)),
                        Slip.of("512 is written into the code: use numHiddens", new Shape(batchSize, 512)),
                        Slip.of("32 and 512 are written into the code: use batchSize and numHiddens", new Shape(32, 512))));
        NumberTypes.wrong("batchSize", batchSize).forEach((wrong, words) ->
                slips.add(Slip.of(words, new Shape(Math.max(0, wrong), numHiddens))));
        NumberTypes.wrong("numHiddens", numHiddens).forEach((wrong, words) ->
                slips.add(Slip.of(words, new Shape(batchSize, Math.max(0, wrong)))));
        Expect.array("the state", initialize(manager, batchSize, numHiddens)).withAxes(AxisNames.STATE)
                .hasShape(new Shape(batchSize, numHiddens), slips.toArray(Slip[]::new)).isFloat32();
    }

    private static NDArray initialize(NDManager manager, int batchSize, int numHiddens) {
        return list(manager, batchSize, numHiddens).get(0);
    }

    /** Calls the student's code, and fails if it doesn't return a list of one array that is open. */
    private static NDList list(NDManager manager, int batchSize, int numHiddens) {
        NDList state = HiddenState.initialize(manager, batchSize, numHiddens);
        Expect.that(state != null, "the state is null");
        Expect.that(manager.isOpen(), "initialize closed the manager given, which belongs to the caller");
        Expect.number("the number of arrays in the list of the state", state.size(), 1, 0,
                Slip.of("the array is not put into the list", 0),
                Slip.of("the list has two arrays, as for an LSTM; this network has only H", 2),
                Slip.of("the list has one array for each sequence; put all of them into one, [batchSize, numHiddens]",
                        batchSize),
                Slip.of("the list has one array for each hidden unit; put all of them into one, [batchSize, numHiddens]",
                        numHiddens),
                Slip.of("the list has an array for each number; put all of them into one, [batchSize, numHiddens]",
                        (double) batchSize * numHiddens));
        Expect.array("the state", state.get(0)).isOpen();
        return state;
    }

    @ParameterizedTest(name = "batchSize {0}, numHiddens {1}")
    @CsvSource({"4, 6", "5, 5", "1, 1", "2, 601", "1201, 2"})
    @Order(3)
    void stateIsZeroEverywhere(int batchSize, int numHiddens, NDManager manager) {
        try (NDManager before = manager.newSubManager()) { // so that memory that is reused is not zero, nor made zero easily
            for (int i = 0; i < 100; i++) {
                before.full(new Shape(batchSize, numHiddens), Float.NaN);
            }
        }
        double[] values = Expect.values(initialize(manager, batchSize, numHiddens));
        double first = Arrays.stream(values).filter(value -> value != 0).findFirst().orElse(0);
        Expect.that(first == 0, () -> "the state must be zero everywhere, but holds " + ShortNumber.of(first)
                + (Arrays.stream(values).allMatch(value -> value == first) ? " everywhere: take zeros"
                : isDiagonal(values, numHiddens) ? " on its diagonal, as eye makes it: take zeros"
                : Arrays.stream(values).allMatch(value -> value == 0 || value == first) ? place(values, first, numHiddens)
                : " in some places. " + (looksDrawn(values) ? "Random numbers belong to the parameters. " : "")
                + "Take zeros; if you took create(shape), it leaves the memory as it was"
                + (Double.isNaN(first) ? ". NaN minus NaN is NaN, and so is 0 times NaN" : "")));
    }

    private static boolean isDiagonal(double[] values, int columns) {
        return values.length > 1 && IntStream.range(0, values.length)
                .allMatch(i -> values[i] == (i / columns == i % columns ? 1 : 0));
    }

    private static String place(double[] values, double wrong, int columns) {
        int index = (int) Arrays.stream(values).takeWhile(value -> value != wrong).count();
        long count = Arrays.stream(values).filter(value -> value == wrong).count();
        return " at [" + index / columns + ", " + index % columns + "]" + (count == 1 ? ", while all others are 0"
                : " and at " + (count - 1) + " of the " + (values.length - 1) + " other places") + ": take zeros";
    }

    /** Tells whether numbers look drawn: all different and of a usual size, which those of unused memory are not. */
    private static boolean looksDrawn(double[] values) {
        return Arrays.stream(values).distinct().count() == values.length
                && Arrays.stream(values).map(Math::abs).allMatch(value -> value > 1e-9 && value < 100);
    }

    @Test
    @Order(4)
    void stateIsFloat32OnTheDeviceOfTheManager(NDManager manager) {
        Expect.array("the state", initialize(manager, 2, 3)).isFloat32().isOn(manager.getDevice());
    }

    @Test
    @Order(5)
    void stateBelongsToTheGivenManagerAndIsClosedWithIt(NDManager manager) {
        NDArray first = initialize(manager, 2, 3); // a call before shows whether its manager is kept
        NDManager sub = manager.newSubManager();
        NDArray state = initialize(sub, 2, 3);
        Expect.that(first.getManager() != manager || state.getManager() != manager, "the state of a second call, with another "
                + "manager, belongs to the manager of the first call: that manager, or an array made with it, is kept in a "
                + "static field, and a copy belongs to the manager of what is copied. Make the state with the manager given");
        Expect.that(state.getManager() == sub, "the state does not belong to the manager given: create it with that manager, "
                + "and don't detach() it, so that it lives as long as its owner wants");
        sub.close();
        Expect.ownership(state.isReleased(), () -> "the state outlives the manager given: create it with that manager");
        String before = systemManager(manager);
        initialize(manager, 2, 3);
        Expect.ownership(before.equals(systemManager(manager)), () -> "initialize opens a base manager and leaves it open: "
                + "nobody closes it. Make the state with the manager given, and leave out NDManager.newBaseManager()");
    }

    /** Describes the parent of all base managers, with the number of those that are open. */
    private static String systemManager(NDManager manager) {
        return manager.getParentManager() == null ? manager.toString() : systemManager(manager.getParentManager());
    }

    @Test
    @Order(1)
    void stateIsANewArrayEveryTime(NDManager manager) {
        NDList firstList = list(manager, 2, 3);
        NDArray first = firstList.get(0);
        NDList secondList = list(manager, 2, 3);
        NDArray second = secondList.get(0);
        Expect.that(first != second, "a second call returned the array of the first one again: it is kept in a field. Every "
                + "text needs a state of its own, so make a new array in each call");
        initialize(manager, 5, 4); // other sizes
        Expect.that(firstList != secondList && firstList.size() == 1 && firstList.get(0) == first, "a later call changes the "
                + "list that an earlier one returned: the list is kept in a field. Make a new list in each call");
        Expect.that(!first.isReleased() && !second.isReleased(), "a later call closes the state of an earlier one, which may "
                + "still be in use: its manager closes it");
        double before = Expect.values(second)[0];
        first.addi(1);
        Expect.that(Double.compare(Expect.values(second)[0], before) == 0, "when one state changes, another one changes too: "
                + "they share their values. Make a new array in each call");
    }

    @ParameterizedTest(name = "batchSize {0}, numHiddens {1}")
    @CsvSource({"2, 3", "32, 512"})
    void stateNeedsNoGradient(int batchSize, int numHiddens, NDManager manager) {
        Expect.that(!initialize(manager, batchSize, numHiddens).hasGradient(),
                "the state has a gradient attached: it is no parameter, nothing learns it");
    }
}
