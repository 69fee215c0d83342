package org.rnnkit.grader.extras;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.rnnkit.grader.config.GradingConfig.Style;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.Fingerprint;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.worker.style.StyleAnswer;
import org.rnnkit.testkit.steps.Step;

/** The style check of submissions with one set of rules. */
final class StyleReview {

    private final Kit kit;
    private final StyleCheck check;
    private final Path file;
    private final String rules;

    StyleReview(Kit kit, Sandbox sandbox, Style style) {
        this.file = style.rules() == null ? kit.home().resolve("checkstyle.xml") : Path.of(style.rules());
        this.kit = kit;
        this.check = new StyleCheck(kit, sandbox, file);
        this.rules = hash();
    }

    /** Returns a hash of the rules and of the files that they name. */
    private String hash() {
        Fingerprint hash = new Fingerprint();
        try {
            for (Path part : Stream.concat(Stream.of(file), check.files().stream()).toList()) {
                hash.add(Files.readAllBytes(part));
            }
            return hash.finish();
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the rules of " + file, e);
        }
    }

    /**
     * Checks the steps that passed and the helper classes that they use. Returns the known findings if they were made with
     * the same rules.
     */
    StyleFindings check(Submission submission, List<StepReport> steps, StyleFindings known, Path scratch) {
        if (known != null && known.rules().equals(rules)) {
            return known;
        }
        List<Step> passed = kit.steps().stream().filter(step -> steps.stream()
                .anyMatch(report -> report.id().equals(step.id()) && report.status() == StepStatus.PASSED)).toList();
        if (passed.isEmpty()) {
            return new StyleFindings(rules, new StyleAnswer("", 0, List.of()));
        }
        Path folder = Scratch.createSubfolder(scratch, "style");
        // The folder's name matters: in exercises/ the kit's rules allow unused imports that the stubs needed.
        Path sources = folder.resolve("exercises");
        StyleAnswer answer = check.run(submission.writeWithHelpers(passed, sources), sources, folder);
        if (!hash().equals(rules)) {
            throw new GraderException("The rules of the style check have changed while submissions were graded: " + file
                    + ". Start the same command again.");
        }
        return new StyleFindings(rules, answer);
    }
}
