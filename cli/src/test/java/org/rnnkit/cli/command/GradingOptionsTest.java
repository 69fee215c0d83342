package org.rnnkit.cli.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.training.ShortTraining;
import org.rnnkit.grader.worker.training.Hyperparameters;
import org.rnnkit.testkit.steps.Steps;
import picocli.CommandLine;

/** Tests of the training that the command line and grading.yaml ask for together. */
class GradingOptionsTest {

    private static final String BONUS = "bonus: [{perplexity: 1.2, points: 2}]";

    private final Kit kit = Kit.find(Steps.all());

    @TempDir
    private Path folder;

    /** A class graded with short training is graded again with full training, but not if nothing has changed. */
    @Test
    void fingerprintDependsOnTheTraining() throws IOException {
        String full = fingerprint("");
        String small = fingerprint("", "--short-training");

        assertThat(small).isNotEqualTo(full).isEqualTo(fingerprint("", "--short-training"));
        assertThat(fingerprint("", "--epochs", "300")).isNotIn(full, small);
        assertThat(fingerprint("training: {short: true}")).isNotEqualTo(fingerprint("training: {short: false}"));
    }

    @Test
    void optionsOverrideTheConfiguration() throws IOException {
        String small = "training: {short: true}";
        String epochs = "training: {epochs: 3}";

        assertThat(options("").settings()).isEqualTo(Hyperparameters.ofChapter(500, 1));
        assertThat(options(epochs).settings()).isEqualTo(Hyperparameters.ofChapter(3, 1));
        assertThat(options(small).settings()).isEqualTo(ShortTraining.settings(1));
        assertThat(options(epochs, "--short-training", "--seed", "2").settings()).isEqualTo(ShortTraining.settings(2));
        assertThat(options(small, "--epochs", "4").settings()).isEqualTo(Hyperparameters.ofChapter(4, 1));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "feedback: full | --short-training --no-training | leave one of them out",
        "feedback: full | --short-training --epochs 3 | leave out --epochs",
        BONUS + "~training: {short: true} | --seed 1 | grading.yaml has training: short: true and bonus:"})
    void rejectsOptionsThatExcludeAShortTraining(String yaml, String arguments, String message) {
        assertThatThrownBy(() -> trainer(yaml, arguments.split(" "))).isInstanceOf(UsageException.class)
                .hasMessageContaining(message);
    }

    /** The text is long enough for the small model, but not for the full training that is predicted. */
    @Test
    void rejectsATextThatIsTooShortForTheFullTraining() throws IOException {
        Path text = Files.writeString(folder.resolve("text.txt"), "a bird in the hand ".repeat(30));

        assertThatThrownBy(() -> trainer("", "--short-training", "--text", text.toString())).isInstanceOf(UsageException.class)
                .hasMessageContaining("too short for one minibatch: 32 × 35");
    }

    /** The same configuration can be used for a full training and for a grading without training. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        BONUS + "~training: {short: true} | --epochs 3",
        BONUS + "~training: {short: true} | --no-training",
        BONUS + " | --short-training",
        "training: {epochs: 3} | --short-training"})
    void ignoresTheConfiguredTrainingIfTheOptionsAskForAnother(String yaml, String arguments) {
        assertThatCode(() -> trainer(yaml, arguments.split(" "))).doesNotThrowAnyException();
    }

    private String fingerprint(String yaml, String... arguments) throws IOException {
        return options(yaml, arguments).fingerprint(kit, Sandbox.none());
    }

    private void trainer(String yaml, String... arguments) throws IOException {
        try (StepCompiler compiler = new StepCompiler(kit, Sandbox.none())) {
            options(yaml, arguments).trainer(kit, Sandbox.none(), compiler, System.out);
        }
    }

    private GradingOptions options(String yaml, String... arguments) throws IOException {
        Path file = Files.writeString(folder.resolve("grading.yaml"), yaml.replace("~", "\n"));
        return CommandLine.populateCommand(new GradingOptions(),
                Stream.concat(Stream.of("--config", file.toString()), Stream.of(arguments)).toArray(String[]::new));
    }
}
