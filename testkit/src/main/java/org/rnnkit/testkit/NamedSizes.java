package org.rnnkit.testkit;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.testkit.comparison.ShortNumber;

/** The sizes of a case with their names, such as numSteps, and what they say about a wrong result. */
public final class NamedSizes {

    private static final Pattern IN_NAME = Pattern.compile("\\b([a-z]\\w*(?:Size|Steps|Hiddens)) (\\d+)");
    /** The largest difference of a float32 quotient from its right value, as a part of it. */
    private static final double ROUNDING = 1e-3;
    /** From this many values on, a factor is worth naming that is no size. */
    private static final int MANY = 3;

    private final Map<String, Long> sizes;

    private NamedSizes(Map<String, Long> sizes) {
        this.sizes = new TreeMap<>(Comparator.reverseOrder()); // numSteps before batchSize, as in the chapters
        this.sizes.putAll(sizes);
    }

    /** Takes the sizes out of the name of a test, such as "batchSize 2, numSteps 3". */
    static NamedSizes in(String test) {
        Map<String, Long> sizes = new HashMap<>();
        Matcher matcher = IN_NAME.matcher(test);
        while (matcher.find()) {
            sizes.put(matcher.group(1), Long.valueOf(matcher.group(2)));
        }
        return new NamedSizes(sizes);
    }

    /** Adds sizes, or replaces those of the same name. */
    NamedSizes with(Map<String, ? extends Number> others) {
        Map<String, Long> all = new HashMap<>(sizes);
        others.forEach((name, size) -> all.put(name, size.longValue()));
        return new NamedSizes(all);
    }

    /** Tells whether a size has this value. A size that is not known may have any. */
    public boolean mayBe(String name, long value) {
        return sizes.getOrDefault(name, value) == value;
    }

    /** Returns a size; 0 if it is not known. */
    long size(String name) {
        return sizes.getOrDefault(name, 0L);
    }

    /** Names a number after the only size with this value, as in "4 (batchSize)"; a number without one stays as it is. */
    public String named(long value) {
        List<String> names = sizes.keySet().stream().filter(name -> sizes.get(name) == value).toList();
        return names.size() == 1 && value > 1 ? value + " (" + names.get(0) + ")" : String.valueOf(value);
    }

    /** Counts the arrays of a list, and says which size this number is and which shape they have. */
    String ofArrays(NDList list) {
        List<Shape> shapes = list.stream().filter(array -> array != null && !array.isReleased()).map(NDArray::getShape)
                .distinct().toList();
        return named(list.size()) + (list.isEmpty() ? ": nothing was added to it"
                : shapes.size() == 1 ? ", each of shape " + shapes.get(0) : ", of shapes " + shapes);
    }

    /** Says which sizes stand in a wrong shape and in the right one; empty if a number can be several sizes, or none. */
    String ofShapes(Shape actual, Shape expected) {
        String is = inNames(actual);
        String must = inNames(expected);
        boolean isNamed = !is.equals(actual.toString()) || !must.equals(expected.toString());
        return is.isEmpty() || must.isEmpty() || is.equals(must) || !isNamed ? "" : "That is " + is + " instead of " + must;
    }

    private String inNames(Shape shape) {
        List<String> axes = new ArrayList<>();
        for (long size : shape.getShape()) {
            List<String> names = size == 1 ? List.of("1") : products().filter(product -> product.value() == size)
                    .map(Product::name).toList();
            if (names.size() != 1) {
                return "";
            }
            axes.add(names.get(0));
        }
        return "(" + String.join(", ", axes) + ")";
    }

    private record Product(String name, double value) {}

    /** Returns the sizes above 1, the products of two of them. */
    private Stream<Product> products() {
        List<Product> single = sizes.entrySet().stream().filter(size -> size.getValue() > 1)
                .map(size -> new Product(size.getKey(), size.getValue())).toList();
        Stream<Product> ofTwo = IntStream.range(0, single.size()).boxed().flatMap(i -> single.subList(i + 1, single.size())
                .stream().map(other -> new Product(single.get(i).name() + " · " + other.name(),
                        single.get(i).value() * other.value())));
        return Stream.concat(single.stream(), ofTwo);
    }

    /**
     * Says by which factor all values differ from the right ones, and which size it is.
     *
     * @return the sentence; empty if there is no such factor
     */
    String ofFactor(double[] actual, double[] expected) {
        double factor = factor(actual, expected);
        if (Double.isNaN(factor)) {
            return "";
        }
        String begin = actual.length == 1 ? "This is the right number " : "Every value is the right one ";
        if (close(factor, -1)) {
            return begin + "with the other sign";
        }
        // That a count is twice the right one can be seen without being told.
        boolean isCount = expected.length == 1 && expected[0] == Math.rint(expected[0]);
        List<Product> known = isCount ? products().toList() : Stream.concat(products(), Stream.of(new Product("", 2))).toList();
        String times = words(known, factor);
        if (!times.isEmpty()) {
            return begin + "times " + times + (isOverBatch(times) ? ": is it a sum where a mean should be?" : "");
        }
        String divided = words(known, 1 / factor);
        if (!divided.isEmpty()) {
            return begin + "divided by " + divided + (isOverBatch(divided) ? ": is it a mean where a sum should be, or divided "
                    + "twice?" : "");
        }
        return actual.length < MANY ? "" : begin + "times " + ShortNumber.of(factor);
    }

    private static boolean isOverBatch(String words) {
        return !words.startsWith("√") && (words.contains("batchSize") || words.contains("numSteps"));
    }

    private static String words(List<Product> known, double factor) {
        String named = known.stream().filter(size -> close(size.value(), factor))
                .map(size -> size.name().isEmpty() ? "2" : size.name() + ", " + Math.round(size.value())).distinct()
                .collect(Collectors.joining(", or "));
        return !named.isEmpty() ? named : known.stream().filter(size -> close(Math.sqrt(size.value()), factor))
                .map(size -> size.name().isEmpty() ? "√2" : "√" + size.name() + ", √" + Math.round(size.value())).distinct()
                .collect(Collectors.joining(", or "));
    }

    /** Returns the factor that every value has, or NaN. */
    private static double factor(double[] actual, double[] expected) {
        if (actual.length != expected.length || actual.length == 0) {
            return Double.NaN;
        }
        int largest = IntStream.range(0, expected.length).reduce((a, b) -> Math.abs(expected[b]) > Math.abs(expected[a])
                ? b : a).orElse(0);
        double factor = actual[largest] / expected[largest];
        double[] scaled = Arrays.stream(expected).map(value -> value * factor).toArray();
        double tolerance = ROUNDING * Math.abs(actual[largest]);
        boolean fits = IntStream.range(0, actual.length).allMatch(i -> Math.abs(actual[i] - scaled[i]) <= tolerance);
        return fits && factor != 0 && Double.isFinite(factor) && !close(factor, 1) ? factor : Double.NaN;
    }

    private static boolean close(double a, double b) {
        return Math.abs(a - b) <= ROUNDING * Math.abs(b);
    }
}
