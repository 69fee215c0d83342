package org.rnnkit.learner.train;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.rnnkit.grader.report.TrainingSummary;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.grader.worker.training.EpochTrace;
import org.rnnkit.grader.worker.training.Excerpt.Guess;
import org.rnnkit.grader.worker.training.Excerpt;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.grader.worker.training.TrainingAnswer;
import org.rnnkit.toolkit.EpochResult;

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
            Files.writeString(folder.resolve("text.txt"), "the time traveller ".repeat(600));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<EpochResult> epochs = Stream.of(perplexities).filter(Objects::nonNull)
                .map(perplexity -> new EpochResult(perplexity, 1_000, 1)).toList();
        OutputFile.write(new TrainingAnswer(epochs, List.of(), "cpu", null,
                epochs.stream().map(epoch -> new EpochTrace(1, 1, 0, Double.NaN, null)).toList(),
                new Excerpt("the", 2, new byte[] {127, 0, 0, -127, 50, 100},
                        Collections.nCopies(3, List.of(new Guess(" ", 0.75)))), null),
                folder.resolve("training.json"));
        Double last = perplexities[perplexities.length - 1];
        OutputFile.write(new TrainingSummary(last == null ? 0 : last, 12_345, 1, text, "exercises", "scratch", "cpu",
                Hyperparameters.ofChapter(perplexities.length, 1), List.of(sample), Arrays.asList(perplexities)),
                folder.resolve(TrainingSummary.FILE));
        return folder;
    }
}
