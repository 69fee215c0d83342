package org.rnnkit.learner.train;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.page.TrainingPage.WrittenText;
import org.rnnkit.grader.report.TrainingSummary;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.system.RecursiveDelete;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.training.TrainingProcess;
import org.rnnkit.grader.training.TrainingProcess.EpochListener;
import org.rnnkit.grader.training.TrainingProcess.LimitedLines;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.grader.worker.training.TrainingAnswer;
import org.rnnkit.grader.worker.training.TrainingSetup;
import org.rnnkit.grader.worker.training.TrainingSetup.EngineChoice;
import org.rnnkit.learner.background.BackgroundWork.Progress;
import org.rnnkit.learner.studio.FormNumber;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.toolkit.DeviceChoice.DeviceName;
import org.rnnkit.toolkit.EngineSettings;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.Text;
import org.rnnkit.toolkit.TextSource;

/** A training that the studio runs. It does what ./rnnkit train does, and writes the same folder. */
public final class TrainingRun {

    private static final Duration LIMIT = Duration.ofDays(1);
    /** The samples of 10,000 epochs are fewer. More can only come from code that prints them itself. */
    private static final int MAX_SAMPLES = 40;
    private static final int MAX_SAMPLE = 200;

    private TrainingRun() {}

    /** A trainer for one training after the other. */
    @FunctionalInterface
    interface Trainer {

        /** Trains a model and returns the name of the new folder in runs/. If it throws, no folder is left. */
        String train(TrainingOrder order, Reporter reporter);
    }

    /**
     * The reports of a training so far.
     *
     * @param order the training; null if none was started
     * @param epochs the results of the finished epochs
     * @param samples the texts that the model wrote after some of them
     * @param notes sentences for the user, and lines that the steps have printed
     */
    record TrainingReports(TrainingOrder order, List<EpochResult> epochs, List<WrittenText> samples, List<String> notes) {

        /** Makes the reports at the start. */
        TrainingReports(TrainingOrder order) {
            this(order, List.of(), List.of(), List.of());
        }

        /** Adds an epoch, if it is the next one. The steps can print such lines, too, so others are dropped. */
        TrainingReports withEpoch(int epoch, EpochResult result) {
            return epoch == epochs.size() + 1 && epoch <= order.settings().epochs()
                    ? new TrainingReports(order, with(epochs, result), samples, notes) : this;
        }

        /** Adds a text, if it is a later one. */
        TrainingReports withSample(int epoch, String text) {
            boolean isNew = samples.isEmpty() || epoch > samples.get(samples.size() - 1).epoch();
            return isNew && samples.size() < MAX_SAMPLES ? new TrainingReports(order, epochs, with(samples,
                    new WrittenText(epoch, text.substring(0, Math.min(MAX_SAMPLE, text.length())))), notes) : this;
        }

        TrainingReports withNote(String line) {
            return new TrainingReports(order, epochs, samples, with(notes, line));
        }

        private static <T> List<T> with(List<T> list, T last) {
            List<T> all = new ArrayList<>(list);
            all.add(last);
            return Collections.unmodifiableList(all);
        }
    }

    /** The receiver of a training's reports. */
    static final class Reporter implements EpochListener {

        private final Progress<TrainingReports> progress;
        private final BooleanSupplier lastEpoch;
        private final LimitedLines notes;

        /**
         * Makes the receiver.
         *
         * @param lastEpoch tells whether the user wants no further epoch, and the model as it is
         */
        Reporter(Progress<TrainingReports> progress, BooleanSupplier lastEpoch) {
            this.progress = progress;
            this.lastEpoch = lastEpoch;
            this.notes = new LimitedLines(line -> progress.update(reports -> reports.withNote(line)));
        }

        @Override
        public void epochFinished(int epoch, EpochResult result) {
            progress.update(reports -> reports.withEpoch(epoch, result));
        }

        @Override
        public void sampleWritten(int epoch, String text) {
            progress.update(reports -> reports.withSample(epoch, text));
        }

        @Override
        public boolean isLastEpoch() {
            return lastEpoch.getAsBoolean();
        }

        void note(String line) {
            notes.accept(line);
        }

        void requireWanted() {
            progress.requireWanted();
        }
    }

