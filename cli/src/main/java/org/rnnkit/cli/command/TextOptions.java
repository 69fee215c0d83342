package org.rnnkit.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.rnnkit.grader.RepeatCommand;
import org.rnnkit.toolkit.Text;
import org.rnnkit.toolkit.TextSource;
import picocli.CommandLine.Option;

/** The options for what a training learns from: text and seed. */
final class TextOptions {

    private static final int DEFAULT_SEED = 1;

    @Option(names = "--text", paramLabel = "FILE",
            description = "A text of your own, in UTF-8. Default: the file in RNNKIT_TEXT; else The Time Machine, "
                    + "from the cache or downloaded once; else the kit's own story. The output says which.")
    private Path text;

    @Option(names = "--seed", paramLabel = "N", description = "The seed of parameters and minibatches. Default: "
            + DEFAULT_SEED + ".")
    private Integer seed;

    int seed() {
        return seed == null ? DEFAULT_SEED : seed;
    }

    /** Adds these options to a command that trains in the same way. */
    void addTo(RepeatCommand command) {
        String variable = System.getenv("RNNKIT_TEXT");
        if (text != null || variable != null && !variable.isBlank()) {
            command.add(List.of("--text")).add(text != null ? text : Path.of(variable));
        }
        command.add(List.of("--seed", String.valueOf(seed())));
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
