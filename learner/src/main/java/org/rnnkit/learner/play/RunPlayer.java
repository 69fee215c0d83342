package org.rnnkit.learner.play;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.worker.WorkerFailure;
import org.rnnkit.learner.play.worker.PlayRequest;
import org.rnnkit.learner.runs.RunFolder;

/**
 * A player of a trained model, in a process of its own.
 *
 * @param kit the kit with the nine steps
 * @param run the trained model
 * @param steps the steps to use with it
 */
record RunPlayer(Kit kit, RunFolder run, Submission steps) implements Player {

    @Override
    public Optional<WorkerFailure> play(Supplier<Optional<PlayRequest>> requests, Consumer<String> text) {
        try (Scratch scratch = new Scratch()) {
            Path classes = StepCompiler.compileOwn(kit, steps, scratch.folder()).requireClasses();
            return new PlayRun(kit, scratch.folder(), classes).play(run.folder(), run.summary().trainedConcise(),
                    requests, text);
        }
    }
}
