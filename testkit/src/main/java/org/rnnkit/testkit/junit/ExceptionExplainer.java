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
import org.rnnkit.testkit.Mismatch;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.NotImplementedYet;

/** Says in words what a student's code threw, and where. */
public final class ExceptionExplainer {

    /** The meanings that are the same in every step. */
    private static final EngineErrors COMMON = EngineErrors.beside(ExceptionExplainer.class);

    private ExceptionExplainer() {}

    /** Makes a failure: first the exception's meaning, where it is known, then the exception in its own words. */
    static AssertionError failure(Throwable thrown, Step step, EngineErrors stepErrors) {
        Thrown cause = new Thrown(thrown, step).unwrapped();
        Optional<Meaning> meaning = meaning(cause, stepErrors);
        String message = meaning.map(known -> known.text() + "\n").orElse("") + cause.inItsOwnWords();
        return meaning.isEmpty() ? new AssertionError(message, thrown) : Mismatch.explained(message, thrown,
                meaning.get().specific() ? Mismatch.Kind.EXPLAINED : Mismatch.Kind.GENERAL);
    }

    /**
     * Finds the meaning in this step, or else the one in any step. If the exception comes from a test's own computation with a
     * step's results, the latter does not lead to the mistake.
     */
    private static Optional<Meaning> meaning(Thrown thrown, EngineErrors stepErrors) {
        if (!thrown.isInStep()) {
            return stepErrors.meaningInTest(thrown)
                    .or(() -> COMMON.meaning(thrown).map(known -> Meaning.general(known.text())));
        }
        return stepErrors.meaning(thrown).or(() -> COMMON.meaning(thrown)).or(() -> JavaErrors.meaning(thrown));
    }

    static String describe(Throwable thrown, Step step) {
        return new Thrown(thrown, step).inItsOwnWords();
    }

    /**
     * Explains what a line of Java threw that a learner tries in JShell.
     *
     * @param thrown the exception
     * @return its meaning, where it is known, then the exception in its own words, with the line of a step that threw it
     */
    public static String ofLine(Throwable thrown) {
        if (thrown instanceof NotImplementedYet) {
            return thrown.getMessage() + ".";
        }
        Thrown cause = new Thrown(thrown, null);
        return COMMON.meaning(cause).or(() -> JavaErrors.meaning(cause)).map(known -> known.text() + "\n").orElse("")
                + thrown.getClass().getSimpleName() + cause.sentence() + cause.trace().stream()
                        .filter(frame -> Steps.withBonus().stream().anyMatch(step -> isOf(step, frame))).findFirst()
                        .map(frame -> " (at " + frame.getFileName() + ":" + frame.getLineNumber() + ")").orElse("");
    }

    private static boolean isOf(Step step, StackTraceElement frame) {
        return frame.getClassName().startsWith(step.packageName() + ".");
    }

    /**
     * The meaning of an exception, for the student.
     *
     * @param text what went wrong, and what to do next
     * @param specific whether the text leads to the mistake; if not, it only says what happened, and a failure that compares
     *     values may say more
     */
    record Meaning(String text, boolean specific) {

        static Meaning specific(String text) {
            return new Meaning(text, true);
        }

        static Meaning general(String text) {
            return new Meaning(text, false);
        }
    }

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
        Optional<Meaning> meaning(Thrown thrown) {
            return entries.stream().flatMap(entry -> entry.meaning(thrown).stream()).findFirst();
        }

