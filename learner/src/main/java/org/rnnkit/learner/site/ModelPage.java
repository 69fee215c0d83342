package org.rnnkit.learner.site;

import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.page.Chart;
import org.rnnkit.grader.page.TrainingPage;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.report.TrainingReport.TrainingSummary;
import org.rnnkit.grader.worker.training.ModelFactory;
import org.rnnkit.grader.worker.training.TrainingSetup.Hyperparameters;
import org.rnnkit.learner.train.RunFolder;
import org.rnnkit.learner.train.RunList.RunRow;

/**
 * The data of site/model.jte, the page of a trained model. The site may be public, so the page names no file and no folder
 * of the machine that trained the model.
 *
 * @param perplexity the perplexity of the last epoch, as text
 * @param chart the perplexity by epoch
 * @param settings what the model learned from and how, each value by its name
 * @param samples the texts that the model wrote at the end
 * @param hasTrainingPage whether the page that the training wrote is part of the site, too
 */
public record ModelPage(String perplexity, Chart chart, Map<String, String> settings, List<String> samples,
        boolean hasTrainingPage) {

    private static final int MAX_SAMPLES = 5;
    private static final int MAX_SAMPLE = 200;
    private static final int MAX_PHRASE = 80;

    /** The first word of the name of a text in a file, which goes on with its path. */
    private static final String FILE = "file ";

    /**
     * Makes the page of a training.
     *
     * @param run the folder of the training
     * @return the page's data
     */
    static ModelPage of(RunFolder run) {
        TrainingSummary summary = run.summary();
        Chart chart = Chart.perplexity("Perplexity by epoch").line("first",
                summary.perplexities().stream().mapToDouble(Double::doubleValue).toArray());
        return new ModelPage(RunRow.number("%.3f", summary.perplexity()), chart, settings(summary),
                summary.samples().stream().limit(MAX_SAMPLES)
                        .map(sample -> Printable.withVisibleEnd(Printable.line(sample, MAX_SAMPLE))).toList(),
                // That page names the steps and the text as they are.
                Layout.isModuleOfSteps(summary.steps()) && !summary.text().startsWith(FILE)
                        && Files.isRegularFile(run.folder().resolve(TrainingPage.FILE)));
    }

    private static Map<String, String> settings(TrainingSummary summary) {
        Hyperparameters settings = summary.settings();
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Text", text(summary.text()));
        all.put("Characters learned from", number(settings.tokens()));
        all.put("Steps", steps(summary.steps()));
        all.put("Model", switch (summary.model()) {
            case ModelFactory.CONCISE -> "the RNN block of DJL";
            case ModelFactory.GRU -> "from scratch, a GRU";
            default -> "from scratch";
        });
        all.put("Hidden units", number(settings.numHiddens()));
        all.put("Minibatches", settings.sampling().name().toLowerCase(Locale.ROOT) + ", " + number(settings.batchSize())
                + " sequences of " + number(settings.numSteps()) + " characters");
        all.put("Learning rate", String.valueOf(settings.learningRate()).replaceFirst("\\.0$", ""));
        all.put("Epochs", number(settings.epochs()));
        all.put("Speed", RunRow.number("%,.0f", summary.tokensPerSecond()) + " characters per second");
        return all;
    }

    private static String text(String source) {
        // Whether the text came from the cache or was downloaded does not matter here.
        return source.startsWith(FILE) ? "a text in a file"
                : Printable.line(source.replaceFirst(" \\([^()]*\\)$", ""), MAX_PHRASE);
    }

    private static String steps(String steps) {
        return switch (steps) {
            case Layout.SOLUTIONS -> "the reference";
            case Layout.EXERCISES -> "written by a learner, in exercises/";
            default -> "a submission";
        };
    }

    private static String number(int value) {
        return String.format(Locale.ROOT, "%,d", value);
    }
}
