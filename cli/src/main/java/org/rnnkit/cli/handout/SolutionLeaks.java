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
import org.rnnkit.grader.javasource.NormalizedCode;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * A search for things that must not be in a student's copy: code from between a solution's markers, also with other names
 * or another layout, and compiled files.
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

    private final Map<String, Step> bodies = new LinkedHashMap<>();
    private final Map<Integer, Map<List<String>, Step>> runs = new TreeMap<>();

    /** Reads the bodies from the kit's solutions. */
    SolutionLeaks(Path kit) throws IOException {
        for (Step step : Steps.known()) {
            Path solution = new Layout(kit).solution(step);
            List<String> found = bodies(Files.readString(solution)).stream().filter(body -> body.length() >= MIN_BODY).toList();
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

    /** Finds the first file with a leak in a folder, and describes the leak. */
    Optional<String> findIn(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                String where = folder.relativize(file).toString().replace('\\', '/');
                if (where.matches(".*\\.(class|jar|zip)")) {
                    return Optional.of(where + " is compiled or packed, and may hold anything");
                }
                String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().map(String::strip)
                        .filter(line -> !line.isEmpty()).collect(Collectors.joining("\n"));
                Optional<Step> leaked = bodies.keySet().stream().filter(text::contains).findFirst().map(bodies::get);
                if (leaked.isPresent()) {
                    return Optional.of(where + " has the solution of step " + leaked.get().number() + " in it");
                }
                Optional<String> renamed = where.endsWith(".java") ? renamedCode(text) : Optional.empty();
                if (renamed.isPresent()) {
                    return Optional.of(where + " has " + renamed.get());
                }
            }
            return Optional.empty();
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