        /** Returns the meaning of the first entry that fits an exception in a test's own computation. */
        Optional<Meaning> meaningInTest(Thrown thrown) {
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

            Optional<Meaning> meaning(Thrown thrown) {
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
                        .map(found -> new Meaning(filled(found, thrown), !general));
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

    /**
     * An exception that came out of a test of a step.
     *
     * @param error the exception
     * @param step the step; null for a line that a learner tries in JShell
     */
    record Thrown(Throwable error, Step step) {

        /** The package of JShell for the lines. */
        private static final String LINES = "REPL.";

        private static final int LONGEST = 400;
        /** Longer than any message of the engine with its native trace. */
        private static final int LONGEST_READ = 20_000;

        /** The text after the engine's first sentence: advice for Python, or a native trace. */
        private static final Pattern ADVICE = Pattern.compile("(?s)(?<!i\\.e|e\\.g)\\.\\s+(?=[A-Z])|, please call .*| ?Hint: .*"
                + "|\\R.*|Exception raised from .*|Did you mean.*| \\(while checking arguments.*| \\(\\S+ and \\S+ are in .*");
        private static final Pattern PACKAGE = Pattern.compile("\\b(?:[a-z]\\w*+\\.)++(?=[A-Z])");
        /** Java's names for variables in code that was compiled without their names. */
        private static final Pattern NAMELESS = Pattern.compile("<(?:local|parameter)\\d+>");

        /** Returns the message, or its first 20,000 characters. */
        String message() {
            String message = String.valueOf(error.getMessage());
            return message.length() <= LONGEST_READ ? message : message.substring(0, LONGEST_READ);
        }

        /** Returns the file and line of the step's code that threw the exception, or that called the code that threw it. */
        Optional<String> place() {
            int index = own();
            return index < 0 ? Optional.empty()
                    : Optional.of(trace().get(index).getFileName() + ":" + trace().get(index).getLineNumber());
        }

        /** Returns the method that the step's code called and that threw, such as "concat" or "new TrainingResult". */
        Optional<String> call() {
            int index = own();
            if (index < 1) {
                return Optional.empty();
            }
            String method = trace().get(index - 1).getMethodName();
            String type = trace().get(index - 1).getClassName().replaceAll(".*[.$]", "");
            return method.startsWith("lambda$") ? Optional.empty()
                    : Optional.of(method.equals("<init>") ? "new " + type : method);
        }

        /** Returns the exception that the step's code has wrapped in another, or else this one. */
        Thrown unwrapped() {
            return isOwn() && error.getCause() != null && error.getCause() != error
                    ? new Thrown(error.getCause(), step).unwrapped() : this;
        }

        /** Tells whether the step's code threw, or called the code that threw. */
        boolean isInStep() {
            return own() >= 0;
        }

        /** Tells whether a statement of the step's own code threw. */
        boolean isOwn() {
            return own() == 0;
        }

        /** Tells whether the step's code called a method of an array, such as "mul", directly or not. */
        boolean calledOnArray(String method) {
            int index = own();
            return index > 0 && trace().subList(0, index).stream().anyMatch(frame
                    -> frame.getClassName().endsWith(".PtNDArray") && frame.getMethodName().equals(method));
        }

        /** Tells whether the exception comes from a package or one inside it. */
        boolean isFrom(String packageName) {
            return !trace().isEmpty() && trace().get(0).getClassName().startsWith(packageName + ".");
        }

        /** Says what was thrown and where, with the first sentence of the message. */
        String inItsOwnWords() {
            String type = error.getClass().getSimpleName();
            return place().map(place -> step.className() + " threw " + type + " at " + place)
                    .orElse(trace().isEmpty() ? step.className() + " threw " + type
                            : "A test called " + step.className() + " and then threw " + type) + sentence();
        }

        /** Returns the first sentence of the message, after a colon; empty without a message. */
        private String sentence() {
            if (error.getMessage() == null) {
                return "";
            }
            String first = ADVICE.splitAsStream(message().strip()).findFirst().orElse("");
            String readable = PACKAGE.matcher(first).replaceAll("");
            readable = NAMELESS.matcher(readable).replaceAll("variable");
            return ": " + (readable.length() <= LONGEST ? readable : readable.substring(0, LONGEST) + " …");
        }

        /** Returns the index of the first stack frame in the step's code, or -1. */
        private int own() {
            for (int i = 0; i < trace().size(); i++) {
                String name = trace().get(i).getClassName();
                if (step == null ? name.startsWith(LINES)
                        : name.equals(step.fullName()) || name.startsWith(step.fullName() + "$")) {
                    return i;
                }
            }
            return -1;
        }

        private List<StackTraceElement> trace() {
            return List.of(error.getStackTrace());
        }
    }
}
