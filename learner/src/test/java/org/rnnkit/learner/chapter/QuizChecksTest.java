package org.rnnkit.learner.chapter;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.rnnkit.learner.chapter.Quiz.FurtherAnswer;
import org.rnnkit.learner.chapter.Quiz.Question;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * Tests that every number and claim in the quiz is computed. The check of a question has its name in one of the tables, such as
 * ForwardChecks. It computes the numbers of all parts, and asserts the claims in words. The numbers that the YAML file writes
 * must be these, in the same order.
 */
class QuizChecksTest {

    private static final Map<String, Function<NDManager, Numbers>> CHECKS = Stream.of(ForwardChecks.all(), LearningChecks.all(),
            BonusChecks.all()).flatMap(table -> table.entrySet().stream())
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));

    @TestFactory
    Stream<DynamicTest> everyNumberOfAQuestionIsComputed() {
        return Steps.withBonus().stream().flatMap(step -> Quiz.of(step).questions().stream().map(question ->
                DynamicTest.dynamicTest(step.id() + ": " + question.id(),
                        () -> check(step, question.check(), parts(question)))));
    }

    @TestFactory
    Stream<DynamicTest> everyNumberOfAnAnswerToGoingFurtherIsComputed() {
        return Steps.withBonus().stream().flatMap(step -> Quiz.of(step).further().stream()
                .filter(answer -> !answer.check().isEmpty() || !Numbers.in(answer.text()).isEmpty())
                .map(answer -> DynamicTest.dynamicTest(step.id() + ": " + answer.check(),
                        () -> check(step, answer.check(), List.of(answer.text())))));
    }

    @Test
    void everyCheckHasAQuestionOrAnAnswer() {
        Stream<String> used = Steps.withBonus().stream().map(Quiz::of).flatMap(quiz -> Stream.concat(
                quiz.questions().stream().map(Question::check),
                quiz.further().stream().map(FurtherAnswer::check).filter(check -> !check.isEmpty())));

        assertThat(CHECKS.keySet()).containsExactlyInAnyOrderElementsOf(used.toList());
    }

    @Test
    void readsTheNumbersOfAText() {
        assertThat(Numbers.in("In step 4, steps 5 to 9 and chapters 2 and 3, float32 [3, -1] is 1,120.5 at t=0: 22.6° or 1/28. "
                + "10 - 8 steps 0.28")).containsExactly("3", "-1", "1,120.5", "0", "22.6", "1", "28", "10", "8", "0.28");
    }

    @Test
    void comparesANumberAsItIsWritten() {
        assertThat(Numbers.writes("1,120", 1120)).isTrue();
        assertThat(Numbers.writes("1,121", 1120)).isFalse();
        assertThat(Numbers.writes("0.07", 0.0651)).isTrue();
        assertThat(Numbers.writes("0.07", 0.0649)).isFalse();
        assertThat(Numbers.writes("3.0", 3)).isFalse();
        assertThat(Numbers.writes("0.9", 0.9f)).isTrue();
    }

    private static List<String> parts(Question question) {
        List<String> parts = new ArrayList<>(List.of(question.text()));
        question.choices().forEach(choice -> parts.add(choice.text() + "\n" + choice.misconception() + "\n" + choice.answer()));
        if (!question.numbers().isEmpty()) {
            parts.add(question.numbers().stream().map(String::valueOf).collect(Collectors.joining(" ")));
            parts.add(question.answer());
        }
        return parts;
    }

    private static void check(Step step, String check, List<String> parts) {
        assertThat(CHECKS).as(step.id()).containsKey(check);
        try (NDManager manager = NDManager.newBaseManager()) {
            Numbers numbers = CHECKS.get(check).apply(manager);
            List<List<Number>> computed = numbers.parts();
            assertThat(computed).as("the parts that %s computes", check).hasSameSizeAs(parts);
            for (int i = 0; i < parts.size(); i++) {
                String part = parts.get(i);
                numbers.words().get(i).forEach(piece -> assertThat(part).contains(piece));
                Numbers.compare(part, computed.get(i));
            }
        }
    }
}
