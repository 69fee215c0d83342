package org.rnnkit.grader.catalogue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.testkit.cases.Dimensions;
import org.rnnkit.testkit.cases.ValueClass;
import org.rnnkit.testkit.steps.Step;

/**
 * Copies of the reference that are wrong for one class of one dimension only: above the middle of its range, at its lower end,
 * in the first call. The file mutants.yaml in the step's folder of the catalogue says how Java reads each dimension.
 *
 * @param method the method of the step that is wrong
 * @param wrong the wrong result, made of the right one, {@code result}
 * @param leaves an array that stays open; null if the contract does not forbid it
 * @param reads an expression for each dimension, of the method's arguments: a number or a word
 * @param members methods that these expressions call; null if they call none
 */
record DimensionMutants(String method, String wrong, String leaves, Map<String, String> reads, String members) {

    /** Reads the file of a step. */
    static DimensionMutants of(Layout layout, Step step) throws IOException {
        return new ObjectMapper(new YAMLFactory()).readValue(layout.catalogue(step).resolve("mutants.yaml").toFile(),
                DimensionMutants.class);
    }

    /** Returns the source of each mutant by its name. */
    Map<String, String> sources(Layout layout, Step step, Dimensions dimensions) throws IOException {
        String reference = Files.readString(layout.solution(step));
        Map<String, String> sources = new LinkedHashMap<>();
        dimensions.classes().forEach((name, classes) -> classes.stream().filter(option -> reads.containsKey(name)).forEach(
                option -> sources.put("wrong where " + name + " is " + inWords(option),
                        source(reference, condition(reads.get(name), option), wrong))));
        sources.put("wrong in the first call", source(reference, "calls++ == 0", wrong));
        sources.put("wrong from the second call on", source(reference, "calls++ > 0", wrong));
        if (dimensions.classes().get("call").stream().anyMatch(option -> "hundredth".equals(option.word()))) {
            sources.put("wrong from the hundredth call on", source(reference, "++calls >= 100", wrong));
        }
        if (leaves != null) {
            dimensions.classes().forEach((name, classes) -> classes.stream().filter(ValueClass::isLarge).forEach(option ->
                    sources.put("an array is left where " + name + " is " + inWords(option), source(reference,
                            condition(reads.get(name), option) + " && " + leaves + " != null", "result"))));
        }
        return sources;
    }

    private static String inWords(ValueClass option) {
        return option.word() != null ? option.word() : String.format(Locale.ROOT, "%s to %s", option.low(), option.high());
    }

    private static String condition(String read, ValueClass option) {
        return option.word() != null ? "String.valueOf(" + read + ").equals(\"" + option.word() + "\")"
                : "(Object) (" + read + ") instanceof Number number && number.doubleValue() >= " + option.low()
                        + " && number.doubleValue() <= " + option.high();
    }

    /** Renames the right method, and adds one of its name that calls it and returns something else under a condition. */
    private String source(String reference, String condition, String otherwise) {
        MatchResult found = Pattern.compile("public ((?:static )?)(\\S+) " + method + "\\(([^)]*)\\)").matcher(reference)
                .results().findFirst().orElseThrow();
        String arguments = Stream.of(found.group(3).split(",")).map(argument -> argument.strip().replaceAll(".*\\s", ""))
                .collect(Collectors.joining(", "));
        String mutant = """
                    private static int calls;

                    public %s%s %s(%s) {
                        boolean isWrong = %s;
                        %s result = right(%s);
                        return isWrong ? %s : result;
                    }
                }
                """.formatted(found.group(1), found.group(2), method, found.group(3), condition, found.group(2), arguments,
                otherwise);
        String before = reference.substring(0, found.start()).replaceAll("@Override\\s*$", "");
        String right = before + "private " + found.group(1) + found.group(2) + " right("
                + found.group(3) + ")" + reference.substring(found.end());
        return right.substring(0, right.lastIndexOf('}')) + "\n" + (members == null ? "" : members) + mutant;
    }

    /** Returns the names of the dimensions that a file does not read, besides the one of calls. */
    List<String> unread(Dimensions dimensions) {
        return dimensions.classes().keySet().stream().filter(name -> !name.equals("call") && !reads.containsKey(name)).toList();
    }
}
