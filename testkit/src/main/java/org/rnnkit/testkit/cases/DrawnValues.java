package org.rnnkit.testkit.cases;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.comparison.ShortNumber;

/**
 * The values of one case: one for each dimension.
 *
 * @param values a whole number, a number or a word for each name
 */
public record DrawnValues(Map<String, Object> values) {

    /** Copies the values. */
    public DrawnValues {
        values = new LinkedHashMap<>(values);
    }

    /** Returns a size. */
    public int size(String name) {
        return ((Number) values.get(name)).intValue();
    }

    /** Returns a number. */
    public double number(String name) {
        return ((Number) values.get(name)).doubleValue();
    }

    /** Tells whether a dimension has a number, not a word. */
    public boolean isNumber(String name) {
        return values.get(name) instanceof Number;
    }

    /** Returns a word. */
    public String word(String name) {
        return values.get(name).toString();
    }

    /** Tells whether a dimension has this word. */
    public boolean is(String name, String word) {
        return word.equals(values.get(name));
    }

    /** Draws tokens [batchSize][numSteps], with the vocabulary's last one, at which small number types end. */
    public int[][] tokens(Draw draw) {
        int vocabSize = size("vocabSize");
        int[][] tokens = draw.tokens(size("batchSize"), size("numSteps"), vocabSize);
        tokens[0][0] = vocabSize - 1;
        return tokens;
    }

    /** Makes an array of tokens, of the case's data type. */
    public NDArray array(int[][] tokens, NDManager manager) {
        return manager.create(tokens).toType(is("tokens", "int32") ? DataType.INT32 : DataType.INT64, false);
    }

    /** Returns the values as a student reads them, such as "batchSize 3, type int64". */
    @Override
    public String toString() {
        return values.entrySet().stream().map(value -> value.getKey() + " "
                + (value.getValue() instanceof Double number ? ShortNumber.of(number) : value.getValue()))
                .collect(Collectors.joining(", "));
    }
}
