package org.rnnkit.grader.handout;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.grading.Step;
import org.rnnkit.grading.Steps;

/** What must not be in a student's copy: what stands between a solution's markers, and anything compiled. */
final class Secrets {

    /** What is shorter, such as a getter's one line, stands in many a file. */
    private static final int TELLING = 40;

    private final Map<String, Step> bodies = new LinkedHashMap<>();

    /** Reads them from the kit's solutions. */
    Secrets(Path kit) throws IOException {
        for (Step step : Steps.withBonus()) {
            Path solution = kit.resolve("solutions").resolve(step.sourceFile());
            List<String> found = bodies(Files.readString(solution)).stream().filter(body -> body.length() >= TELLING).toList();
            if (found.isEmpty()) {
                throw new IllegalStateException("nothing between markers in " + solution);
            }
            found.forEach(body -> bodies.put(body, step));
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
            }
            return Optional.empty();
        }
    }
}
