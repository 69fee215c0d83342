package org.rnnkit.learner.train;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Predicate;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.compile.StepClasses;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.TrainingSummary;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.ProcessLock;
import org.rnnkit.grader.system.RecursiveDelete;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.training.TrainingProcess;
import org.rnnkit.grader.worker.training.EngineChoice;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.grader.worker.training.TrainingAnswer;
import org.rnnkit.grader.worker.training.TrainingSetup;
import org.rnnkit.learner.background.StepsFailure;
import org.rnnkit.learner.feedback.StudentSteps;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.toolkit.Text;

/** A training with a learner's steps that writes a folder with its model. */
public final class TrainingRun {

    private static final Duration LIMIT = Duration.ofDays(365);
    /** A file that is locked while a training writes to its folder. */
    private static final String LOCK = ".lock";

    /** The bytes of the files beside the model: one epoch's numbers, and the page with its excerpt. */
    private static final long BYTES_OF_AN_EPOCH = 1_000;
    private static final long BYTES_OF_THE_PAGE = 5_000_000;
    private static final long CHARACTERS = 28;
    /** A GRU has three times the parameters, and a model is written beside the one that it replaces. */
    private static final long BYTES_OF_A_PARAMETER = 2 * 3 * Float.BYTES;

    private TrainingRun() {}

    /**
     * Trains with the user's steps, or with the reference's until all are written.
     *
     * @param name the end of the name of the new folder in runs/, such as "train"
     * @return the name of this folder; if it throws, no folder is left
     */
    public static String train(Kit nine, Predicate<Step> fails, TrainingOrder order, String name, TrainingListener listener) {
        EarlierRun earlier = order.earlier();
        Kit kit = ChosenSteps.kit(nine, order.model());
        ChosenSteps chosen = order.steps(kit);
        listener.note(chosen.note(fails));
        Text text = earlier == null ? order.text().find() : earlier.text();
        listener.note("The text is: " + text.source() + ".");
        TrainingSetup setup = new TrainingSetup(order.settings(),
                EngineChoice.DEFAULT, order.model(), null,
                earlier == null ? null : earlier.run().folder().toString());
        return train(kit, chosen.submission(), chosen.submission().name(), text, setup, earlier, RunFolder.choose(kit, name),
                listener).name();
    }

    /**
     * Trains, and writes the folder. If it throws, a new folder is gone, unless it has the model already.
     *
     * @param steps the name of the steps for the summary
     * @param earlier the training that it goes on from; null if it begins with a new model
     * @throws StepsFailure if the steps do not compile, or fail
     * @throws UsageException if another training writes to the folder
     * @throws GraderException if the disk has too little space
     */
    public static RunFolder train(Kit kit, Submission submission, String steps, Text text, TrainingSetup setup,
            EarlierRun earlier, Path folder, TrainingListener listener) {
        TrainingProcess.requireEnough(text, setup.settings());
        boolean isNew = create(folder);
        ProcessLock lock = lock(folder);
        try {
            requireSpace(folder, setup.settings());
            TrainingAnswer answer = train(kit, submission, text, setup, folder, listener);
            listener.requireWanted();
            TrainingAnswer whole = earlier == null ? answer : answer.after(earlier.history());
            RunFolder.write(kit, folder, TrainingSummary.of(whole, setup.settings().withEpochs(whole.epochs().size()),
                    text.source(), steps, setup.model()), whole, text);
            return RunFolder.read(folder);
        } finally {
            lock.close();
            if (isNew && !Files.exists(folder.resolve(TrainingSummary.FILE))) {
                RecursiveDelete.deleteRecursively(folder);
            }
        }
    }

    private static TrainingAnswer train(Kit kit, Submission submission, Text text, TrainingSetup setup, Path folder,
            TrainingListener listener) {
        try (Scratch scratch = new Scratch()) {
            StepClasses compiled = new StepClasses(new StudentSteps(kit, submission).compiled(kit.steps()), "");
            listener.requireWanted();
            TrainingAnswer answer = new TrainingProcess(kit, Sandbox.none(), scratch.folder(),
                    compiled.jarIn(scratch.folder()), LIMIT).train(text, setup, folder, listener, listener::note).answer();
            if (answer.failure() != null) {
                throw new StepsFailure("The training failed: " + answer.failure().message());
            }
            return answer;
        }
    }

    /** Makes the folder. Returns false if it exists. */
    private static boolean create(Path folder) {
        try {
            Files.createDirectories(folder.getParent());
            Files.createDirectory(folder);
            return true;
        } catch (FileAlreadyExistsException existing) {
            return false;
        } catch (IOException e) {
            throw new GraderException(folder + " can't be made: " + e, e);
        }
    }

    private static ProcessLock lock(Path folder) {
        return Uncheck.get(() -> ProcessLock.tryLock(folder.resolve(LOCK))).orElseThrow(() -> new UsageException(
                "Another training writes to " + folder + ". Wait for its end, or choose another folder with --out."));
    }

    /** Checks that the disk has space for the model: a training that finds out at its end has trained for nothing. */
    private static void requireSpace(Path folder, Hyperparameters settings) {
        long hiddens = settings.numHiddens();
        long needed = BYTES_OF_A_PARAMETER * hiddens * (hiddens + 2 * CHARACTERS) + BYTES_OF_AN_EPOCH * settings.epochs()
                + BYTES_OF_THE_PAGE;
        long free = folder.toFile().getUsableSpace();
        if (free < needed) {
            throw new GraderException(String.format(Locale.ROOT, "the model and its page need %,d MB in %s, and only %,d MB "
                    + "are free there. Make room first: a training can't keep its model on a full disk.",
                    needed / 1_000_000, folder, free / 1_000_000));
        }
    }
}
