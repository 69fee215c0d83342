package org.rnnkit.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.verify.Verifier;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** The seeds of an earlier grading, with which its steps get the same tests and questions again. */
final class RepeatedSeeds {

    private RepeatedSeeds() {}

    /**
     * Uses the seeds in a report.
     *
     * @throws UsageException if it can't be read as a report
     */
    static void use(Path file) {
        JsonNode report = read(file);
        List<String> known = Steps.withBonus().stream().map(Step::id).toList();
        for (String list : List.of("steps", "bonus")) {
            for (JsonNode step : report.path(list)) {
                String id = step.path("id").asText();
                if (known.contains(id) && step.path("seed").isIntegralNumber()) {
                    System.setProperty(Verifier.SEED + "." + id, step.get("seed").asText());
                }
            }
        }
    }

    private static JsonNode read(Path file) {
        try {
            JsonNode report = new JsonMapper().readTree(file.toFile());
            if (report.path("steps").isArray()) {
                return report;
            }
        } catch (IOException unreadable) {
            // The message is the same as for a file with other content.
        }
        throw new UsageException("--seeds " + file + " is not a report that can be read. Name the report.json of the earlier "
                + "grading.");
    }
}
