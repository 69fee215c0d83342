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
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.page.TrainingPage.WrittenText;
import org.rnnkit.grader.report.TrainingReport.TrainingSummary;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.system.Scratch.RecursiveDelete;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.training.TrainingProcess;
import org.rnnkit.grader.training.TrainingProcess.EpochListener;
import org.rnnkit.grader.training.TrainingProcess.LimitedLines;
import org.rnnkit.grader.worker.training.ModelFactory;
import org.rnnkit.grader.worker.training.TrainingAnswer;
import org.rnnkit.grader.worker.training.TrainingSetup;
import org.rnnkit.grader.worker.training.TrainingSetup.EngineChoice;
import org.rnnkit.grader.worker.training.TrainingSetup.Hyperparameters;
import org.rnnkit.learner.background.BackgroundWork.Progress;
import org.rnnkit.learner.studio.StudioPart.FormNumber;
import org.rnnkit.learner.train.RunFolder.Earlier;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.TextSource;
import org.rnnkit.toolkit.TextSource.Text;

/** A training that the studio runs. It does what ./rnnkit train does, and writes the same folder. */
public final class TrainingRun {

    private static final Duration LIMIT = Duration.ofDays(1);
    private static final int MAX_SAMPLE = 200;

    private TrainingRun() {}

    /**
     * The reports of a training so far.
     *
     * @param order the training; null if none was started
     * @param epochs the results of the finished epochs, with those of the training that it goes on from
     * @param text the text that the model wrote last; null before the first one
     * @param samples the texts that it wrote, fewer and fewer of them
     * @param notes sentences for the user, and lines that the steps have printed
     */
    public record TrainingReports(TrainingOrder order, List<EpochResult> epochs, WrittenText text, List<WrittenText> samples,
            List<String> notes) {

        /** Makes the reports at the start. */
        TrainingReports(TrainingOrder order) {
            this(order, order == null ? List.of() : order.epochsBefore(), null, List.of(), List.of());
        }

        /** Adds an epoch, if it is the next one. The steps can print such lines, too, so others are dropped. */
        TrainingReports withEpoch(int epoch, EpochResult result) {
            return begun() + epoch == epochs.size() + 1 && epoch <= order.settings().epochs()
                    ? new TrainingReports(order, with(epochs, result), text, samples, notes) : this;
        }

        /** Takes a later text. It is added to the others if as many epochs have gone by since the last one as before that. */
        TrainingReports withSample(int epoch, String written) {
            if (text != null && begun() + epoch <= text.epoch()) {
                return this;
            }
            WrittenText next = new WrittenText(begun() + epoch, written.substring(0, Math.min(MAX_SAMPLE, written.length())));
            boolean kept = samples.isEmpty() || next.epoch() >= 3 * samples.get(samples.size() - 1).epoch() / 2;
            return new TrainingReports(order, epochs, next, kept ? with(samples, next) : samples, notes);
        }

        private int begun() {
            return order.epochsBefore().size();
        }

        TrainingReports withNote(String line) {
            return new TrainingReports(order, epochs, text, samples, with(notes, line));
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

    /**
     * Trains with the user's steps, or with the reference's until all are written. Returns the name of the new folder in runs/;
     * if it throws, no folder is left.
     */
    static String train(Kit nine, Predicate<Step> fails, TrainingOrder order, Reporter reporter) {
        Earlier earlier = order.earlier();
        Kit kit = ChosenSteps.kit(nine, order.model());
        ChosenSteps chosen = order.steps(kit);
        reporter.note(chosen.note(fails));
        Text text = earlier == null ? order.text().find() : earlier.text();
        reporter.note("The text is: " + text.source() + ".");
        TrainingProcess.requireEnough(text, order.settings());
        Path folder = RunFolder.choose(kit, "train");
        boolean complete = false;
        try (Scratch scratch = new Scratch()) {
            Path classes = StepCompiler.compileOwn(kit, chosen.submission(), scratch.folder()).requireClasses();
            reporter.requireWanted();
            TrainingSetup setup = new TrainingSetup(order.settings(),
                    EngineChoice.DEFAULT, order.model(), null,
                    earlier == null ? null : earlier.run().folder().toString());
            TrainingAnswer answer = new TrainingProcess(kit, Sandbox.none(), scratch.folder(), classes, LIMIT)
                    .train(text, setup, folder, reporter, reporter::note).answer();
            if (answer.failure() != null) {
                throw new UsageException("The training failed: " + answer.failure().message());
            }
            reporter.requireWanted();
            TrainingAnswer whole = earlier == null ? answer : answer.after(earlier.history());
            RunFolder.write(kit, folder, TrainingSummary.of(whole, order.settings().withEpochs(whole.epochs().size()),
                    text.source(), chosen.submission().name(), order.model()), whole, text);
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
     * @param text the text to train on; null if it goes on from another training
     * @param model the kind of model
     * @param earlier the training that it goes on from; null if it begins with a new model
     */
    public record TrainingOrder(Hyperparameters settings, TextChoice text, String model, Earlier earlier) {

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
                    rate, sampling, epochs, CHAPTER.seed()), new TextChoice(kind, own),
                    ModelFactory.GRU.equals(fields.apply("model")) ? ModelFactory.GRU : ModelFactory.SCRATCH, null);
        }

        /** Goes on from a training, with its settings and its text. */
        static TrainingOrder after(Earlier earlier, String epochs) {
            TrainingSummary summary = earlier.run().summary();
            return new TrainingOrder(summary.settings().withEpochs(
                    FormNumber.whole("The number of epochs", epochs, CHAPTER.epochs(), 1, MAX_EPOCHS)), null, summary.model(),
                    earlier);
        }

        /** Chooses the steps that train. */
        ChosenSteps steps(Kit kit) {
            return earlier == null ? ChosenSteps.of(kit) : ChosenSteps.of(kit, earlier.run().summary().steps());
        }

        /** Lists the results of the epochs of the training that it goes on from. */
        List<EpochResult> epochsBefore() {
            return earlier == null ? List.of() : earlier.history().epochs();
        }

        /** Returns the number of all epochs, with those of the training that it goes on from. */
        int allEpochs() {
            return epochsBefore().size() + settings.epochs();
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
