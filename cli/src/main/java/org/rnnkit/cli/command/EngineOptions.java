package org.rnnkit.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.rnnkit.grader.GradingContext.RepeatCommand;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.worker.training.TrainingSetup.EngineChoice;
import org.rnnkit.toolkit.DeviceChoice.DeviceName;
import org.rnnkit.toolkit.EngineSettings;
import org.rnnkit.toolkit.TextSource;
import org.rnnkit.toolkit.TextSource.Text;
import picocli.CommandLine.Option;

/** The options for training: text, seed, device and threads. */
final class EngineOptions {

    private static final int DEFAULT_SEED = 1;

    @Option(names = "--text", paramLabel = "FILE",
            description = "A text of your own, in UTF-8. Default: the file in RNNKIT_TEXT; else The Time Machine, "
                    + "from the cache or downloaded once; else the kit's own story. The output says which.")
    private Path text;

    @Option(names = "--seed", paramLabel = "N", description = "The seed of parameters and minibatches. Default: "
            + DEFAULT_SEED + "; grade --prove-training takes a random one.")
    private Integer seed;

    @Option(names = "--device", paramLabel = "NAME", defaultValue = "auto",
            description = "auto (a GPU if PyTorch can use one), cpu or gpu. Default: ${DEFAULT-VALUE}. For a GPU set "
                    + "RNNKIT_GPU=1, which builds the kit so that the CUDA library is fetched.")
    private String device;

    @Option(names = "--threads", paramLabel = "N", defaultValue = "" + EngineSettings.DEFAULT_THREADS,
            description = "The number of engine threads. Default: ${DEFAULT-VALUE}, which other processes slow down least.")
    private int threads;

    int seed() {
        return seed == null ? DEFAULT_SEED : seed;
    }

    /** Returns the seed if the user gave one. */
    Optional<Integer> givenSeed() {
        return Optional.ofNullable(seed);
    }

    /** Returns the engine to use. Call this before any work, since it checks the options. */
    EngineChoice engine() {
        DeviceName name = DeviceName.find(device)
                .orElseThrow(() -> new UsageException("--device " + device + ": choose auto, cpu or gpu."));
        int processors = Runtime.getRuntime().availableProcessors();
        if (threads > processors) {
            throw new UsageException("--threads " + threads + ": this machine has " + processors
                    + " processors, and more threads than that only wait for each other.");
        }
        return new EngineChoice(name, CommandChecks.atLeast(1, "--threads", threads));
    }

    /** Adds these options to a command that trains in the same way. */
    void addTo(RepeatCommand command, int usedSeed) {
        String variable = System.getenv("RNNKIT_TEXT");
        if (text != null || variable != null && !variable.isBlank()) {
            command.add(List.of("--text")).add(text != null ? text : Path.of(variable));
        }
        command.add(List.of("--seed", String.valueOf(usedSeed), "--device", device, "--threads", String.valueOf(threads)));
    }

    /** Finds the text, perhaps by a download. */
    Text text() {
        return TextSource.find(text);
    }

    /** Finds the text if the user named one, so that errors in it are reported before any work. */
    Optional<Text> namedText() {
        String variable = System.getenv("RNNKIT_TEXT");
        return text != null || variable != null && !variable.isBlank() ? Optional.of(text()) : Optional.empty();
    }
}
