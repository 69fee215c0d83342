package org.rnnkit.testkit.oracle;

import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The shapes of W_xh, W_hh, b_h, W_hq and b_q, and the wrong ones of known slips. */
public final class ParameterShapes {

    /** The names of the parameters, in order. */
    public static final List<String> NAMES = List.of("W_xh", "W_hh", "b_h", "W_hq", "b_q");

    private static final String TRANSPOSED =
            "rows and columns are exchanged: a weight is [inputs, outputs], as X W needs it";

    private final int vocabSize;
    private final int numHiddens;

    /** Makes the shapes of a network of this size. */
    public ParameterShapes(int vocabSize, int numHiddens) {
        this.vocabSize = vocabSize;
        this.numHiddens = numHiddens;
    }

    /** Returns the right shapes. */
    public List<Shape> right() {
        return of(vocabSize, numHiddens);
    }

    private static List<Shape> of(long v, long h) {
        return List.of(new Shape(v, h), new Shape(h, h), new Shape(h), new Shape(h, v), new Shape(v));
    }

    /** Tells for every slip that concerns the whole list whether it gives these shapes. */
    public Map<String, Boolean> wholeList(List<Shape> shapes) {
        Map<String, Boolean> fits = new LinkedHashMap<>();
        fits.put("vocabSize and numHiddens are exchanged", shapes.equals(of(numHiddens, vocabSize)));
        for (int left = 0; left < NAMES.size(); left++) {
            fits.put(NAMES.get(left) + " is left out", shapes.equals(pick(without(left))));
        }
        fits.put("the biases are left out", shapes.equals(pick(List.of(0, 1, 3))));
        fits.put("there are two biases for the hidden units; one is enough",
                shapes.equals(pick(List.of(0, 1, 2, 2, 3, 4))) || shapes.equals(pick(List.of(0, 2, 1, 2, 3, 4))));
        orders(new ArrayList<>(), fits, shapes);
        return fits;
    }

    /**
     * Adds all orders but the right one, and but the one that cannot be told from two transposed weights.
     */
    private void orders(List<Integer> begun, Map<String, Boolean> fits, List<Shape> shapes) {
        if (begun.size() < NAMES.size()) {
            for (int next = 0; next < NAMES.size(); next++) {
                if (!begun.contains(next)) {
                    begun.add(next);
                    orders(begun, fits, shapes);
                    begun.remove(begun.size() - 1);
                }
            }
        } else if (!begun.equals(List.of(0, 1, 2, 3, 4)) && !begun.equals(List.of(3, 1, 2, 0, 4))) {
            fits.put("the order is " + String.join(", ", begun.stream().map(NAMES::get).toList())
                    + "; it must be " + String.join(", ", NAMES), shapes.equals(pick(begun)));
        }
    }

    private List<Shape> pick(List<Integer> parameters) {
        return parameters.stream().map(right()::get).toList();
    }

    private static List<Integer> without(int left) {
        return IntStream.range(0, NAMES.size()).filter(i -> i != left).boxed().toList();
    }

    /** Returns the wrong shapes of one parameter and the words for them, in pairs. */
    public Object[] ofOne(int parameter) {
        long v = vocabSize;
        long h = numHiddens;
        return switch (parameter) {
            case 0 -> new Object[] {new Shape(h, v), TRANSPOSED,
                new Shape(h, h), "numHiddens is given twice: W_xh leads from the vocabulary to the hidden units",
                new Shape(v, v), "vocabSize is given twice: W_xh leads from the vocabulary to the hidden units",
                new Shape(v * h), "the weight is flat: it must be a matrix",
                new Shape(28, h), "28 is written into the code: use vocabSize",
                new Shape(v, 512), "512 is written into the code: use numHiddens",
                new Shape(28, 512), "28 and 512 are written into the code: use vocabSize and numHiddens"};
            case 1 -> new Object[] {
                new Shape(v, h), "W_hh is given the inputs' size: it takes the "
                    + "hidden state to the next one, so both its sizes are numHiddens",
                new Shape(h, v), "W_hh leads to the vocabulary: it takes the "
                    + "hidden state to the next one, so both its sizes are numHiddens",
                new Shape(v, v), "both sizes of W_hh are vocabSize; they must be numHiddens",
                new Shape(h), "W_hh has a single axis: it is a matrix, from every hidden unit to every other",
                new Shape(512, 512), "512 is written into the code: use numHiddens"};
            case 2 -> bias(h, v, "b_h has vocabSize values; the hidden units are numHiddens", 512, "numHiddens");
            case 3 -> new Object[] {new Shape(v, h), TRANSPOSED,
                new Shape(h, h), "W_hq leads to hidden units; it must lead to the vocabulary",
                new Shape(v, v), "vocabSize is given twice: W_hq leads from the hidden units to the vocabulary",
                new Shape(h, 28), "28 is written into the code: use vocabSize",
                new Shape(512, v), "512 is written into the code: use numHiddens",
                new Shape(h, 1), "W_hq leads to one output; it needs one for each token of the vocabulary"};
            default -> bias(v, h, "b_q has numHiddens values; the outputs are vocabSize", 28, "vocabSize");
        };
    }

    private static Object[] bias(long size, long other, String words, int usual, String sizeName) {
        return new Object[] {new Shape(1, size), "the bias is a matrix of one row; it must be a vector",
            new Shape(size, 1), "the bias is a column; it must be a vector",
            new Shape(other), words,
            new Shape(size, size), "the bias is a square matrix; it must be a vector",
            new Shape(size, other), "the bias is as large as a weight; it must be a vector",
            new Shape(other, size), "the bias is as large as a weight; it must be a vector",
            new Shape(1), "the bias is one number; it must have one for each unit",
            new Shape(), "the bias is one number; it must have one for each unit",
            new Shape(usual), usual + " is written into the code: use " + sizeName};
    }
}
