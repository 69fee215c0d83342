package org.rnnkit.cli.command;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.Fingerprint;
import org.rnnkit.grader.system.OutputFile;

/** The board that {@code list} showed last. It is shown again while nothing has changed that it depends on. */
final class KeptBoard {

    private final Path file;
    private final String fingerprint;

    /**
     * Finds the board of the last run.
     *
     * @param kit the kit
     * @param submission the student's sources
     * @param settings everything else that the board depends on
     */
    KeptBoard(Kit kit, Submission submission, List<Object> settings) {
        file = kit.home().resolve(".rnnkit/list.txt");
        Fingerprint all = new Fingerprint().add(settings).add(System.getProperty("java.vm.version"));
        submission.addTo(all);
        for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            addTimes(Path.of(entry), all);
        }
        addTimes(kit.tests(), all);
        addTimes(kit.standIns(), all);
        fingerprint = all.finish();
    }

    /** Adds the sizes and times of files of the kit: reading their contents would take longer. */
    private static void addTimes(Path place, Fingerprint fingerprint) {
        try (Stream<Path> files = Files.exists(place) ? Files.walk(place) : Stream.empty()) {
            for (Path path : files.sorted().toList()) {
                fingerprint.add(path).add(Files.size(path)).add(Files.getLastModifiedTime(path));
            }
        } catch (IOException e) {
            throw new GraderException("can't read " + place, e);
        }
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
