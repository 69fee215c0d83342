package org.rnnkit.testkit.failure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.testkit.comparison.SampleComparisons;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the words for a failure, and of its limits. */
class FailureTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Step FOURTH = Steps.withId("step4rnn").orElseThrow();
    private static final Failure RESULT = Failure.ofResult("h is 1", "2").with("").with("All other values are right");

    @Test
    void saysTheCauseFirst() {
        assertThat(RESULT.text()).isEqualTo("h is 1, expected 2\nAll other values are right");
        assertThat(RESULT.withMistakes(List.of("a", "b"), false).text())
                .isEqualTo("Likely mistake: a\nor: b\nh is 1, expected 2\nAll other values are right");
        assertThat(RESULT.withMistakes(List.of("a", "b"), true).headline()).isEqualTo("Two likely mistakes: a\nand: b");
        assertThat(Failure.of("It is divided by 0.", "RnnForward threw an exception").text())
                .isEqualTo("It is divided by 0.\nRnnForward threw an exception");
    }

    @Test
    void theHeadlineIsTheLikelyMistakeOrTheCauseOrTheResult() {
        assertThat(RESULT.headline()).isEqualTo("h is 1, expected 2");
        assertThat(RESULT.body()).isEqualTo("All other values are right");
        Failure named = RESULT.withMistakes(List.of("a"), false);
        assertThat(named.headline()).isEqualTo("Likely mistake: a");
        assertThat(named.body()).isEqualTo("h is 1, expected 2\nAll other values are right");
        Failure cause = Failure.of("three arrays, of shapes 1,\nexpected five\n1 is wrong\n  indented");
        assertThat(cause.headline()).as("a sentence that goes on").isEqualTo("three arrays, of shapes 1,\nexpected five");
        assertThat(cause.body()).isEqualTo("1 is wrong\n  indented");
        assertThat(Failure.of("").text()).isEmpty();
    }

    @Test
    void theHeadlineBeginsWithACapitalUnlessItBeginsWithAName() {
        Failure state = Failure.ofResult("the state has shape (5, 2)", "(2, 5)");

        assertThat(state.headline()).isEqualTo("The state has shape (5, 2), expected (2, 5)");
        assertThat(state.text()).startsWith("the state");
        assertThat(Failure.of("b_q is missing").headline()).startsWith("b_q");
        assertThat(Failure.of("train threw it").headline()).startsWith("train");
    }

    @Test
    void aLongResultAndTheExpectedOneHaveALineEach() {
        assertThat(Failure.ofResult("x".repeat(60), "y".repeat(41)).text()).contains(",\nexpected yyy");
        assertThat(Failure.ofResult("in a training,\nevent 1 is a", "b").text()).endsWith("event 1 is a,\nexpected b");
    }

    @Test
    void endsWithHowToGoOn() {
        Failure drawn = RESULT.withSeed(639_982);

        assertThat(drawn.text(FOURTH)).isEqualTo(RESULT.text() + "\nWhere: forward in RnnForward.java\nHint: ./rnnkit hint 4\n"
                + "Again with the same numbers:\nmvn test -pl exercises -Dgroups=step4 -Drnnkit.seed=639982");
        assertThat(drawn.textWithoutHint(FOURTH)).doesNotContain("Hint").contains("Where", "-Drnnkit.seed=639982");
        assertThat(drawn.text()).isEqualTo(RESULT.text());
        assertThat(drawn.commands(FOURTH)).startsWith("./rnnkit hint 4\nmvn test").endsWith("=639982");
        assertThat(Failure.of("it threw at RnnForward.java:12").withSeed(1).text(FOURTH)).doesNotContain("Where");
        assertThat(RESULT.withSeed(1).text(Steps.withId("step5model").orElseThrow()))
                .contains("\nWhere: RnnModelScratch.java\n");
    }

    @Test
    void saysNothingOfTheNumbersIfItDoesNotDependOnThem() {
        assertThat(RESULT.text(FOURTH)).isEqualTo(RESULT.text());
        assertThat(RESULT.textWithoutHint(FOURTH)).isEqualTo(RESULT.text());
        assertThat(RESULT.commands(FOURTH)).isEmpty();
    }

    @Test
    void isTheSameAfterATripThroughJson() throws JsonProcessingException {
        Failure whole = RESULT.withMistakes(List.of("a", "b"), true).at(new FailurePlace("RnnForward.java", 12)).withSeed(5)
                .withComparison(SampleComparisons.ofZeros(List.of("unit"), new long[] {3}, 1));

        assertThat(JSON.readValue(JSON.writeValueAsString(whole), Failure.class)).isEqualTo(whole);
        assertThat(JSON.readValue(JSON.writeValueAsString(RESULT), Failure.class)).isEqualTo(RESULT);
        assertThat(JSON.writeValueAsString(Failure.of("x"))).isEqualTo("{\"cause\":\"x\"}");
    }

    /** It may come from a student's process. */
    @Test
    void cutsLongTexts() {
        String longText = "x".repeat(100_000);
        Failure cut = new Failure(List.of(longText), false, longText, longText, longText, longText, null, null, null);

        assertThat(List.of(cut.likelyMistakes().get(0), cut.cause(), cut.came(), cut.expected(), cut.details()))
                .allSatisfy(text -> assertThat(text).hasSize(4_001).endsWith("…"));
        assertThat(cut.characters()).isEqualTo(5 * 4_001);
    }

    @Test
    void rejectsManyLikelyMistakes() {
        List<String> many = Collections.nCopies(11, "x");

        assertThatThrownBy(() -> RESULT.withMistakes(many, false)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void theCompilersPlaceIsNoneIfNoFileHasIt() {
        assertThat(FailurePlace.of("org/rnnkit/A.java", 12)).isEqualTo(new FailurePlace("A.java", 12));
        assertThat(FailurePlace.of("A.java", 99_999_999_999L)).isNull();
        assertThat(FailurePlace.of("A.java", 0)).isNull();
        assertThat(FailurePlace.of("A b.java", 1)).isNull();
    }

    @ParameterizedTest
    @CsvSource({"../A.java, 1", "'', 1", "A.java, 0", "A.java, 1000001"})
    void rejectsAPlaceThatNoFileHas(String file, int line) {
        assertThatThrownBy(() -> new FailurePlace(file, line)).isInstanceOf(IllegalArgumentException.class);
    }
}
