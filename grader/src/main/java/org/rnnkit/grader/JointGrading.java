package org.rnnkit.grader;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.grader.compile.CompiledSteps;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.run.JointRun;
import org.rnnkit.grader.run.StepRun;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * The grading of all written steps of a submission beside each other, with nothing of the reference. If every one of them
 * passes, every one is right, and its report counts. Otherwise nothing of it counts, because a mistake in one step may have
 * changed another's result: each step is then graded apart ({@link StepGrading}).
 */
final class JointGrading {

    private final Submission submission;
    private final List<Step> graded;
    private final StepCompiler compiler;
    private final StepRun run;
    private final Path scratch;
    private final Duration limit;
    private final AtomicBoolean wrong = new AtomicBoolean();

    /** Describes the grading; grades nothing yet. The limit is the time of one worker. */
    JointGrading(Submission submission, List<Step> graded, StepCompiler compiler, StepRun run, Path scratch, Duration limit) {
        this.submission = submission;
        this.graded = graded;
        this.compiler = compiler;
        this.run = run;
        this.scratch = scratch;
        this.limit = limit;
    }

    /** Tells whether this can be faster: a step may call any of the nine, and one worker for one step saves nothing. */
    boolean isWorthwhile() {
        return own().size() >= Steps.all().size() && written().size() > 1;
    }

    private List<Step> own() {
        // A step with a file that was not taken is an error, even if the other files of it are enough.
        return graded.stream().filter(step -> submission.has(step) && submission.problem(step).isEmpty()).toList();
    }

    private List<Step> written() {
        return own().stream().filter(submission::isWritten).toList();
    }

    /** Starts a worker for each group of steps. Their engines start while the steps are compiled. The caller closes them. */
    List<JointRun> start(int processes) {
        List<JointRun> started = new ArrayList<>();
        try {
            groups(processes).forEach(group -> started.add(run.startTogether(group, classes())));
            return started;
        } catch (RuntimeException e) {
            started.forEach(JointRun::close);
            throw e;
        }
    }

    /** Compiles the steps, and tells whether they compile together. The started workers then find their classes. */
    boolean compile() {
        CompiledSteps compiled = compiler.compileTogether(submission, own(), scratch);
        if (!compiled.problem().isEmpty()) {
            return false;
        }
        try (Stream<Path> found = Files.list(compiled.classes())) {
            for (Path entry : found.toList()) {
                Files.move(entry, classes().resolve(entry.getFileName()));
            }
            return true;
        } catch (IOException e) {
            throw new UncheckedIOException("can't move the classes of " + compiled.classes(), e);
        }
    }

    private Path classes() {
        return Scratch.createSubfolder(scratch, "classes-of-all-steps");
    }

    /**
     * Divides the written steps among at most two processes. The full training takes about as long as all steps before it
     * together.
     */
    List<List<Step>> groups(int processes) {
        List<Step> written = written();
        int training = written.indexOf(graded.get(Steps.all().size() - 1));
        if (processes == 1) {
            return List.of(written);
        }
        return training > 0 ? List.of(written.subList(0, training), written.subList(training, written.size()))
                : List.of(every(2, 0, written), every(2, 1, written));
    }

    private static List<Step> every(int count, int first, List<Step> steps) {
        return IntStream.range(0, steps.size()).filter(i -> i % count == first).mapToObj(steps::get).toList();
    }

    /** Runs a group of the steps. Empty if not all have passed; a wrong step ends the other groups, too. */
    Optional<List<StepReport>> finish(JointRun started) {
        return started.finish(limit, wrong);
    }
}
