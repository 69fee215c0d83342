package org.rnnkit.cli.authoring;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.apache.commons.io.IOUtils;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.kit.WrongSolution;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps.StepList;

/**
 * The files of a new bonus step, from templates. They compile, and each "TODO:" says what their author has to write. The
 * templates are resources in the folder skeleton beside this class.
 */
public final class StepSkeleton {

    private static final Pattern NAME = Pattern.compile("[A-Z][A-Za-z]{1,29}");

    private final Layout layout;
    private final Step step;
    private final List<Part> parts;

    private StepSkeleton(Layout layout, Step step, List<Part> parts) {
        this.layout = layout;
        this.step = step;
        this.parts = List.copyOf(parts);
    }

    /**
     * One of the step's files.
     *
     * @param file its place
     * @param text its content
     * @param toWrite what its author has to write into it
     */
    public record Part(Path file, String text, String toWrite) {}

    /**
     * Describes a new step.
     *
     * @param number the step's number, the next after the last
     * @param name the name of its class, such as "Dropout"
     * @throws UsageException if the number or the name can't be used
     */
    public static StepSkeleton of(Layout layout, int number, String name) throws IOException {
        StepList steps = DerivedFiles.steps(layout);
        requireFreeNumber(steps, number);
        if (!NAME.matcher(name).matches()) {
            throw new UsageException("\"" + name + "\" is no name for a step's class. Give 2 to 30 letters, the first a "
                    + "capital, such as Dropout or LayerNorm.");
        }
        String list = Files.readString(layout.stepList());
        Map<String, String> values = Map.of("@NUMBER@", String.valueOf(number), "@CLASS@", name, "@TITLE@", title(name),
                "@ID@", "step" + number + name.toLowerCase(Locale.ROOT));
        String longer = (list.endsWith("\n") ? list : list + "\n") + filled("steps.yaml", values);
        List<Step> bonus = StepList.parse(new ByteArrayInputStream(longer.getBytes(StandardCharsets.UTF_8))).bonus();
        Step step = bonus.get(bonus.size() - 1);
        requireFreeName(steps, step);

        StepFiles files = new StepFiles(layout);
        List<Part> parts = new ArrayList<>();
        parts.add(new Part(layout.stepList(), longer, "its entry at the end: what it adds, signatures, points, three hints"));
        parts.add(part(files.solution(step), "solution", "the solution between the markers, and its Javadoc", values));
        parts.add(part(files.oracle(step), "oracle", "the right results in plain Java, or delete it and use another oracle",
                values));
        parts.add(part(files.test(step), "test", "the graded tests", values));
        parts.add(part(files.exampleTest(step), "example-test", "the example that the chapter shows", values));
        parts.add(part(files.chapter(step), "chapter", "the chapter", values));
        parts.add(part(files.probe(step), "probe", "the call of the student's code", values));
        parts.add(part(files.check(step), "check", "the questions, and the comparison with the oracle", values));
        parts.add(part(files.standIn(step), "stand-in",
                "what the step's class does while another step is graded, if that needs it", values));
        String source = name + ".java";
        parts.add(part(files.catalogue(step).resolve(WrongSolution.FILE), "wrong",
                "the wrong solutions; at least eight", values));
        parts.add(part(files.catalogue(step).resolve("right/todo").resolve(source), "right",
                "a right solution in another style; at least two in all", values));
        return new StepSkeleton(layout, step, parts);
    }

    private static void requireFreeNumber(StepList steps, int number) {
        int last = steps.known().stream().mapToInt(Step::number).max().orElse(0);
        Optional<Step> taken = steps.known().stream().filter(known -> known.number() == number).findFirst();
        if (taken.isPresent()) {
            throw new UsageException("Step " + number + " exists already: " + taken.get().title() + ". The next number is "
                    + (last + 1) + ".");
        }
        if (number != last + 1) {
            throw new UsageException("A new step can't have the number " + number + ". The next number is " + (last + 1) + ".");
        }
    }

