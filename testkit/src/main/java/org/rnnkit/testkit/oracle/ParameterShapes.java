package org.rnnkit.testkit.oracle;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.rnnkit.testkit.AxisNames;
import org.rnnkit.testkit.Expect;
import org.rnnkit.testkit.Slip;
import org.rnnkit.testkit.failure.Failure;

/**
 * The shapes of W_xh, W_hh, b_h, W_hq and b_q, and wrong ones that are known.
 *
 * @param vocabSize the number of tokens of the network
 * @param numHiddens the number of its hidden units
 */
public record ParameterShapes(int vocabSize, int numHiddens) {

    private static final List<String> NAMES = AxisNames.PARAMETERS;
    private static final String TRANSPOSED =
            "rows and columns are exchanged: a weight is [inputs, outputs], as X W needs it";

    /** Checks the order and the shapes of a network's parameters. */
    public void check(NDList parameters) {
        List<Shape> right = of(vocabSize, numHiddens);
        List<Shape> shapes = parameters.stream().map(NDArray::getShape).toList();
        boolean isRight = shapes.equals(right) || shapes.size() == NAMES.size() && !wholeList(shapes).containsValue(true);
        Expect.result("the list of parameters", isRight, () -> wholeList(shapes), () -> Failure.ofResult(
                "initialize returned " + shapes.size() + " arrays, of shapes " + shapes,
                "five, " + NAMES + ", of shapes " + right));
        for (int i = 0; i < NAMES.size(); i++) {
            Expect.array(NAMES.get(i) + " (array " + i + " of the list)", parameters.get(i))
                    .withAxes(AxisNames.ofParameter(NAMES.get(i))).hasShape(right.get(i), ofOne(i));
        }
    }

    private static List<Shape> of(long v, long h) {
        return List.of(new Shape(v, h), new Shape(h, h), new Shape(h), new Shape(h, v), new Shape(v));
    }

    /** Tells for every slip that concerns the whole list whether it gives these shapes. */
    private Map<String, Boolean> wholeList(List<Shape> shapes) {
        Map<String, Boolean> fits = new LinkedHashMap<>();
        fits.put("vocabSize and numHiddens are exchanged", shapes.equals(of(numHiddens, vocabSize)));
        for (String left : NAMES) {
            fits.put(left + " is left out", shapes.equals(pick(NAMES.stream().filter(name -> !name.equals(left)).toList())));
        }
        fits.put("the biases are left out", shapes.equals(pick(List.of("W_xh", "W_hh", "W_hq"))));
        fits.put("there are two biases for the hidden units; one is enough",
                shapes.equals(pick(List.of("W_xh", "W_hh", "b_h", "b_h", "W_hq", "b_q")))
                || shapes.equals(pick(List.of("W_xh", "b_h", "W_hh", "b_h", "W_hq", "b_q"))));
        addOrders(new ArrayList<>(), fits, shapes);
        return fits;
    }

    /** Adds all orders but the right one, and but the one that cannot be told from two transposed weights. */
    private void addOrders(List<String> begun, Map<String, Boolean> fits, List<Shape> shapes) {
        for (String next : NAMES) {
            if (!begun.contains(next)) {
                begun.add(next);
                addOrders(begun, fits, shapes);
                begun.remove(next);
            }
        }
        if (begun.size() == NAMES.size() && !begun.equals(NAMES)
                && !begun.equals(List.of("W_hq", "W_hh", "b_h", "W_xh", "b_q"))) {
            fits.put("the order is " + String.join(", ", begun) + "; it must be " + String.join(", ", NAMES),
                    shapes.equals(pick(begun)));
        }
    }

    private List<Shape> pick(List<String> names) {
        List<Shape> right = of(vocabSize, numHiddens);
        return names.stream().map(name -> right.get(NAMES.indexOf(name))).toList();
    }

    /** Returns the wrong shapes of one parameter. */
    private Slip[] ofOne(int parameter) {
        List<Slip> slips = new ArrayList<>(List.of(
                Slip.of("28 is written into the code: use vocabSize", of(28, numHiddens).get(parameter)),
                Slip.of("512 is written into the code: use numHiddens", of(vocabSize, 512).get(parameter))));
        long v = vocabSize;
        long h = numHiddens;
        slips.addAll(switch (parameter) {
            case 0 -> weight(new Shape(h, v), "W_xh leads from the vocabulary to the hidden units");
            case 1 -> List.of(Slip.of("W_hh is given the inputs' size: it takes the hidden state to the next one, so both its "
                    + "sizes are numHiddens", new Shape(v, h)));
            case 2 -> bias(h, v, "b_h has vocabSize values; the hidden units are numHiddens");
            case 3 -> weight(new Shape(v, h), "W_hq leads from the hidden units to the vocabulary");
            default -> bias(v, h, "b_q has numHiddens values; the outputs are vocabSize");
        });
        return slips.toArray(Slip[]::new);
    }

    private List<Slip> weight(Shape transposed, String way) {
        return List.of(Slip.of(TRANSPOSED, transposed),
                Slip.of("numHiddens is given twice: " + way, new Shape(numHiddens, numHiddens)),
                Slip.of("vocabSize is given twice: " + way, new Shape(vocabSize, vocabSize)));
    }

    private static List<Slip> bias(long size, long other, String words) {
        return List.of(Slip.of("the bias is a matrix of one row; it must be a vector", new Shape(1, size)),
                Slip.of(words, new Shape(other)));
    }
}
