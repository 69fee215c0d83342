package org.rnnkit.learner.memory;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;
import java.util.function.Predicate;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.process.WorkerCall;
import org.rnnkit.grader.process.WorkerExit;
import org.rnnkit.grader.process.WorkerJar;
import org.rnnkit.grader.process.WorkerProcess;
import org.rnnkit.grader.process.WorkerSettings;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.worker.WorkerFailure;
import org.rnnkit.learner.memory.worker.MemoryOutcome;
import org.rnnkit.learner.memory.worker.MemoryRequest;
import org.rnnkit.learner.memory.worker.MemoryWorker;
import org.rnnkit.learner.runs.RunFolder;
import org.rnnkit.learner.runs.RunList;
import org.rnnkit.learner.runs.RunRow;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.toolkit.EngineSettings;
import org.rnnkit.toolkit.Text;

/** A runner of the measurement, in a process of its own. */
public final class MemoryRun {

    /** The number of hidden units. */
    public static final int HIDDENS = 64;
    /** The number of epochs of each training. */
    public static final int EPOCHS = 20;

    /** The number of characters to train on, as in the chapter, if the text has as many. */
    private static final int TRAINING = 10_000;
    /** The number of characters that the models read, after those that they were trained on. */
    private static final int WINDOW = 64;
    private static final int LEAST_TRAINING = 1_000;
    private static final Duration LIMIT = Duration.ofMinutes(15);

    private final Kit kit;
    private final Predicate<Step> isPassed;
    private final int epochs;

    /**
     * Makes a runner.
     *
     * @param kit the kit
     * @param isPassed whether a step of the student passes
     */
    public MemoryRun(Kit kit, Predicate<Step> isPassed) {
        this(kit, isPassed, EPOCHS);
    }

    /** Makes a runner with another number of epochs. */
    MemoryRun(Kit kit, Predicate<Step> isPassed, int epochs) {
        this.kit = kit;
        this.isPassed = isPassed;
        this.epochs = epochs;
    }

    /**
     * Trains the models and measures their memory. An interrupt of the thread stops the process.
     *
     * @param text the text to train on and to read
     * @param progress receives the finished part of the work, from 0 to 1
     * @return the measurement
     * @throws UsageException if the steps or the text can't be used
     * @throws org.rnnkit.grader.error.GraderException if the process can't be started or is stopped
     */
    public Memory run(Text text, DoubleConsumer progress) {
        MemorySteps steps = MemorySteps.choose(kit, isPassed);
        try (Scratch scratch = new Scratch()) {
            Path classes = StepCompiler.compileOwn(steps.kit(), steps.submission(), scratch.folder()).requireClasses();
            Path file = scratch.folder().resolve("text.txt");
            OutputFile.write(text.characters(), file);
            Optional<RunFolder> saved = newestModel();
            MemoryRequest request = request(text, steps, file, saved.map(RunFolder::folder));
            MemoryOutcome outcome = ask(request, classes, scratch.folder(), progress);
            if (outcome.failure() != null) {
                WorkerExit.raise(outcome.failure());
                throw new UsageException("The steps failed in the measurement: " + outcome.failure().message());
            }
            return new Memory(outcome, steps.description(), text.source(),
                    saved.map(RunRow::of).orElse(null));
        }
    }

    private MemoryRequest request(Text text, MemorySteps steps, Path file, Optional<Path> saved) {
        String characters = text.characters();
        int training = Math.min(TRAINING, characters.length() - WINDOW - 1);
        if (training < LEAST_TRAINING) {
            throw new UsageException("The text is too short: it has " + characters.length() + " characters.");
        }
        // The models read from the beginning of a word, if one begins soon after the training's text.
        int space = characters.indexOf(' ', training);
        int begin = space >= 0 && space + 1 + WINDOW <= characters.length() ? space + 1 : training;
        return new MemoryRequest(file.toString(), training, begin, WINDOW, HIDDENS, epochs,
                steps.gru().map(Step::fullName).orElse(null), saved.map(Path::toString).orElse(null));
    }

    private MemoryOutcome ask(MemoryRequest request, Path classes, Path folder, DoubleConsumer progress) {
        WorkerCall<MemoryOutcome> call = new WorkerCall<>(request, MemoryOutcome.class, folder);
        AtomicInteger finished = new AtomicInteger();
        double all = MemoryRequest.TRAININGS * request.epochs();
        WorkerSettings settings = WorkerSettings.of(MemoryWorker.class, WorkerJar.path(kit, WorkerJar.of(MemoryWorker.class),
                List.of(classes)), folder).withEngine(false, EngineSettings.ENVIRONMENT);
        WorkerExit end = new WorkerProcess(Sandbox.none(), settings).run(call, WorkerProcess.Input.NONE, LIMIT,
                line -> progress.accept(Math.min(1, finished.incrementAndGet() / all)), line -> { });
        return call.answerOr(end, cause -> MemoryOutcome.failed(new WorkerFailure(WorkerFailure.Source.STEPS,
                "Your code " + cause)));
    }

    /** Finds the training of the model that the student has trained last. */
    private Optional<RunFolder> newestModel() {
        return RunList.read(RunFolder.parent(kit)).runs().stream().findFirst();
    }
}