    /** Trains with the user's steps, or with the reference's until all are written. */
    static String train(Kit kit, Predicate<Step> fails, TrainingOrder order, Reporter reporter) {
        ChosenSteps chosen = ChosenSteps.of(kit);
        reporter.note(chosen.note(fails));
        Text text = order.text().find();
        reporter.note("The text is: " + text.source() + ".");
        TrainingProcess.requireEnough(text, order.settings());
        Path folder = RunFolder.choose(kit, "train");
        boolean complete = false;
        try (Scratch scratch = new Scratch()) {
            Path classes = StepCompiler.compileOwn(kit, chosen.submission(), scratch.folder()).requireClasses();
            reporter.requireWanted();
            TrainingSetup setup = new TrainingSetup(order.settings(),
                    new EngineChoice(DeviceName.AUTO, EngineSettings.DEFAULT_THREADS), false, null, false);
            TrainingAnswer answer = new TrainingProcess(kit, Sandbox.none(), scratch.folder(), classes, LIMIT)
                    .train(text, setup, folder, reporter, reporter::note).answer();
            if (answer.failure() != null) {
                throw new UsageException("The training failed: " + answer.failure().message());
            }
            reporter.requireWanted();
            Hyperparameters trained = reporter.isLastEpoch() ? order.settings().withEpochs(answer.epochs().size())
                    : order.settings();
            RunFolder.write(kit, folder, TrainingSummary.of(answer, trained, text.source(),
                    chosen.submission().name(), false), answer);
            complete = true;
            return folder.getFileName().toString();
        } finally {
            if (!complete) {
                RecursiveDelete.deleteRecursively(folder);
            }
        }
    }

    /**
     * A training that the user wants.
     *
     * @param settings its settings
     * @param text the text to train on
     */
    public record TrainingOrder(Hyperparameters settings, TextChoice text) {

        /** The largest number of epochs. */
        public static final int MAX_EPOCHS = 10_000;
        /** The largest number of hidden units. */
        public static final int MAX_HIDDENS = 2_048;
        /** The largest number of characters of the user's own text. */
        public static final int MAX_TEXT = 30_000;

        private static final double MAX_RATE = 1_000;
        private static final Hyperparameters CHAPTER = Hyperparameters.ofChapter(500, 1);

        /**
         * Reads the fields of the page's form. A field that is missing has the chapter's value.
         *
         * @param fields returns a field's value; null if it is missing
         */
        public static TrainingOrder of(UnaryOperator<String> fields) {
            int epochs = FormNumber.whole("The number of epochs", fields.apply("epochs"), CHAPTER.epochs(), 1, MAX_EPOCHS);
            int hiddens = FormNumber.whole("The number of hidden units", fields.apply("hiddens"), CHAPTER.numHiddens(), 1,
                    MAX_HIDDENS);
            float rate = rate(fields.apply("rate"));
            Sampling sampling = one(Sampling.values(), CHAPTER.sampling(), "sampling", fields.apply("sampling"));
            TextChoice.Kind kind = one(TextChoice.Kind.values(), TextChoice.Kind.USUAL, "text", fields.apply("text"));
            String own = kind == TextChoice.Kind.OWN && fields.apply("own") != null ? fields.apply("own") : "";
            if (own.length() > MAX_TEXT) {
                throw new UsageException(String.format(Locale.ROOT, "Your text has %,d characters; %,d are possible here. For "
                        + "a longer one use ./rnnkit train --text FILE.", own.length(), MAX_TEXT));
            }
            return new TrainingOrder(new Hyperparameters(CHAPTER.tokens(), CHAPTER.batchSize(), CHAPTER.numSteps(), hiddens,
                    rate, sampling, epochs, CHAPTER.seed()), new TextChoice(kind, own));
        }

        private static float rate(String value) {
            float number = value == null ? CHAPTER.learningRate() : (float) FormNumber.orNaN(value);
            if (!(number > 0 && number <= MAX_RATE)) {
                throw new UsageException(String.format(Locale.ROOT, "The learning rate must be a number above 0, at most %.0f.",
                        MAX_RATE));
            }
            return number;
        }

        /** Returns the value of a name; the usual one if the field is missing. */
        private static <T extends Enum<T>> T one(T[] values, T usual, String what, String name) {
            List<String> names = Arrays.stream(values).map(value -> value.name().toLowerCase(Locale.ROOT)).sorted().toList();
            return name == null ? usual : Arrays.stream(values)
                    .filter(value -> value.name().equalsIgnoreCase(name)).findFirst()
                    .orElseThrow(() -> new UsageException("The " + what + " must be one of " + String.join(", ", names) + "."));
        }

        /**
         * A choice of the text to train on.
         *
         * @param kind the kind of text
         * @param own the user's own text; empty for the other kinds
         */
        public record TextChoice(Kind kind, String own) {

            /** A kind of text. */
            public enum Kind {
                /** The text that ./rnnkit train takes without --text. */
                USUAL,
                /** The story that comes with the kit. */
                STORY,
                /** A text that the user has pasted. */
                OWN
            }

            /** Finds the text, perhaps by a download. */
            Text find() {
                return switch (kind) {
                    case USUAL -> TextSource.find(null);
                    case STORY -> TextSource.embedded();
                    case OWN -> TextSource.ofUser(own);
                };
            }
        }
    }
}
