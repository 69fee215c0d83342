package org.rnnkit.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.Fingerprint;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.OutputFile;

/** The board that {@code list} showed last. It is shown again while nothing has changed that it depends on. */
final class KeptBoard {

    final Path file;
    private final String fingerprint;

    /**
     * Finds the board of the last run.
     *
     * @param settings everything else that the board depends on
     */
    KeptBoard(Kit kit, Submission submission, List<Object> settings) {
        file = kit.home().resolve(".rnnkit/list.txt");
        Fingerprint all = new Fingerprint().add(settings).add(System.getProperty("java.vm.version"));
        submission.addTo(all);
        fingerprint = all.add(kit.built().hash()).finish();
    }

    /** Returns the board. Empty if something has changed since. */
    Optional<String> read() {
        try {
            String kept = Files.readString(file);
            return kept.startsWith(fingerprint) ? Optional.of(kept.substring(fingerprint.length())) : Optional.empty();
        } catch (IOException missing) {
            return Optional.empty();
        }
    }

    /** Keeps a board, unless a step's tests were stopped: a busy machine may be the reason, and the next run may differ. */
    void write(String board, List<StepReport> reports) {
        if (reports.stream().anyMatch(report -> report.status() == StepStatus.FAILED && report.tests().isEmpty())) {
            return;
        }
        try {
            Files.createDirectories(file.getParent());
            OutputFile.write(fingerprint + board, file);
        } catch (IOException | GraderException readOnly) {
            // The next run tests again.
        }
    }
}
