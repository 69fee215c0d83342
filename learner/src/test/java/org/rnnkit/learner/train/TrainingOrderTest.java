package org.rnnkit.learner.train;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.worker.training.TrainingSetup.Hyperparameters;
import org.rnnkit.learner.train.TrainingRun.TrainingOrder;
import org.rnnkit.learner.train.TrainingRun.TrainingOrder.TextChoice;
import org.rnnkit.toolkit.Sampling;

/** Tests of how the form of a training is read. */
class TrainingOrderTest {

    private static TrainingOrder read(Map<String, String> fields) {
        return TrainingOrder.of(fields::get);
    }

    @Test
    void hasTheChaptersValuesWhereNothingIsSaid() {
        assertThat(read(Map.of())).isEqualTo(new TrainingOrder(Hyperparameters.ofChapter(500, 1),
                new TextChoice(TextChoice.Kind.USUAL, ""), "scratch", null));
    }

    @Test
    void takesEachField() {
        TrainingOrder order = read(Map.of("epochs", " 7 ", "hiddens", "16", "rate", "0.5", "sampling", "random", "text", "own",
                "own", "A text."));

        assertThat(order.settings()).isEqualTo(new Hyperparameters(10_000, 32, 35, 16, 0.5f, Sampling.RANDOM, 7, 1));
        assertThat(order.text().find().characters()).isEqualTo("a text");
        assertThat(read(Map.of("text", "story", "own", "ignored")).text())
                .isEqualTo(new TextChoice(TextChoice.Kind.STORY, ""));
    }

    @ParameterizedTest
    @CsvSource({"epochs, 0, epochs must be", "epochs, 10001, epochs must be", "epochs, many, epochs must be",
        "hiddens, 2049, hidden units must be", "hiddens, -1, hidden units must be", "rate, 0, learning rate must be",
        "rate, NaN, learning rate must be", "rate, 1e9, learning rate must be", "sampling, both, random; sequential",
        "text, /etc/passwd, own; story; usual"})
    void rejectsImpossibleValues(String field, String value, String message) {
        assertThatThrownBy(() -> read(Map.of(field, value))).isInstanceOf(UsageException.class)
                .hasMessageContaining(message.replace(";", ","));
    }

    @Test
    void rejectsATextThatIsTooLong() {
        assertThatThrownBy(() -> read(Map.of("text", "own", "own", "x".repeat(TrainingOrder.MAX_TEXT + 1))))
                .isInstanceOf(UsageException.class).hasMessageContaining("30,001 characters");
    }
}
