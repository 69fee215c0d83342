package org.rnnkit.testkit;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntUnaryOperator;

/**
 * The wrong whole numbers that come out of number types that are too small: a size, an index or a counter goes through
 * one.
 */
public final class NumberTypes {

    private static final Map<String, IntUnaryOperator> TYPES = new LinkedHashMap<>();

    static {
        TYPES.put("byte, which ends at 127", number -> (byte) number);
        TYPES.put("byte without a sign, which ends at 255", number -> number & 0xff);
        TYPES.put("short, which ends at 32,767", number -> (short) number);
        TYPES.put("char, which ends at 65,535", number -> (char) number);
    }

    private NumberTypes() {}

    /**
     * Returns what becomes of a number. Where two types give the same, only the smaller one is there.
     *
     * @param what the words for the number, such as "vocabSize"
     * @param number the number
     * @return the words that name the type, by the wrong number, which may be below 0
     */
    public static Map<Integer, String> wrong(String what, int number) {
        Map<Integer, String> wrong = new LinkedHashMap<>();
        wrong(what, List.of(number)).forEach((numbers, words) -> wrong.put(numbers.get(0), words));
        return wrong;
    }

    /** Returns the same for several numbers, of which at least one is too large for the type. */
    public static Map<List<Integer>, String> wrong(String what, List<Integer> numbers) {
        Map<List<Integer>, String> wrong = new LinkedHashMap<>();
        TYPES.forEach((type, convert) -> wrong.putIfAbsent(numbers.stream().map(convert::applyAsInt).toList(),
                what + " goes through a " + type + ": keep it in an int"));
        wrong.remove(numbers);
        return wrong;
    }
}