    private static void requireFreeName(StepList steps, Step step) throws IOException {
        for (Step known : steps.known()) {
            if (known.className().equalsIgnoreCase(step.className())) {
                throw new UsageException("Step " + known.number() + " has the class " + known.className()
                        + " already. Choose another name.");
            }
        }
        boolean used = isInJavaLang(step.className());
        for (String template : List.of("solution", "test", "example-test", "oracle", "probe", "check")) {
            used |= resource(template + ".txt").contains("." + step.className() + ";");
        }
        if (used) {
            throw new UsageException(step.className() + " is the name of a type that a step's files use. Choose another name.");
        }
    }

    private static boolean isInJavaLang(String name) {
        try {
            Class.forName("java.lang." + name, false, null);
            return true;
        } catch (ClassNotFoundException e) {
            return false;
        }
    }

    /** Turns "LayerNorm" into "Layer norm". */
    private static String title(String name) {
        String[] words = name.split("(?<=[a-z])(?=[A-Z])");
        for (int i = 1; i < words.length; i++) {
            words[i] = words[i].length() > 1 && words[i].equals(words[i].toUpperCase(Locale.ROOT)) ? words[i]
                    : words[i].toLowerCase(Locale.ROOT);
        }
        return String.join(" ", words);
    }

    private static Part part(Path file, String template, String toWrite, Map<String, String> values) {
        return new Part(file, filled(template + ".txt", values), toWrite);
    }

    private static String filled(String file, Map<String, String> values) {
        String text = resource(file);
        for (Map.Entry<String, String> value : values.entrySet()) {
            text = text.replace(value.getKey(), value.getValue());
        }
        return text;
    }

    private static String resource(String file) {
        return Uncheck.get(() -> IOUtils.toString(StepSkeleton.class.getResource("skeleton/" + file), StandardCharsets.UTF_8),
                () -> "the template " + file + " can't be read");
    }

    /** Returns the new step. */
    public Step step() {
        return step;
    }

    /**
     * Returns the step's files, in the order in which they are best written.
     *
     * @return the files, each with what its author has to write
     */
    public List<Part> parts() {
        return parts;
    }

    /**
     * Writes the files and all files that are derived from them. If that fails, everything is restored.
     *
     * @throws UsageException if one of the files exists already
     */
    public void write() throws IOException {
        for (Part part : parts) {
            if (!part.file().equals(layout.stepList()) && Files.exists(part.file())) {
                throw new UsageException("Nothing is written: " + layout.home().relativize(part.file())
                        + " exists already. Delete it, or choose another name.");
            }
        }
        FileChanges changes = new FileChanges();
        try {
            for (Part part : parts) {
                changes.write(part.file(), part.text());
            }
            for (Map.Entry<Path, String> derived : DerivedFiles.files(layout).entrySet()) {
                changes.write(derived.getKey(), derived.getValue());
            }
        } catch (IOException | RuntimeException e) {
            changes.undo();
            throw e;
        }
    }

    /** Changes of files that can be undone together. */
    static final class FileChanges {

        private final Deque<Change> changes = new ArrayDeque<>();

        /** A file or folder as it was; the content is null where there was nothing. */
        private record Change(Path place, byte[] before) {}

        /** Writes a file, with the folders that it needs. */
        void write(Path file, String text) throws IOException {
            createFolder(file.getParent());
            changes.push(new Change(file, Files.exists(file) ? Files.readAllBytes(file) : null));
            Files.writeString(file, text);
        }

        private void createFolder(Path folder) throws IOException {
            if (!Files.isDirectory(folder)) {
                createFolder(folder.getParent());
                Files.createDirectory(folder);
                changes.push(new Change(folder, null));
            }
        }

        /** Undoes all changes, the last one first. */
        void undo() throws IOException {
            while (!changes.isEmpty()) {
                Change change = changes.pop();
                if (change.before() == null) {
                    Files.deleteIfExists(change.place());
                } else {
                    Files.write(change.place(), change.before());
                }
            }
        }
    }
}
