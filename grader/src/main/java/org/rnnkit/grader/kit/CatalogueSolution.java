package org.rnnkit.grader.kit;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.testkit.steps.Step;

/**
 * A solution of the catalogue: a step's class with one mistake, or a right one in another style, as a change of the reference.
 * The files mistakes.yaml and right.yaml in the step's folder of the catalogue have an {@link Entry} for each.
 *
 * @param name its name in the file, such as "tanh-forgotten"
 * @param entry what the file says
 * @param reference the source of the step's reference
 */
public record CatalogueSolution(Step step, String name, Entry entry, Path file, Path reference) {

    /** The name of the file with the wrong solutions of a step. */
    public static final String WRONG = "mistakes.yaml";

    /** The name of the file with the right solutions of a step in other styles. */
    public static final String RIGHT = "right.yaml";

    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory())
            .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION);
    /** A comment, but not a marker; or a string, so that nothing in a string is taken for a comment. */
    private static final Pattern COMMENT_OR_TEXT = Pattern.compile(
            "\"(?:\\\\.|[^\"\\\\])*+\"|'(?:\\\\.|[^'\\\\])*+'|//(?! </?solution)[^\\n]*|/\\*(?s:.*?)\\*/");
    private static final Pattern MARKER = Pattern.compile("\\s*// </?solution(-only)?>");
    /** The imports that every change has. */
    private static final List<String> IMPORTED = List.of("ai.djl.engine", "ai.djl.ndarray", "ai.djl.ndarray.index",
            "ai.djl.ndarray.types", "ai.djl.nn", "ai.djl.nn.recurrent", "ai.djl.training", "ai.djl.training.initializer",
            "ai.djl.training.loss", "java.util", "java.util.concurrent", "java.util.function", "java.util.stream",
            "org.rnnkit.toolkit");

    /** The help that the message of a wrong solution gives. */
    public enum Help {
        /** It names the mistake. */
        @JsonProperty("named") NAMED,
        /** It says exactly what is wrong with the result, and in which case. */
        @JsonProperty("symptom") SYMPTOM
    }

    /**
     * An entry of the file. What it does not need is null.
     *
     * @param style only of a right solution: what differs from the reference
     * @param mistake only of a wrong solution, as the next two: the mistake in words
     * @param message words that the student must see
     * @param counts how well this message helps; without this key, it names the mistake
     * @param change a diff of the reference: "- " takes a line out, "+ " puts one in, two spaces show the place, which must be
     *     found exactly once. A blank line separates two places. If the first line begins with spaces, YAML needs "|2"
     * @param body in place of a change: the code between the reference's solution markers
     * @param members methods and fields to add at the end of the class
     * @param whole in place of a change: the whole class
     */
    public record Entry(String style, String mistake, String message, Help counts, String change, String body, String members,
            @JsonProperty("class") String whole) {

        /** Takes the help that nearly all messages give. */
        public Entry {
            counts = counts == null ? Help.NAMED : counts;
        }
    }

    /**
     * A line of the class.
     *
     * @param mark a space for a line of the reference, "-" for one that is taken out, "+" for one that is put in
     */
    public record Line(char mark, String text) {}

    /** Lines that stand in the place of some lines of the reference. */
    private record Place(int first, int end, List<Line> lines) {}

    /**
     * Reads the wrong solutions of a step, in the order of the file. Without a file there are none.
     *
     * @throws UsageException if the file can't be read, or an entry lacks something
     */
    public static List<CatalogueSolution> wrong(Layout layout, Step step) {
        return of(layout.catalogue(step).resolve(WRONG), layout.solution(step), step);
    }

    /** Reads the right solutions of a step in the same way. */
    public static List<CatalogueSolution> right(Layout layout, Step step) {
        return of(layout.catalogue(step).resolve(RIGHT), layout.solution(step), step);
    }

    /**
     * Reads the solutions of a step from a file, in its order. Without a file there are none. The reference is the source of
     * the step's class.
     *
     * @throws UsageException if the file can't be read, or an entry lacks something
     */
    public static List<CatalogueSolution> of(Path file, Path reference, Step step) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            Map<String, Entry> entries = YAML.readValue(Files.readString(file),
                    new TypeReference<LinkedHashMap<String, Entry>>() { });
            List<CatalogueSolution> solutions = new ArrayList<>();
            entries.forEach((name, entry) -> solutions.add(new CatalogueSolution(step, name, entry, file, reference)));
            solutions.forEach(CatalogueSolution::requireComplete);
            return solutions;
        } catch (JsonProcessingException e) {
            throw new UsageException(file + ", line " + (e.getLocation() == null ? "?" : e.getLocation().getLineNr()) + ": "
                    + e.getOriginalMessage().replaceAll("\\s+", " "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tells whether it is a right solution. */
    public boolean isRight() {
        return entry.style != null;
    }

    /** Returns its place in the catalogue, such as "step4rnn/wrong/tanh-forgotten". */
    public String place() {
        return step.id() + (isRight() ? "/right/" : "/wrong/") + name;
    }

    private void requireComplete() {
        if (entry.style == null && (entry.mistake == null || entry.message == null)) {
            throw error("needs the keys mistake and message, or style if it is right");
        }
        if (entry.whole != null && (entry.change != null || entry.body != null || entry.members != null)
                || entry.change != null && entry.body != null) {
            throw error("has two ways to write the class; keep one of change, body and class");
        }
    }

    private UsageException error(String what) {
        return new UsageException(file + ": \"" + name + "\" " + what + ".");
    }

    @Override
    public String toString() {
        return place();
    }

    /**
     * Applies the change. Returns the lines of the class without package, imports, comments and blank lines, with those that
     * are taken out.
     *
     * @throws UsageException if the change does not fit the reference
     */
    public List<Line> lines() {
        if (entry.whole != null) {
            return added("", entry.whole).toList();
        }
        List<String> code = code();
        List<Place> places = places(code);
        places.sort(Comparator.comparingInt(Place::first));
        List<Line> lines = new ArrayList<>();
        int next = 0;
        for (Place place : places) {
            if (place.first < next) {
                throw error("changes a line twice: " + code.get(place.first).strip());
            }
            code.subList(next, place.first).forEach(line -> lines.add(new Line(' ', line)));
            lines.addAll(place.lines);
            next = place.end;
        }
        code.subList(next, code.size()).forEach(line -> lines.add(new Line(' ', line)));
        return lines;
    }

    private List<String> code() {
        return marked().stream().filter(line -> !MARKER.matcher(line).matches()).toList();
    }

    /** Reads the lines of the reference's class, with the markers. */
    private List<String> marked() {
        return COMMENT_OR_TEXT.matcher(referenceText())
                .replaceAll(found -> found.group().startsWith("/") ? "" : Matcher.quoteReplacement(found.group())).lines()
                .filter(line -> !line.isBlank() && !line.startsWith("package ") && !line.startsWith("import "))
                .map(String::stripTrailing).toList();
    }

    private String referenceText() {
        return Uncheck.get(() -> Files.readString(reference));
    }

    private List<Place> places(List<String> code) {
        List<Place> places = new ArrayList<>();
        if (entry.change != null) {
            for (String part : entry.change.split("\n\\s*\n")) {
                places.add(change(code, part.lines().toList()));
            }
        }
        if (entry.body != null) {
            places.add(change(code, bodyAsChange()));
        }
        if (entry.members != null) {
            places.add(new Place(code.size() - 1, code.size() - 1, added("    ", entry.members).toList()));
        }
        return places;
    }

    /** Takes out the code between the solution markers, and puts the body in. A class with several of them has no body. */
    private List<String> bodyAsChange() {
        List<String> marked = marked();
        int open = onlyPlace(marked, List.of("// <solution>"));
        return Stream.concat(marked.subList(open + 1, onlyPlace(marked, List.of("// </solution>"))).stream().map("-"::concat),
                added(indentation(marked.get(open)), entry.body).map(line -> "+" + line.text())).toList();
    }

    /** Finds the place of a part of the change, whose lines begin with a mark as in a diff. */
    private Place change(List<String> code, List<String> part) {
        part.stream().filter(line -> !line.matches("[ +-].*")).findFirst().ifPresent(line -> {
            throw error("has a line of the change that begins with no mark: \"" + line + "\". A change that begins with a line "
                    + "to show the place needs \"change: |2\"");
        });
        List<String> old = part.stream().filter(line -> !line.startsWith("+")).map(line -> line.substring(1)).toList();
        if (old.isEmpty()) {
            throw error("needs a line of the reference beside \"" + part.get(0) + "\"");
        }
        int first = onlyPlace(code, old.stream().map(String::strip).toList());
        // The lines of the file are indented among each other, those of the class more.
        int shift = indentation(code.get(first)).length() - indentation(old.get(0)).length();
        List<Line> lines = new ArrayList<>();
        int next = first;
        for (String line : part) {
            String text = line.substring(1);
            lines.add(line.startsWith("+") ? new Line('+', text.indent(shift).stripTrailing())
                    : new Line(line.charAt(0), code.get(next++)));
        }
        return new Place(first, next, lines);
    }

    /** Finds the only place where these lines follow each other in the reference. */
    private int onlyPlace(List<String> code, List<String> lines) {
        List<String> stripped = code.stream().map(String::strip).toList();
        List<Integer> found = IntStream.rangeClosed(0, code.size() - lines.size())
                .filter(i -> stripped.subList(i, i + lines.size()).equals(lines)).boxed().toList();
        if (found.size() != 1) {
            throw error("does not fit " + reference.getFileName() + ": the reference has "
                    + (found.isEmpty() ? "no" : "more than one") + " \"" + String.join(" ", lines) + "\"");
        }
        return found.get(0);
    }

    private static Stream<Line> added(String indentation, String text) {
        return text.lines().map(line -> new Line('+', (indentation + line).stripTrailing()));
    }

    private static String indentation(String line) {
        return line.substring(0, line.length() - line.stripLeading().length());
    }

    /**
     * Makes the Java source of the class.
     *
     * @throws UsageException if the change does not fit the reference
     */
    public String source() {
        Stream<String> head = Stream.concat(
                referenceText().lines().filter(line -> line.startsWith("package ") || line.startsWith("import ")),
                IMPORTED.stream().map(name -> "import " + name + ".*;"));
        Stream<String> body = lines().stream().filter(line -> line.mark != '-').map(Line::text);
        return Stream.concat(head, body).collect(Collectors.joining("\n", "", "\n"));
    }
}
