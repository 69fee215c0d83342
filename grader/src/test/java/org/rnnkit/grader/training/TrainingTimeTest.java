package org.rnnkit.grader.training;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.grader.worker.training.Hyperparameters;

/** Tests of the time that is announced before a training. */
class TrainingTimeTest {

    @ParameterizedTest
    @CsvSource({"500, 10000, about 2 minutes", "1000, 10000, about 4 minutes", "100, 10000, about 20 seconds",
        "2, 10000, ten seconds or less", "500, 5000, about 60 seconds"})
    void growsWithEpochsAndCharacters(int epochs, int tokens, String words) {
        assertThat(GradedTraining.announcement(Hyperparameters.ofChapter(epochs, 1), tokens))
                .contains("It takes " + words + " at 44,000 characters per second",
                        "To grade without training: --no-training");
    }
}
