package org.rnnkit.grader;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.rnnkit.grader.compile.CompiledSteps;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.run.StepRun;
import org.rnnkit.grader.submission.Submission;
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

    /** Compiles the steps. Empty if they do not compile together. */
    Optional<CompiledSteps> compile() {
        return Optional.of(compiler.compileTogether(submission, own(), scratch))
                .filter(compiled -> compiled.problem().isEmpty());
    }

    /** Divides the written steps among processes. Neighbours are apart, because later steps take longer. */
    List<List<Step>> groups(int processes) {
        List<Step> written = written();
        List<List<Step>> groups = new ArrayList<>();
        for (int first = 0; first < Math.min(processes, written.size()); first++) {
            int start = first;
            groups.add(IntStream.range(0, written.size()).filter(i -> i % processes == start).mapToObj(written::get).toList());
        }
        return groups;
    }

    /** Runs a group of the steps in one worker. Empty if not all have passed; a wrong step ends the other groups, too. */
    Optional<List<StepReport>> run(List<Step> group, CompiledSteps compiled) {
        return run.runTogether(group, compiled.classes(), limit, wrong);
    }
}
