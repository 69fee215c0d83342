package org.rnnkit.testkit.cases;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The dimensions of a step's contract with the range that is promised and tested, each as a list of classes. In contract.yaml
 * beside the step's tests, a dimension is a range ({@code 1 to 300}), a word, or a list of these. The ends of a range are
 * classes of their own.
 *
 * @param classes the classes of each dimension, by its name
 */
public record Dimensions(Map<String, List<ValueClass>> classes) {

    /** The file beside the tests. */
    static final String FILE = "contract.yaml";

    private static final Pattern RANGE = Pattern.compile("(\\S+) to (\\S+)");
    private static final Pattern WHOLE = Pattern.compile("\\d+");
    /** A range with at most this many whole numbers has a class for each. */
    private static final int FEW = 4;

    /** Reads the dimensions beside a test class. */
    static Dimensions beside(Class<?> test) {
        try (InputStream yaml = test.getResourceAsStream(FILE)) {
            return of(new ObjectMapper(new YAMLFactory()).readTree(yaml));
        } catch (IOException e) {
            throw new UncheckedIOException("The file " + FILE + " beside " + test.getName() + " can't be read", e);
        }
    }

    /** Reads the dimensions of a file. */
    public static Dimensions of(Path file) throws IOException {
        return of(new ObjectMapper(new YAMLFactory()).readTree(file.toFile()));
    }

    /** Returns a case with the first class of each dimension. */
    DrawnValues smallest() {
        Map<String, Object> values = new LinkedHashMap<>();
        classes.forEach((name, all) -> values.put(name, all.get(0).lowest()));
        return new DrawnValues(values);
    }

    private static Dimensions of(JsonNode contract) {
        Map<String, List<ValueClass>> classes = new LinkedHashMap<>();
        contract.get("dimensions").properties().forEach(field -> classes.put(field.getKey(), classes(field.getValue())));
        return new Dimensions(classes);
    }

    private static List<ValueClass> classes(JsonNode node) {
        if (!node.isArray()) {
            return classes(node.asText());
        }
        List<ValueClass> classes = new ArrayList<>();
        node.forEach(part -> classes.addAll(classes(part.asText())));
        return classes;
    }

    private static List<ValueClass> classes(String text) {
        Matcher range = RANGE.matcher(text);
        if (!range.matches()) {
            return List.of(isNumber(text) ? ValueClass.of(Double.parseDouble(text), Double.parseDouble(text),
                    WHOLE.matcher(text).matches(), false) : ValueClass.of(text));
        }
        double from = Double.parseDouble(range.group(1));
        double to = Double.parseDouble(range.group(2));
        return WHOLE.matcher(range.group(1)).matches() ? ofWhole((int) from, (int) to) : ofReal(from, to);
    }

    private static boolean isNumber(String text) {
        return text.matches("[-\\d.e]*\\d[-\\d.e]*");
    }

    private static List<ValueClass> ofWhole(int from, int to) {
        if (to - from < FEW) {
            return IntStream.rangeClosed(from, to).mapToObj(n -> ValueClass.of(n, n, true, false)).toList();
        }
        long middle = Math.round(Math.sqrt((double) Math.max(1, from) * to));
        return List.of(ValueClass.of(from, from, true, false), ValueClass.of(from + 1, middle, true, false),
                ValueClass.of(middle + 1, to - 1, true, true), ValueClass.of(to, to, true, true));
    }

    private static List<ValueClass> ofReal(double from, double to) {
        double middle = Math.sqrt(from * to);
        return List.of(ValueClass.of(from, from, false, false), ValueClass.of(from, middle, false, false),
                ValueClass.of(middle, to, false, false), ValueClass.of(to, to, false, false));
    }
}
