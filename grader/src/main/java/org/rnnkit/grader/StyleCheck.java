package org.rnnkit.grader;

import com.puppycrawl.tools.checkstyle.api.CheckstyleException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.io.file.FilesUncheck;
import org.rnnkit.grader.Extras.StyleFindings;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.process.WorkerCall;
import org.rnnkit.grader.process.WorkerJar;
import org.rnnkit.grader.process.WorkerJar.WorkerSettings;
import org.rnnkit.grader.process.WorkerProcess;
import org.rnnkit.grader.process.WorkerProcess.WorkerExit;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.sandbox.SandboxedProcess.LimitExceeded;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.OutputFile.Fingerprint;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.worker.source.StyleWorker;
import org.rnnkit.grader.worker.source.StyleWorker.StyleAnswer;
import org.rnnkit.grader.worker.source.StyleWorker.StyleRequest;
import org.rnnkit.grader.worker.source.StyleWorker.StyleRules;
import org.rnnkit.testkit.steps.Step;

/**
 * The style check of submissions with one set of rules, by Checkstyle. Some sources keep it busy forever or fill its memory, so
 * each submission has a process of its own for it, which starts in less than a second and can be stopped.
 */
final class StyleCheck {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Kit kit;
    private final Sandbox sandbox;
    private final Path rules;
    private final Duration limit;
    private final WorkerSettings settings;
    /** The files that the rules name. */
    private final List<Path> files;
    private final String hash;

    /**
     * Checks that the rules can be used, and prepares the process.
     *
     * @throws UsageException if they are not a valid Checkstyle configuration
     */
    StyleCheck(Kit kit, Sandbox sandbox, Path rules) {
        this(kit, sandbox, rules, StyleWorker.class, LIMIT);
    }

    /** Makes a style check with another main class and another time limit, for tests. */
    StyleCheck(Kit kit, Sandbox sandbox, Path rules, Class<?> main, Duration limit) {
        this.kit = kit;
        this.sandbox = sandbox;
        this.rules = rules.toAbsolutePath();
        this.limit = limit;
        this.files = requiredFiles(rules);
        try (Scratch scratch = new Scratch()) {
            WorkerSettings plain = WorkerSettings.of(main, WorkerJar.path(kit, WorkerJar.of(main, StyleWorker.class),
                    List.of()), scratch.folder()).withFlags(WorkerProcess.SHORT_LIVED, "-Xmx256m", "-Xss8m");
            settings = WorkerJar.withArchive(plain, this::rehearse).withReadable(List.of(this.rules)).withReadable(files);
        }
        this.hash = hash();
    }

    /** Returns a hash of the rules and of the files that they name. */
    private String hash() {
        Fingerprint fingerprint = new Fingerprint();
        Stream.concat(Stream.of(rules), files.stream()).forEach(part -> fingerprint.add(FilesUncheck.readAllBytes(part)));
        return fingerprint.finish();
    }

    /**
     * Checks the steps that passed and the helper classes that they use. Returns the known findings if they were made with
     * the same rules.
     */
    StyleFindings findings(Submission submission, List<StepReport> steps, StyleFindings known, Path scratch) {
        if (known != null && known.rules().equals(hash)) {
            return known;
        }
        List<Step> passed = kit.steps().stream().filter(step -> steps.stream()
                .anyMatch(report -> report.id().equals(step.id()) && report.status() == StepStatus.PASSED)).toList();
        if (passed.isEmpty()) {
            return new StyleFindings(hash, new StyleAnswer("", 0, List.of()));
        }
        Path folder = Scratch.createSubfolder(scratch, "style");
        // The folder's name matters: in exercises/ the kit's rules allow unused imports that the stubs needed.
        Path sources = folder.resolve("exercises");
        StyleAnswer answer = run(submission.writeWithHelpers(passed, sources), sources, folder);
        if (!hash().equals(hash)) {
            throw new GraderException("The rules of the style check have changed while submissions were graded: " + rules
                    + ". Start the same command again.");
        }
        return new StyleFindings(hash, answer);
    }

    /** Reads the rules and lists the files that they name. */
    private static List<Path> requiredFiles(Path rules) {
        try {
            StyleRules read = new StyleRules(rules);
            read.checker().destroy();
            read.files().stream().filter(file -> !file.isAbsolute()).findFirst().ifPresent(file -> {
                throw new UsageException(rules + " names the file " + file + ". Write its whole path, as in "
                        + file.toAbsolutePath() + ", because the style check runs in another folder.");
            });
            return read.files();
        } catch (CheckstyleException e) {
            throw new UsageException(rules + " is not a valid Checkstyle configuration: " + e.getMessage());
        }
    }

    /** Checks the first step in exercises/, so that the worker loads its classes. */
    private void rehearse(WorkerSettings rehearsed) {
        Path source = kit.layout().exercise(kit.steps().get(0));
        new WorkerProcess(Sandbox.none(), rehearsed).run(call(List.of(source), source.getParent(), rehearsed.folder()), limit);
    }

    private WorkerCall<StyleAnswer> call(List<Path> sources, Path root, Path folder) {
        return new WorkerCall<>(new StyleRequest(rules.toString(), root.toString(),
                sources.stream().map(Path::toString).toList()), StyleAnswer.class, folder);
    }

    /**
     * Checks the style of some sources, which are inside the folder that the process works in. Paths in violations are relative
     * to the source root.
     *
     * @throws GraderException if the process does not start
     */
    StyleAnswer run(List<Path> sources, Path root, Path folder) {
        WorkerCall<StyleAnswer> call = call(sources, root, folder);
        WorkerSettings own = settings.in(folder, List.of()).withReadable(sources);
        WorkerExit exit = new WorkerProcess(sandbox, own).run(call, limit);
        exit.requireReady();
        if (exit.stopped()) {
            return StyleAnswer.failed(exit.exceeded().equals(LimitExceeded.ofTime(limit))
                    ? "needed more than " + limit.toSeconds() + " seconds for the sources and was stopped"
                    : exit.exceeded().description());
        }
        return call.answer().orElseGet(() -> StyleAnswer.failed("ended without a result"));
    }
}
