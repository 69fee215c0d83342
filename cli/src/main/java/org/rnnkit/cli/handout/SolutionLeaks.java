package org.rnnkit.cli.handout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * What must not be in a student's copy: what stands between a solution's markers, as it is or, in Java, with other names
 * and another layout; and anything compiled.
 */
final class SolutionLeaks {

    /** What is shorter, such as a getter's one line, stands in many a file. */
    private static final int TELLING = 40;

    /**
     * A run of so many tokens tells. What any code on DJL has, such as a sub-manager and a scope that are opened, gives
     * runs of up to 26.
     */
    private static final int RUN = 28;

    /** A body with fewer has a run of all its tokens, if it has so many: the shortest that tells, step 1's, has 10. */
    private static final int SHORTEST = 10;

    private final Map<String, Step> bodies = new LinkedHashMap<>();
    private final Map<Integer, Map<String, Step>> runs = new TreeMap<>();

    /** Reads them from the kit's solutions. */
    SolutionLeaks(Path kit) throws IOException {
        for (Step step : Steps.withBonus()) {
            Path solution = new Layout(kit).solution(step);
            List<String> found = bodies(Files.readString(solution)).stream().filter(body -> body.length() >= TELLING).toList();
            if (found.isEmpty()) {
                throw new IllegalStateException("nothing between markers in " + solution);
            }
            for (String body : found) {
                bodies.put(body, step);
                NormalizedCode shape = NormalizedCode.of(body).expression();
                int length = Math.min(RUN, shape.tokens().size());
                if (length >= SHORTEST) {
                    shape.runs(length).forEach(run -> runs.computeIfAbsent(length, key -> new HashMap<>()).put(run, step));
                }
            }
        }
    }

    private static List<String> bodies(String solution) {
        List<String> bodies = new ArrayList<>();
        List<String> body = null;
        for (String line : solution.lines().map(String::strip).filter(line -> !line.isEmpty()).toList()) {
            if (line.equals("// <solution>") || line.equals("// <solution-only>")) {
                body = new ArrayList<>();
            } else if (line.startsWith("// </solution")) {
                bodies.add(String.join("\n", body));
                body = null;
            } else if (body != null) {
                body.add(line);
            }
        }
        return bodies;
    }

    /** Finds the first file in a folder that tells one, and says which. */
    Optional<String> foundIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String where = folder.relativize(file).toString().replace('\\', '/');
                if (where.matches(".*\\.(class|jar|zip)")) {
                    return Optional.of(where + " is compiled or packed, and may hold anything");
                }
                String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().map(String::strip)
                        .filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
                Optional<Step> told = bodies.keySet().stream().filter(text::contains).findFirst().map(bodies::get);
                if (told.isPresent()) {
                    return Optional.of(where + " has the solution of step " + told.get().number() + " in it");
                }
                Optional<String> alike = where.endsWith(".java") ? alike(text) : Optional.empty();
                if (alike.isPresent()) {
                    return Optional.of(where + " has " + alike.get());
                }
            }
            return Optional.empty();
        }
    }

    /** The first run of code, or of code in comments, that is a solution's with other names. */
    private Optional<String> alike(String java) {
        return Stream.of(NormalizedCode.of(java), NormalizedCode.ofComments(java))
                .flatMap(shape -> runs.entrySet().stream().flatMap(known -> shape.runs(known.getKey())
                        .filter(known.getValue()::containsKey).map(run -> "code of the solution of step "
                                + known.getValue().get(run).number() + " in it, with other names: " + run)))
                .findFirst();
    }
}
