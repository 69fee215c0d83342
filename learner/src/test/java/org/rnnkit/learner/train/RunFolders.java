package org.rnnkit.learner.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.rnnkit.grader.report.TrainingSummary;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.grader.worker.training.Hyperparameters;

/** Run folders for tests, without a usable model. */
public final class RunFolders {

    private RunFolders() {}

    /**
     * Writes a folder.
     *
     * @param folder the folder
     * @param text the source of the text
     * @param sample the text that the model wrote
     * @param perplexities the perplexity of each epoch
     * @return the folder
     */
    public static Path write(Path folder, String text, String sample, Double... perplexities) {
        try {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("model.json"), "{}");
            Files.writeString(folder.resolve("model.safetensors"), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Double last = perplexities[perplexities.length - 1];
        OutputFile.write(new TrainingSummary(last == null ? 0 : last, 12_345, 1, text, "exercises", "scratch", "cpu",
                Hyperparameters.ofChapter(perplexities.length, 1), List.of(sample), Arrays.asList(perplexities)),
                folder.resolve(TrainingSummary.FILE));
        return folder;
    }
}
