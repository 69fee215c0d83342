package org.rnnkit.testkit.junit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rnnkit.testkit.Evidence;

/**
 * The meanings of errors that a file engine-errors.yaml lists: the one beside a step's tests for this step, the one beside
 * this class for any step. A step without the file has none.
 */
record EngineErrors(List<Entry> entries) {

    /** The name of the file. */
    static final String FILE = "engine-errors.yaml";

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    /**
     * Reads the file beside a class.
     *
     * @param type a test of the step
     * @return the step's meanings
     */
    static EngineErrors beside(Class<?> type) {
        try (InputStream yaml = type.getResourceAsStream(FILE)) {
            return yaml == null ? new EngineErrors(List.of()) : parse(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " of " + type.getPackageName() + " can't be read", e);
        }
    }

    /**
     * Reads a file.
     *
     * @param yaml its content
     * @return the meanings in it
     * @throws IOException if it is no list of entries with says, means and, if wanted, unless, where, calledBy, general and
     *     inTest
     */
    static EngineErrors parse(InputStream yaml) throws IOException {
        return new EngineErrors(List.of(YAML.readValue(yaml, Entry[].class)));
    }

    /** Returns the meaning of the first entry that fits. */
    Optional<ErrorMeaning> meaning(Thrown thrown) {
        return entries.stream().flatMap(entry -> entry.meaning(thrown).stream()).findFirst();
    }

    /** Returns the meaning of the first entry that fits an exception in a test's own computation. */
    Optional<ErrorMeaning> meaningInTest(Thrown thrown) {
        return new EngineErrors(entries.stream().filter(Entry::inTest).toList()).meaning(thrown);
    }

    /**
     * One meaning.
     *
     * @param says regular expressions of which one is found in the exception's name and message,
     *     such as "EngineException: too many indices"
     * @param unless a regular expression that must not be found there; null for none
     * @param where the sizes that the expression's groups must have, by the groups' numbers, such as numSteps for 2: a
     *     meaning that names a size is only true then
     * @param calledBy the array's method that the step's code must have called, such as "mul"; null for any
     * @param general whether the meaning only says what happened, without leading to the mistake
     * @param inTest whether the meaning is also right for what a test computes with a step's result, such as its gradients
     * @param means the meaning, for the student; {1} stands for the expression's first group, {size 1} for the same with
     *     the names of sizes, as in "4 (batchSize)", and {call} for the method that the step's code called
     */
    record Entry(List<Pattern> says, Pattern unless, Map<Integer, String> where, String calledBy, boolean general,
            boolean inTest, String means) {

        private static final Pattern NUMBER = Pattern.compile("\\d{1,9}");

        Entry {
            if (says == null || says.isEmpty()
                    || says.stream().anyMatch(text -> text == null || text.pattern().isBlank())) {
                throw new IllegalArgumentException("says: give a list of texts");
            }
            if (calledBy != null && calledBy.isBlank() || means == null || means.isBlank()) {
                throw new IllegalArgumentException("calledBy and means: give a text");
            }
            says = List.copyOf(says);
            where = where == null ? Map.of() : Map.copyOf(where);
        }

        Optional<ErrorMeaning> meaning(Thrown thrown) {
            if (calledBy != null && !thrown.calledOnArray(calledBy)) {
                return Optional.empty();
            }
            String said = thrown.error().getClass().getSimpleName() + ": " + thrown.message();
            if (unless != null && unless.matcher(said).find()) {
                return Optional.empty();
            }
            return says.stream().map(text -> text.matcher(said)).filter(Matcher::find).findFirst()
                    .filter(found -> where.entrySet().stream().allMatch(size -> Evidence.sizes()
                            .mayBe(size.getValue(), Long.parseLong(found.group(size.getKey())))))
                    .map(found -> new ErrorMeaning(filled(found, thrown), !general));
        }

        private String filled(Matcher found, Thrown thrown) {
            String text = means.strip().replace("{call}", thrown.call().orElse("An operation element by element"));
            for (int i = 1; i <= found.groupCount(); i++) {
                String group = String.valueOf(found.group(i));
                text = text.replace("{" + i + "}", group).replace("{size " + i + "}", NUMBER.matcher(group)
                        .replaceAll(number -> Evidence.sizes().named(Long.parseLong(number.group()))));
            }
            return text;
        }
    }
}
