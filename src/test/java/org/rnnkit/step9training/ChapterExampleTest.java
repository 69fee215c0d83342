package org.rnnkit.step9training;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.modality.nlp.DefaultVocabulary;
import ai.djl.modality.nlp.Vocabulary;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.rnnkit.step8epoch.ChapterExampleTest.BigramModel;
import org.rnnkit.testkit.Draw;
import org.rnnkit.toolkit.LanguageModel;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.SequenceDataset;
import org.rnnkit.toolkit.TrainingMonitor;
import org.rnnkit.toolkit.TrainingResult;
import org.rnnkit.toolkit.Updaters;

/** A test of the example in chapter 9. */
@Tag("step9")
class ChapterExampleTest {

    @BeforeEach
    void steps6And8MustBeRight(NDManager manager, Draw draw) {
        TrainingTest.needSteps6And8(manager, draw);
    }

    @Test
    void givesTheResultsOfTheExampleInTheChapter(NDManager manager) {
        // <example>
        Vocabulary vocabulary = DefaultVocabulary.builder().optUnknownToken("<unk>")
                .add(List.of("<unk>", "r", "a")).build(); // indices 0, 1, 2
        int[] text = {1, 2, 1, 2}; // "rara": one minibatch of 1 × 3 tokens
        SequenceDataset dataset = new SequenceDataset(text, 1, 3, Sampling.SEQUENTIAL, 1);
        LanguageModel net = new BigramModel(manager, 3);
        List<String> log = new ArrayList<>();
        TrainingMonitor monitor = (epoch, result) -> log.add(String.format(Locale.ROOT,
                "epoch %d: perplexity %.2f", epoch, result.perplexity()));

        TrainingResult result = Training.train(
                net, dataset, vocabulary, Updaters.sgd(1), 2, manager, monitor);

        assertThat(log).containsExactly(
                "epoch 1: perplexity 3.00", "epoch 2: perplexity 2.15");
        assertThat(result.epochs()).hasSize(2);
        assertThat(result.samples()).containsExactly(
                // 50 characters each: after r comes a, after a comes r
                "time traveller" + "ar".repeat(25),
                "traveller" + "ar".repeat(25));
        // </example>
    }
}
