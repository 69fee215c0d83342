package org.rnnkit.grader.extras;

import com.puppycrawl.tools.checkstyle.api.CheckstyleException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.rnnkit.grader.error.GraderException;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.process.ClassArchive;
import org.rnnkit.grader.process.WorkerCall;
import org.rnnkit.grader.process.WorkerExit;
import org.rnnkit.grader.process.WorkerJar;
import org.rnnkit.grader.process.WorkerProcess;
import org.rnnkit.grader.process.WorkerSettings;
import org.rnnkit.grader.sandbox.LimitExceeded;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.worker.source.StyleWorker;
import org.rnnkit.grader.worker.source.StyleWorker.StyleAnswer;
import org.rnnkit.grader.worker.source.StyleWorker.StyleRequest;
import org.rnnkit.grader.worker.source.StyleWorker.StyleRules;

/**
 * A style check with Checkstyle. Some sources keep it busy forever or fill its memory, so each submission has a process of
 * its own for it, which starts in less than a second and can be stopped.
 */
final class StyleCheck {

    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final Kit kit;
    private final Sandbox sandbox;
    private final Path rules;
    private final Duration limit;
    private final WorkerSettings settings;
    private final List<Path> files;

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
            WorkerSettings readable = ClassArchive.addTo(plain, this::rehearse).withReadable(this.rules);
            for (Path file : files) {
                readable = readable.withReadable(file);
            }
            settings = readable;
        }
    }

    /** Returns the files that the rules name. */
    List<Path> files() {
        return files;
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

    /** Checks the first step of the kit's own, so that the worker loads its classes. */
    private void rehearse(WorkerSettings rehearsed) {
        Path source = kit.layout().steps().resolve(kit.steps().get(0).sourceFile());
        new WorkerProcess(Sandbox.none(), rehearsed).run(call(List.of(source), source.getParent(), rehearsed.folder()),
                WorkerProcess.Input.NONE, limit, line -> { }, line -> { });
    }

    private WorkerCall<StyleAnswer> call(List<Path> sources, Path root, Path folder) {
        return new WorkerCall<>(new StyleRequest(rules.toString(), root.toString(),
                sources.stream().map(Path::toString).toList()), StyleAnswer.class, folder);
    }

    /**
     * Checks the style of some sources.
     *
     * @param sources the source files
     * @param root the source root; paths in violations are relative to it
     * @param folder the folder that the process works in; the sources are inside it
     * @return the violations, or the reason why the sources could not be checked
     * @throws GraderException if the process does not start
     */
    StyleAnswer run(List<Path> sources, Path root, Path folder) {
        WorkerCall<StyleAnswer> call = call(sources, root, folder);
        WorkerSettings own = settings.in(folder, List.of());
        for (Path source : sources) {
            own = own.withReadable(source);
        }
        WorkerExit exit = new WorkerProcess(sandbox, own).run(call, WorkerProcess.Input.NONE, limit, line -> { },
                line -> { });
        exit.requireReady();
        if (exit.stopped()) {
            return StyleAnswer.failed(exit.exceeded().equals(LimitExceeded.ofTime(limit))
                    ? "needed more than " + limit.toSeconds() + " seconds for the sources and was stopped"
                    : exit.exceeded().description());
        }
        return call.answer().orElseGet(() -> StyleAnswer.failed("ended without a result"));
    }
}
