package org.rnnkit.testkit.junit;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The meanings that engine errors have in one step, as the file engine-errors.yaml beside the step's tests lists them.
 * A step without the file has none.
 */
final class EngineErrors {

    /** The name of the file. */
    static final String FILE = "engine-errors.yaml";

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final List<Entry> entries;

    private EngineErrors(List<Entry> entries) {
        this.entries = entries;
    }

    /**
     * Reads the file beside a test class.
     *
     * @param test a test of the step
     * @return the step's meanings
     */
    static EngineErrors beside(Class<?> test) {
        try (InputStream yaml = test.getResourceAsStream(FILE)) {
            return yaml == null ? new EngineErrors(List.of()) : parse(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(FILE + " of " + test.getPackageName() + " can't be read", e);
        }
    }

    /**
     * Reads a file.
     *
     * @param yaml its content
     * @return the meanings in it
     * @throws IOException if it is no list of entries with says, means and, if wanted, calledBy
     */
    static EngineErrors parse(InputStream yaml) throws IOException {
        return new EngineErrors(List.of(YAML.readValue(yaml, Entry[].class)));
    }

    /** Returns the meaning of the first entry that fits. */
    Optional<String> meaning(Throwable thrown) {
        return entries.stream().filter(entry -> entry.fits(thrown)).findFirst().map(Entry::means);
    }

    /**
     * One meaning.
     *
     * @param says texts of which the engine's message contains one
     * @param calledBy the array's method that must have been called, such as "mul"; null for any
     * @param means the meaning, for the student
     */
    private record Entry(List<String> says, String calledBy, String means) {

        Entry {
            if (says == null || says.isEmpty() || says.stream().anyMatch(text -> text == null || text.isBlank())) {
                throw new IllegalArgumentException("says: give a list of texts");
            }
            if (calledBy != null && calledBy.isBlank() || means == null || means.isBlank()) {
                throw new IllegalArgumentException("calledBy and means: give a text");
            }
            says = List.copyOf(says);
        }

        boolean fits(Throwable thrown) {
            String message = ExceptionExplainer.message(thrown);
            return says.stream().anyMatch(message::contains) && (calledBy == null || Arrays.stream(thrown.getStackTrace())
                    .anyMatch(frame -> frame.getClassName().endsWith(".PtNDArray") && frame.getMethodName().equals(calledBy)));
        }
    }
}
