package org.rnnkit.testkit.cases;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
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

    /** Returns the values as a student reads them, such as "batchSize 3, type int64". */
    @Override
    public String toString() {
        return values.entrySet().stream().map(value -> value.getKey() + " "
                + (value.getValue() instanceof Double number ? ShortNumber.of(number) : value.getValue()))
                .collect(Collectors.joining(", "));
    }
}
