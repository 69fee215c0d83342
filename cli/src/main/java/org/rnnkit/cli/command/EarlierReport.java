package org.rnnkit.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.Provenance;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.verdict.Seeds;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * The report of an earlier grading, which is repeated with the same kit, seeds and settings.
 *
 * @param file the report.json
 */
record EarlierReport(Path file, Report report) {

    /**
     * Reads a report.
     *
     * @throws UsageException if it can't be read, or was written by another version of the kit
     */
    static EarlierReport read(Path file) {
        String schema = readTree(file).path("schema").asText();
        if (!schema.equals(Report.SCHEMA)) {
            throw new UsageException(file + " was written by another version of the kit: it is a "
                    + Printable.quoted(schema) + ", not a " + Report.SCHEMA + ". Repeat the grading with the kit that its "
                    + "grading.kit names.");
        }
        return new EarlierReport(file, OutputFile.read(file, Report.class).filter(report -> report.grading() != null)
                .orElseThrow(() -> unreadable(file)));
    }

    private static JsonNode readTree(Path file) {
        JsonNode report;
        try {
            report = new JsonMapper().readTree(file.toFile());
        } catch (IOException unreadable) {
            report = MissingNode.getInstance(); // The message is the same as for a file with other content.
        }
        if (!report.path("steps").isArray()) {
            throw unreadable(file);
        }
        return report;
    }

    private static UsageException unreadable(Path file) {
        return new UsageException(file + " is not a report that can be read. Name the report.json of an earlier grading.");
    }

    /** Uses the seeds of the report, so that its steps get the same tests and questions again. */
    void useSeeds() {
        List<String> known = Steps.withBonus().stream().map(Step::id).toList();
        report.allSteps().stream().filter(step -> known.contains(step.id()) && step.seed() != null)
                .forEach(step -> System.setProperty(Seeds.PROPERTY + "." + step.id(), step.seed().toString()));
    }

    /** Fails if this is another kit than that of the report. */
    void requireKit(Kit kit) {
        String hash = report.grading().kit().hash();
        if (!hash.equals(kit.built().hash())) {
            boolean isKept = Files.isDirectory(kit.home().resolve("kit").resolve(hash));
            throw new UsageException(file + " was made with the kit " + hash + ", and this is another one. " + (isKept
                    ? "Give this before the command: ./rnnkit --kit " + hash + " grade ..."
                    : "Its folder in kit/ is no longer there: build the kit again from the commit "
                            + report.grading().kit().commit() + "."));
        }
    }

    /**
     * Fails if the settings are other ones than those of the report.
     *
     * @param now the circumstances of this grading
     */
    void requireSettings(Provenance now) {
        String hash = report.grading().settings();
        if (!Objects.equals(hash, now.settings())) {
            throw new UsageException(file + (hash == null ? " was made without a grading.yaml. Leave out --config."
                    : " was made with the grading.yaml whose SHA-256 is " + hash + ". Give it with --config."));
        }
    }

    /** Compares the steps with those of the report, one line for each, and says what is another one now. */
    Stream<String> compare(Report now) {
        List<StepReport> steps = now.allSteps();
        Stream<String> first = Objects.equals(report.grading().submission(), now.grading().submission()) ? Stream.empty()
                : Stream.of("The sources are other ones than those of the report.");
        String changed = String.join(", ", steps.stream().filter(this::isChanged)
                .map(step -> String.valueOf(step.number())).toList());
        return Stream.of(first, Stream.of("Step  then                 now"), steps.stream().map(this::line),
                Stream.of(changed.isEmpty() ? "Every step has the same result as then." : "Another result than then: step "
                        + changed + ".")).flatMap(lines -> lines);
    }

    private Optional<StepReport> before(StepReport step) {
        return report.allSteps().stream().filter(one -> one.id().equals(step.id())).findFirst();
    }

    private boolean isChanged(StepReport step) {
        return before(step).filter(then -> then.status() == step.status() && then.score() == step.score()
                && then.reasonWithoutNumbers().equals(step.reasonWithoutNumbers())).isEmpty();
    }

    private String line(StepReport step) {
        return String.format(Locale.ROOT, "%4d  %-20s %-20s %s", step.number(),
                before(step).map(EarlierReport::words).orElse("not graded"), words(step),
                isChanged(step) ? "another result" : "").stripTrailing();
    }

    private static String words(StepReport step) {
        return step.status().word() + ", " + step.score() + " of " + step.maxScore();
    }
}
