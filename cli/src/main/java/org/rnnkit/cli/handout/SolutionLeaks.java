package org.rnnkit.cli.handout;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.rnnkit.cli.authoring.DerivedFiles;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.grader.submission.NormalizedCode;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * A search for things that must not be in a student's copy: code from between a solution's markers, also with other names
 * or another layout, and compiled files. It looks into archives, where classes are compared with those of the reference.
 */
final class SolutionLeaks {

    /** A shorter body, such as the single line of a getter, is found in many files. */
    private static final int MIN_BODY = 40;

    /**
     * The number of equal tokens in a row that counts as a leak. Common DJL code, such as opening a sub-manager and a scope,
     * has up to 26 equal tokens in a row.
     */
    private static final int RUN = 28;

    /** A shorter body counts as a whole, if it has at least this many tokens: step 1's, the shortest, has 10. */
    private static final int MIN_RUN = 10;

    /** The length of a part of a class file that identifies it, in bytes. */
    private static final int PART = 128;

    private final Map<String, Step> bodies = new LinkedHashMap<>();
    private final Map<Integer, Map<List<String>, Step>> runs = new TreeMap<>();
    private final Map<String, String> classParts = new TreeMap<>();

    /** Reads the bodies from the kit's solutions, and their compiled classes. */
    SolutionLeaks(Path kit) throws IOException {
        readClasses(kit);
        for (Step step : Steps.withBonus()) {
            Path solution = new Layout(kit).solution(step);
            List<String> found = DerivedFiles.bodies(Files.readString(solution)).stream()
                    .filter(body -> body.length() >= MIN_BODY).toList();
            if (found.isEmpty()) {
                throw new IllegalStateException("nothing between markers in " + solution);
            }
            for (String body : found) {
                bodies.put(body, step);
                NormalizedCode shape = NormalizedCode.of(body).expression();
                int length = Math.min(RUN, shape.tokens().size());
                if (length >= MIN_RUN) {
                    shape.runs(length).forEach(run -> runs.computeIfAbsent(length, key -> new HashMap<>()).put(run, step));
                }
            }
        }
    }

    /** Finds a part of each class file of the reference that neither the step's stand-in nor its stub has. */
    private void readClasses(Path kit) {
        Map<String, byte[]> classes = ModuleClasses.read(new Layout(kit).solutions().resolve("target/classes"));
        List<Map<String, byte[]>> others = Stream.of("standins", Layout.EXERCISES)
                .map(module -> kit.resolve(module).resolve("target/classes")).filter(Files::isDirectory)
                .map(ModuleClasses::read).toList();
        classes.forEach((name, content) -> {
            List<String> alike = others.stream().filter(other -> other.containsKey(name)).map(other -> text(other.get(name)))
                    .toList();
            String code = text(content);
            IntStream.range(code.length() / 2, code.length() - PART).mapToObj(start -> code.substring(start, start + PART))
                    .filter(part -> alike.stream().noneMatch(other -> other.contains(part))).findFirst()
                    .ifPresent(part -> classParts.put(part, name));
        });
    }

    private static String text(byte[] content) {
        return new String(content, StandardCharsets.ISO_8859_1);
    }

    /** Finds the first file with a leak in a folder, and describes the leak. */
    Optional<String> findIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String where = folder.relativize(file).toString().replace('\\', '/');
                Optional<String> leak = where.endsWith(".class") ? Optional.of(where + " is compiled, and may hold anything")
                        : findIn(where, Files.readAllBytes(file));
                if (leak.isPresent()) {
                    return leak;
                }
            }
            return Optional.empty();
        }
    }

    private Optional<String> findIn(String where, byte[] content) throws IOException {
        if (where.matches(".*\\.(jar|zip)")) {
            return findInArchive(where, content);
        } else if (where.endsWith(".class")) {
            String code = text(content);
            return classParts.keySet().stream().filter(code::contains).findFirst()
                    .map(part -> where + " has the compiled solution " + classParts.get(part) + " in it");
        }
        String text = new String(content, StandardCharsets.UTF_8).lines().map(String::strip)
                .filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
        Optional<Step> leaked = bodies.keySet().stream().filter(text::contains).findFirst().map(bodies::get);
        if (leaked.isPresent()) {
            return Optional.of(where + " has the solution of step " + leaked.get().number() + " in it");
        }
        return (where.endsWith(".java") ? renamedCode(text) : Optional.<String>empty()).map(code -> where + " has " + code);
    }

    private Optional<String> findInArchive(String where, byte[] archive) throws IOException {
        try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
            int entries = 0;
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                entries++;
                Optional<String> leak = findIn(where + "!/" + entry.getName(), zip.readAllBytes());
                if (leak.isPresent()) {
                    return leak;
                }
            }
            return entries > 0 ? Optional.empty() : Optional.of(where + " can't be read, and may hold anything");
        }
    }

    /** Finds the first run of code, or of code in comments, that is a solution's with other names. */
    private Optional<String> renamedCode(String java) {
        return Stream.of(NormalizedCode.of(java), NormalizedCode.ofComments(java))
                .flatMap(shape -> runs.entrySet().stream().flatMap(known -> shape.runs(known.getKey())
                        .filter(known.getValue()::containsKey).map(run -> "code of the solution of step "
                                + known.getValue().get(run).number() + " in it, with other names: " + String.join(" ", run))))
                .findFirst();
    }
}
