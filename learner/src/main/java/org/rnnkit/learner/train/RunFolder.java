package org.rnnkit.learner.train;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.page.Chart;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.page.ShapeDrawing;
import org.rnnkit.grader.page.TrainingPage;
import org.rnnkit.grader.report.TrainingSummary;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.grader.worker.training.TrainingAnswer;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.EpochResult;
import org.rnnkit.toolkit.Text;
import org.rnnkit.toolkit.TextSource;

/**
 * The folder that a training wrote.
 *
 * @param summary the settings and results of the training
 */
public record RunFolder(Path folder, TrainingSummary summary) {

    /** A summary has 40 bytes for each epoch, so that of the longest sensible training is smaller. */
    private static final long MAX_BYTES = 1_000_000;
    private static final long MAX_HISTORY = 20_000_000;
    private static final String HISTORY = "training.json";
    private static final String TEXT = "text.txt";

    /** Reads a folder. */
    public static RunFolder read(Path folder) {
        Path file = folder.resolve(TrainingSummary.FILE);
        if (!Files.isRegularFile(file)) {
            throw new UsageException("There is no trained model in " + folder + " (no summary.json). Name a folder that "
                    + "./rnnkit train wrote.");
        }
        if (file.toFile().length() > MAX_BYTES) {
            throw new UsageException(file + " is too large for a summary of ./rnnkit train. Train again.");
        }
        return OutputFile.read(file, TrainingSummary.class).filter(RunFolder::isComplete)
                .map(summary -> new RunFolder(folder, summary))
                .orElseThrow(() -> new UsageException(file
                        + " is damaged, or was written by another version of ./rnnkit train. Train again."));
    }

    private static boolean isComplete(TrainingSummary summary) {
        return summary.steps() != null && summary.text() != null && summary.settings() != null
                && summary.model() != null
                && summary.settings().sampling() != null && isComplete(summary.samples())
                && isComplete(summary.perplexities());
    }

    private static boolean isComplete(List<?> list) {
        return list != null && list.stream().allMatch(Objects::nonNull);
    }

    /** Returns the folder of all runs. */
    public static Path parent(Kit kit) {
        return kit.home().resolve("runs");
    }

    /**
     * Chooses the name of a new folder in the kit's runs/.
     *
     * @param command what is run, such as "train"
     */
    public static Path choose(Kit kit, String command) {
        // The local time would repeat in autumn, and the names give the order of the trainings.
        String now = LocalDateTime.now(ZoneOffset.UTC).format(DateTimeFormatter.ofPattern("yyyyMMdd-HHmmss'Z'", Locale.ROOT));
        Path folder = parent(kit).resolve(now + "-" + command);
        for (int i = 2; Files.exists(folder); i++) {
            folder = folder.resolveSibling(now + "-" + command + "-" + i);
        }
        return folder;
    }

    /**
     * Writes the summary, the page and the numbers of a training beside the model, which the training has written itself. With
     * the summary, the model can be used, so it comes first.
     */
    public static void write(Kit kit, Path folder, TrainingSummary summary, TrainingAnswer answer, Text text) {
        OutputFile.write(summary, folder.resolve(TrainingSummary.FILE));
        OutputFile.write(TrainingPage.of(summary, answer, ShapeDrawing.read(kit.built().course(), kit.steps())).html(),
                folder.resolve(TrainingPage.FILE));
        OutputFile.write(answer, folder.resolve(HISTORY));
        OutputFile.write(text.characters(), folder.resolve(TEXT));
        Chart curve = learningCurve(summary.settings(), answer);
        if (curve.isDrawn()) {
            OutputFile.write(Pages.render("picture.jte", curve), folder.resolve("learning-curve.svg"));
        }
    }

    /** Reads the numbers of the training; empty if another version of the kit has written the folder. */
    public Optional<TrainingAnswer> history() {
        Path file = folder.resolve(HISTORY);
        return file.toFile().length() > MAX_HISTORY ? Optional.empty() : OutputFile.read(file, TrainingAnswer.class)
                .filter(answer -> isComplete(answer.traces()) && answer.excerpt() != null && answer.excerpt().text() != null);
    }

    /** Reads what another training needs to go on from this one. */
    public EarlierRun earlier() {
        try {
            return new EarlierRun(this, history().orElseThrow(IOException::new),
                    new Text(Files.readString(folder.resolve(TEXT)), summary.text()));
        } catch (IOException incomplete) {
            throw new UsageException("No training can go on from " + name() + ": " + HISTORY + " or " + TEXT
                    + " is missing in it, or was written by another version of the kit.");
        }
    }

    /**
     * Says if the text has another form now than when the model learned from it, so that perplexities can't be compared. A text
     * that the user has named is not looked at, nor is one that would have to be downloaded.
     *
     * @return a sentence; empty if the text is the same or unknown
     */
    public String textNote() {
        String source = summary.text();
        Optional<Text> now = source.startsWith(TextSource.embedded().source()) ? Optional.of(TextSource.embedded())
                : TextSource.cached().filter(cached -> title(cached.source()).equals(title(source)));
        try {
            return now.isEmpty() || now.get().characters().startsWith(Files.readString(folder.resolve(TEXT))) ? ""
                    : "This model learned from an older form of the text, in which words grew together where a line ends. To "
                    + "compare perplexities, train a new model.";
        } catch (IOException unknown) {
            return "";
        }
    }

    private static String title(String source) {
        return source.replaceFirst(" \\(.*", "");
    }

    private static Chart learningCurve(Hyperparameters settings, TrainingAnswer answer) {
        String title = "Perplexity, " + settings.sampling().name().toLowerCase(Locale.ROOT) + " sampling, "
                + settings.numHiddens() + " hidden units";
        return Chart.perplexity(title).line(Chart.CLASSES.get(0),
                answer.epochs().stream().mapToDouble(EpochResult::perplexity).toArray());
    }

    /** Returns the folder's name. */
    public String name() {
        return folder.getFileName().toString();
    }

    /**
     * Returns the steps to use with the model.
     *
     * @param named the steps that the user named; null for those that trained the model
     */
    public Submission steps(Kit kit, String named) {
        Submission submission = new Intake(kit).take(named != null ? named : summary.steps());
        if (!submission.unwritten(Steps.all()).isEmpty()) {
            throw new UsageException("Not all steps of " + submission.name()
                    + " are written." + (kit.reference().isEmpty() ? "" : " Use the reference's: --with solutions"));
        }
        return submission;
    }
}
