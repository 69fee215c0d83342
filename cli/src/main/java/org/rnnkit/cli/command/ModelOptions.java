package org.rnnkit.cli.command;

import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.toolkit.Sampling;
import picocli.CommandLine.Option;

/** The hyperparameters of a training as options. The defaults are the chapter's. */
final class ModelOptions {

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "500",
            description = "The number of epochs. Default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Option(names = "--hidden", paramLabel = "N", defaultValue = "512",
            description = "The number of hidden units. Default: ${DEFAULT-VALUE}.")
    private int hidden;

    @Option(names = "--batch-size", paramLabel = "N", defaultValue = "32",
            description = "The number of subsequences in a minibatch. Default: ${DEFAULT-VALUE}.")
    private int batchSize;

    @Option(names = "--steps", paramLabel = "N", defaultValue = "35",
            description = "The number of characters in a subsequence. Default: ${DEFAULT-VALUE}.")
    private int steps;

    @Option(names = "--lr", paramLabel = "RATE", defaultValue = "1",
            description = "The learning rate. Default: ${DEFAULT-VALUE}.")
    private float learningRate;

    @Option(names = "--sampling", paramLabel = "NAME", defaultValue = "sequential",
            description = "sequential (the state is kept between minibatches) or random. Default: ${DEFAULT-VALUE}.")
    private Sampling sampling;

    @Option(names = "--tokens", paramLabel = "N", defaultValue = "10000",
            description = "The number of characters of the text to train on. Default: ${DEFAULT-VALUE}.")
    private int tokens;

    Hyperparameters settings(int seed) {
        if (!(learningRate > 0) || Float.isInfinite(learningRate)) {
            throw new UsageException("--lr " + learningRate + ": give a number above 0.");
        }
        return new Hyperparameters(OptionChecks.atLeast(2, "--tokens", tokens),
                OptionChecks.atLeast(1, "--batch-size", batchSize), OptionChecks.atLeast(1, "--steps", steps),
                OptionChecks.atLeast(1, "--hidden", hidden), learningRate, sampling,
                OptionChecks.atLeast(1, "--epochs", epochs), seed);
    }
}
