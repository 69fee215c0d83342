package org.rnnkit.learner.memory;

import ai.djl.modality.nlp.Vocabulary;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.learner.background.StepsProcess;
import org.rnnkit.learner.background.StepsProcess.StepsFailure;
import org.rnnkit.learner.train.ChosenSteps;
import org.rnnkit.learner.train.RunFolder;
import org.rnnkit.learner.train.RunList.RunRow;
import org.rnnkit.learner.worker.MemoryWorker;
import org.rnnkit.learner.worker.MemoryWorker.MemoryOutcome;
import org.rnnkit.learner.worker.MemoryWorker.MemoryRequest;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.TextSource.Text;

/**
 * A runner of the measurement, in a process of its own.
 *
 * @param kit the kit, with the bonus steps among its steps
 */
public record MemoryRun(Kit kit, Predicate<Step> isPassed, int epochs) {

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

    /** Makes a runner with the usual number of epochs. */
    public MemoryRun(Kit kit, Predicate<Step> isPassed) {
        this(kit, isPassed, EPOCHS);
    }

    /**
     * Trains the models and measures their memory. An interrupt of the thread stops the process.
     *
     * @param saved a training whose model is measured, too
     * @param progress receives the finished part of the trainings, from 0 to 1
     */
    public Memory run(Text text, Optional<RunFolder> saved, DoubleConsumer progress) {
        MemorySteps steps = MemorySteps.choose(kit, isPassed);
        try (Scratch scratch = new Scratch()) {
            Path classes = StepCompiler.compileOwn(steps.kit(), steps.submission(), scratch.folder()).requireClasses();
            AtomicInteger finished = new AtomicInteger();
            double all = MemoryRequest.TRAININGS * epochs;
            StepsProcess process = new StepsProcess("The steps failed in the measurement: ", kit, scratch.folder(),
                    List.of(classes), MemoryWorker.class);
            MemoryOutcome outcome = process.run(request(text, steps, saved.map(RunFolder::folder)), MemoryOutcome.class, LIMIT,
                    line -> progress.accept(Math.min(1, finished.incrementAndGet() / all)));
            return new Memory(outcome, steps.description(), text.source(), saved.map(RunRow::of).orElse(null));
        } catch (StepsFailure e) {
            throw new UsageException(e.getMessage());
        }
    }

    /** Makes the request. Its size does not depend on the length of the text. */
    MemoryRequest request(Text text, MemorySteps steps, Optional<Path> saved) {
        String characters = text.characters();
        int training = Math.min(TRAINING, characters.length() - WINDOW - 1);
        if (training < LEAST_TRAINING) {
            throw new UsageException("The text is too short: it has " + characters.length() + " characters.");
        }
        // The models read from the beginning of a word, if one begins soon after the training's text.
        int space = characters.indexOf(' ', training);
        int begin = space >= 0 && space + 1 + WINDOW <= characters.length() ? space + 1 : training;
        int end = begin + WINDOW;
        Vocabulary vocabulary = CharacterVocabulary.of(characters);
        List<String> tokens = IntStream.range(0, (int) vocabulary.size()).mapToObj(vocabulary::getToken).toList();
        return new MemoryRequest(tokens, characters.substring(0, training), characters.substring(begin, end),
                characters.substring(end, Math.min(end + 1, characters.length())), HIDDENS, epochs,
                steps.gru().map(Step::fullName).orElse(null), saved.map(Path::toString).orElse(null));
    }

    /**
     * The steps whose code is measured.
     *
     * @param submission their sources
     */
    record MemorySteps(Kit kit, Submission submission, Optional<Step> gru) {

        private static final int NEEDED = 5;

        /** Chooses the student's steps if the first five pass, or else the reference's. */
        static MemorySteps choose(Kit kit, Predicate<Step> isPassed) {
            List<Step> needed = Steps.all().stream().filter(step -> step.number() <= NEEDED).toList();
            List<Step> missing = needed.stream().filter(isPassed.negate()).toList();
            boolean own = missing.isEmpty();
            if (!own && kit.reference().isEmpty()) {
                throw new UsageException("This needs your steps 1 to " + NEEDED + ". " + Steps.names(missing)
                        + (missing.size() == 1 ? " does" : " do") + " not pass yet.");
            }
            Optional<Step> gru = ChosenSteps.gru().filter(step -> !own || isPassed.test(step));
            Kit used = new Kit(kit.layout(), Stream.concat(needed.stream(), gru.stream()).toList(), List.of(), kit.reference(),
                    kit.built());
            return new MemorySteps(used, new Intake(used).take(own ? Layout.EXERCISES : Layout.SOLUTIONS), gru);
        }

        /** Says whose code is measured. */
        String description() {
            String whose = submission.name().equals(Layout.EXERCISES) ? "your" : "the reference's";
            String rnn = "The RNN is " + whose + " steps 2 to 5";
            return gru.isPresent() ? rnn + ", the GRU is " + whose + " step " + gru.get().number() + "."
                    : rnn + ". The GRU is DJL's own" + ChosenSteps.gru()
                            .map(step -> ", because step " + step.number() + " does not pass yet.").orElse(".");
        }
    }
}
