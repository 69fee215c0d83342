package org.rnnkit.step3state;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.stream.LongStream;
import org.rnnkit.testkit.AxisNames;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.cases.DrawnValues;
import org.rnnkit.testkit.cases.StepCase;
import org.rnnkit.testkit.cases.Zeros;

/** Three calls of step 3, and everything that is asked of the states that they return. */
final class HiddenStateCase implements StepCase {

    static final String ELSEWHERE = "the state does not belong to the manager given: create it with that manager, and don't "
            + "detach() it, so that it lives as long as its owner wants";
    private static final String CLOSED = "a later call closes the state of an earlier one, which may still be in use: its "
            + "manager closes it";

    @Override
    public double work(DrawnValues values) {
        return (double) values.size("batchSize") * values.size("numHiddens");
    }

    @Override
    public void check(DrawnValues values, Draw draw, NDManager manager) {
        check(values.size("batchSize"), values.size("numHiddens"), values.is("manager", "base") ? manager
                : manager.newSubManager());
    }

    /** Makes a state, another one, and one of other sizes on another manager, and asks everything that is asked of a call. */
    static void check(int batchSize, int numHiddens, NDManager manager) {
        String managers = baseManagers(manager);
        Zeros.spoilMemory(manager, new Shape(batchSize, numHiddens));
        NDList list = initialize(batchSize, numHiddens, manager);
        NDArray state = list.get(0);
        Zeros.check("the state", state);
        Expect.that(!state.hasGradient(), "the state has a gradient attached: it is no parameter, nothing learns it");
        NDList second = initialize(batchSize, numHiddens, manager);
        checkApart(list, state, second, second.get(0));
        try (NDManager other = manager.newSubManager()) {
            NDArray third = initialize(batchSize % 7 + 1, numHiddens % 5 + 1, other).get(0);
            Expect.that(state.getManager() != manager || third.getManager() != manager, "the state of a later call, with "
                    + "another manager, belongs to the manager of the first call: that manager, or an array made with it, is "
                    + "kept in a static field, and a copy belongs to the manager of what is copied. Make the state with the "
                    + "manager given");
            Expect.that(state.getManager() == manager && third.getManager() == other, ELSEWHERE);
        }
        Expect.that(!state.isReleased(), CLOSED);
        Expect.ownership(managers.equals(baseManagers(manager)), () -> "initialize opens a base manager and leaves it open: "
                + "nobody closes it. Make the state with the manager given, and leave out NDManager.newBaseManager()");
    }

    /** Checks that nothing of a second call is that of the first. */
    private static void checkApart(NDList list, NDArray state, NDList secondList, NDArray second) {
        Expect.that(state != second, "a second call returned the array of the first one again: it is kept in a field. Every "
                + "text needs a state of its own, so make a new array in each call");
        Expect.that(list != secondList && list.size() == 1 && list.get(0) == state, "a later call changes the list that an "
                + "earlier one returned: the list is kept in a field. Make a new list in each call");
        Expect.that(!state.isReleased(), CLOSED);
        second.addi(1);
        Expect.that(Expect.values(state)[0] == 0, "when one state changes, another one changes too: they share their values. "
                + "Make a new array in each call");
        Zeros.check("the state, after a later call,", state);
    }

    /** Describes the parent of all base managers, with the number of those that are open. */
    private static String baseManagers(NDManager manager) {
        return manager.getParentManager() == null ? manager.toString() : baseManagers(manager.getParentManager());
    }

    /** Calls the step, and checks that the list has one array with a row for each sequence. */
    static NDList initialize(int batchSize, int numHiddens, NDManager manager) {
        NDList list = Expect.list("the state", HiddenState.initialize(manager, batchSize, numHiddens));
        Expect.that(manager.isOpen(), "initialize closed the manager given, which belongs to the caller");
        Expect.number("the number of arrays in the list of the state", list.size(), 1, 0, lengths(batchSize, numHiddens));
        Expect.array("the state", list.get(0)).isOpen().withAxes(AxisNames.STATE)
                .hasShape(new Shape(batchSize, numHiddens), shapes(batchSize, numHiddens)).isFloat32()
                .isOn(manager.getDevice());
        return list;
    }

    private static Slip[] lengths(int batchSize, int numHiddens) {
        String onlyOne = "; put all of them into one, [batchSize, numHiddens]";
        return new Slip[] {
            Slip.of("the array is not put into the list", 0),
            Slip.of("the list has two arrays, as for an LSTM; this network has only H", 2),
            Slip.of("the list has one array for each sequence" + onlyOne, batchSize),
            Slip.of("the list has one array for each hidden unit" + onlyOne, numHiddens)};
    }

    private static Slip[] shapes(long batchSize, long numHiddens) {
        return new Slip[] {
            Slip.of("batchSize and numHiddens are exchanged", new Shape(numHiddens, batchSize)),
            Slip.of("a state of a single sequence has no axis for it: it must be [1, numHiddens]",
                    batchSize == 1 ? new Shape(numHiddens) : new Shape(batchSize, numHiddens)),
            Slip.of("axes of size 1 are dropped, as by squeeze(): keep both axes",
                    new Shape(LongStream.of(batchSize, numHiddens).filter(size -> size != 1).toArray())),
            Slip.of("there is an axis for layers; this network has one layer", new Shape(1, batchSize, numHiddens)),
            Slip.of("there is an axis for time or layers; the state is for one time step", new Shape(batchSize, 1, numHiddens)),
            Slip.of("all sequences share one row; each needs its own", new Shape(1, numHiddens)),
            Slip.of("batchSize is left out: each sequence needs a row of its own", new Shape(numHiddens)),
            Slip.of("numHiddens is left out: each sequence needs that many numbers", new Shape(batchSize)),
            Slip.of("numHiddens is left out: each sequence needs that many numbers", new Shape(batchSize, 1)),
            Slip.of("the state is flat; it needs an axis for the sequences", new Shape(batchSize * numHiddens)),
            Slip.of("numHiddens is given twice; the first size must be batchSize", new Shape(numHiddens, numHiddens)),
            Slip.of("batchSize is given twice; the second size must be numHiddens", new Shape(batchSize, batchSize)),
            Slip.of("32 is written into the code: use batchSize", new Shape(32, numHiddens)),
            Slip.of("512 is written into the code: use numHiddens", new Shape(batchSize, 512)),
            Slip.of("32 and 512 are written into the code: use batchSize and numHiddens", new Shape(32, 512))};
    }
}
