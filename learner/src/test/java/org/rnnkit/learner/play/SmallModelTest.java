package org.rnnkit.learner.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDManager;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.system.RecursiveDelete;
import org.rnnkit.learner.KitCopy;
import org.rnnkit.learner.lab.Lab;
import org.rnnkit.learner.worker.PlayRequest;
import org.rnnkit.testkit.limit.WorkLimit;
import org.rnnkit.toolkit.SavedModel;
import org.rnnkit.toolkit.TextSource;

/** Tests of the model that comes with the kit. */
class SmallModelTest {

    private static final SmallModel MODEL = SmallModel.read();
    private static final int LENGTH = 200;
    /** Fixed, because another seed has some more or fewer right words. */
    private static final long SEED = 1;

    /** Beginnings that are not in the story. */
    private static final List<String> BEGINNINGS = List.of("my name is ", "a ship at sea", "the king of the mountain",
            "winter in the north", "we built a house", "yesterday morning i saw", "the dog barked at", "music is ",
            "when the war ended", "an island far away", "please tell me", "the little girl and the wolf", "summer nights are",
            "he opened the letter", "once upon a time", "the robot said", "love is", "my brother drives",
            "the forest was dark", "in the beginning");

    @TempDir
    private Path folder;

    @Test
    void writesWordsOfTheStoryAfterBeginningsThatAreNotInIt() {
        String text = TextSource.embedded().characters();
        Set<String> story = new HashSet<>(words(text));
        assertThat(BEGINNINGS).hasSize(20).noneMatch(text::contains);
        Random random = new Random(SEED);
        List<String> written = new ArrayList<>();
        for (int round = 0; round < 5; round++) {
            for (String beginning : BEGINNINGS) {
                // The first word may be the end of one that the beginning has begun; the last one may not be complete.
                List<String> words = words(MODEL.write(new PlayRequest(beginning, LENGTH, SmallModel.TEMPERATURE), random));
                written.addAll(words.subList(1, words.size() - 1));
            }
        }
        long known = written.stream().filter(story::contains).count();
        assertThat(known / (double) written.size()).as("the share of words of the story, seed %d", SEED).isGreaterThan(0.9);
        assertThat(new HashSet<>(written)).as("the different words, seed %d", SEED).hasSizeGreaterThan(story.size() / 4);
    }

    private static List<String> words(String text) {
        return Pattern.compile("[a-z]+").matcher(text).results().map(MatchResult::group).toList();
    }

    @Test
    void hasTheNumbersAndTheCharactersThatAWorkerLoads() {
        try (NDManager manager = NDManager.newBaseManager()) {
            SavedModel saved = SavedModel.load(SmallModel.copyTo(folder), manager);
            for (int i = 0; i < saved.parameters().size(); i++) {
                float[] own = new float[MODEL.parameters().flat().get(i).length];
                for (int k = 0; k < own.length; k++) {
                    own[k] = (float) MODEL.parameters().flat().get(i)[k];
                }
                assertThat(saved.parameters().get(i).toFloatArray()).isEqualTo(own);
            }
            assertThat(saved.vocabulary().size()).isEqualTo(MODEL.tokens().size());
            assertThat(MODEL.tokens()).allSatisfy(token
                    -> assertThat(saved.vocabulary().getIndex(token)).isEqualTo(MODEL.tokens().indexOf(token)));
        }
    }

    @Test
    void expectsTheMostLikelyCharacterFirst() {
        List<Candidate> all = MODEL.candidates("the time travelle", MODEL.tokens().size());

        assertThat(all.get(0)).satisfies(first -> assertThat(first.character()).isEqualTo("r"))
                .satisfies(first -> assertThat(first.probability()).isGreaterThan(0.5));
        assertThat(all).isSortedAccordingTo((a, b) -> Double.compare(b.probability(), a.probability()));
        assertThat(all.stream().mapToDouble(Candidate::probability).sum()).isBetween(1 - 0.01 * MODEL.tokens().size(), 1.0);
        assertThat(MODEL.write(new PlayRequest("the time travelle", 1, 0), new Random())).isEqualTo("r");
    }

    /** Step 6 pays at once: with the steps that write, and stubs in the place of the others, the model writes the same. */
    @Test
    @Tag("slow")
    void writesWithTheLearnersOwnSteps() {
        KitCopy copy = KitCopy.create(folder);
        PlayRun.stepsThatWrite(copy.kit()).forEach(step -> copy.save(step, copy.solution(step)));
        PlayRequest request = new PlayRequest("the time traveller", 30, 0);
        StringBuilder written = new StringBuilder();

        try (Lab lab = new Lab(copy.kit(), WorkLimit.SECONDS, null)) {
            PlayRun model = PlayRun.small(lab, copy.kit(), PlayRun.NO_LIMIT);
            model.write(request, written::append);
            // It stays loaded.
            RecursiveDelete.deleteRecursively(lab.folder().resolve("small-model"));
            model.write(request, written::append);
        }

        assertThat(written).hasToString(MODEL.write(request, new Random()).repeat(2));
    }

    @Test
    @Tag("slow")
    void namesTheLineOfAnEndlessLoop() {
        KitCopy copy = KitCopy.create(folder);
        PlayRun.stepsThatWrite(copy.kit()).forEach(step -> copy.save(step, copy.solution(step)));
        copy.save(copy.step(3), copy.solution(copy.step(3)).replace("return new NDList",
                "while (batchSize != 0.5) { }\n        return new NDList"));
        assertThat(failure(copy, 1, PlayRun.NO_LIMIT))
                .matches(".*endless loop\\? It was at HiddenState\\.java:\\d+\\.");
        assertThat(failure(copy, 60, 1)).as("the limit of the whole text")
                .contains("Your code took longer than 1 second and was stopped");
    }

    private static String failure(KitCopy copy, int seconds, long textSeconds) {
        try (Lab lab = new Lab(copy.kit(), seconds, null)) {
            PlayRun model = PlayRun.small(lab, copy.kit(), textSeconds);
            return assertThatThrownBy(() -> model.write(new PlayRequest("a", 1, 0), text -> { }))
                    .hasMessageStartingWith("The steps failed while writing: ").actual().getMessage();
        }
    }
}
