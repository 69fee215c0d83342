package org.rnnkit.learner.experiment;

import ai.djl.modality.nlp.Vocabulary;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.learner.background.BackgroundWork.Progress;
import org.rnnkit.learner.background.StepsProcess;
import org.rnnkit.learner.studio.StudioPart.FormNumber;
import org.rnnkit.learner.train.ChosenSteps;
import org.rnnkit.learner.train.RunFolder;
import org.rnnkit.learner.worker.ExperimentWorker;
import org.rnnkit.learner.worker.ExperimentWorker.ExperimentOutcome;
import org.rnnkit.learner.worker.ExperimentWorker.ExperimentRequest;
import org.rnnkit.learner.worker.ExperimentWorker.VariantTraining.Run;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.Terminals.TerminalBar;
import org.rnnkit.toolkit.TextSource;
import org.rnnkit.toolkit.TextSource.Text;

/** The run of an experiment, in a process of its own. */
public final class ExperimentRun {

    /** The number of characters to train on, as in the chapter, if the text has as many. */
    public static final int TOKENS = 10_000;

    private final StepsProcess process;

    /**
     * An experiment that the user wants.
     *
     * @param epochs the number of epochs of each training
     * @param seeds how often each training is run
     * @param guess the label of the training that the user expects to end lowest; null for no guess
     */
    public record ExperimentOrder(Experiment experiment, int epochs, int seeds, String guess) {

        /** The number of epochs that is usual. */
        public static final int USUAL_EPOCHS = 40;
        /** The number of seeds that is usual. */
        public static final int USUAL_SEEDS = 3;
        /** The largest number of epochs on the page. */
        public static final int MAX_EPOCHS = 500;
        /** The largest number of seeds on the page. */
        public static final int MAX_SEEDS = 10;

        /** Reads the fields of the page's form. A field that is null has the usual value. */
        static ExperimentOrder of(String name, String epochs, String seeds, String guess) {
            return new ExperimentOrder(Experiment.find(name == null ? "" : name),
                    FormNumber.whole("The number of epochs", epochs, USUAL_EPOCHS, 2, MAX_EPOCHS),
                    FormNumber.whole("The number of seeds", seeds, USUAL_SEEDS, 1, MAX_SEEDS), guess);
        }

        /** Returns the number of epochs of all trainings together. */
        public int allEpochs() {
            return experiment.variants().size() * seeds * epochs;
        }

        /** Says how large the trainings on a text are. */
        public List<String> sizes(Text text) {
            return experiment.sizes(characters(text), epochs, seeds);
        }
    }

    /**
     * The reports of an experiment so far.
     *
     * @param order the experiment; null if none was started
     * @param finished the number of finished epochs
     * @param notes sentences for the user
     */
    public record ExperimentReports(ExperimentOrder order, int finished, List<String> notes) {

        /** Counts an epoch. The steps can print such lines, too, so there are no more than expected. */
        ExperimentReports withEpoch() {
            return new ExperimentReports(order, Math.min(finished + 1, order.allEpochs()), notes);
        }

        ExperimentReports withNote(String sentence) {
            List<String> all = new ArrayList<>(notes);
            all.add(sentence);
            return new ExperimentReports(order, finished, all);
        }
    }

    /** Prepares the process. The folder of the steps has the classes of the nine steps. */
    public ExperimentRun(Kit kit, Path scratch, Path steps) {
        process = new StepsProcess("The steps failed in a training: ", kit, scratch, List.of(steps), ExperimentWorker.class);
    }

    private static int characters(Text text) {
        return Math.min(TOKENS, text.characters().length());
    }

    /**
     * Runs an experiment.
     *
     * @param finished called after each epoch of each training
     */
    public List<List<Run>> run(ExperimentOrder order, Text text, Runnable finished) {
        ExperimentRequest request = request(order, text);
        ExperimentOutcome outcome = process.run(request, ExperimentOutcome.class, Duration.ofDays(1), line -> finished.run());
        if (!outcome.answers(request)) {
            throw process.failure("their process sent a result that is not complete");
        }
        return outcome.runs();
    }

    /** Makes the request. Its size does not depend on the length of the text. */
    static ExperimentRequest request(ExperimentOrder order, Text text) {
        Vocabulary vocabulary = CharacterVocabulary.of(text.characters());
        int[] tokens = CharacterVocabulary.indices(vocabulary, text.characters().substring(0, characters(text)));
        return new ExperimentRequest(order.experiment().variants(), order.seeds(), order.epochs(), tokens,
                (int) vocabulary.size());
    }

    /** Writes the results as experiment.json, and their page as experiment.html. */
    public static ExperimentPage write(Path folder, ExperimentOrder order, Text text, List<List<Run>> runs) {
        ExperimentPage page = ExperimentPage.of(order, text.source(), characters(text), runs);
        OutputFile.write(runs, folder.resolve("experiment.json"));
        OutputFile.write(page.html(), folder.resolve("experiment.html"));
        return page;
    }

    /** Runs an experiment for the studio, as ./rnnkit experiment does, and writes the result to a new folder in runs/. */
    static ExperimentPage inStudio(Kit kit, Predicate<Step> fails, ExperimentOrder order,
            Progress<ExperimentReports> progress) {
        ChosenSteps chosen = ChosenSteps.of(kit);
        progress.update(reports -> reports.withNote(order.experiment().steps(chosen, fails)));
        Text text = TextSource.find(null);
        try (Scratch scratch = new Scratch()) {
            Path classes = StepCompiler.compileOwn(kit, chosen.submission(), scratch.folder()).requireClasses();
            progress.requireWanted();
            List<List<Run>> runs = new ExperimentRun(kit, scratch.folder(), classes)
                    .run(order, text, () -> progress.update(ExperimentReports::withEpoch));
            progress.requireWanted();
            Path folder = RunFolder.choose(kit, order.experiment().commandName());
            ExperimentPage page = write(folder, order, text, runs);
            progress.update(reports -> reports.withNote("The result is also in runs/" + folder.getFileName() + "."));
            return page;
        }
    }

    /** The progress of an experiment in a terminal: a bar of epochs; where there is no terminal, a line for each training. */
    public static final class ExperimentProgress implements AutoCloseable {

        private final ExperimentOrder order;
        private final PrintStream out;
        private final TerminalBar bar;
        private int finished;

        /** Starts the display. */
        public ExperimentProgress(ExperimentOrder order, PrintStream out, boolean interactive) {
            this.order = order;
            this.out = out;
            this.bar = interactive ? TerminalBar.withRate("Epochs", order.allEpochs(), out) : null;
        }

        /** Counts a finished epoch. */
        public void epochFinished() {
            finished++;
            if (bar != null) {
                bar.step(1);
            } else if (finished % order.epochs() == 0) {
                out.printf(Locale.ROOT, "  %d of %d trainings%n", finished / order.epochs(),
                        order.allEpochs() / order.epochs());
            }
        }

        @Override
        public void close() {
            if (bar != null) {
                bar.close();
            }
        }
    }
}
