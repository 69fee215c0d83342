package org.rnnkit.learner.chapter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import ai.djl.ndarray.NDManager;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
 * Tests that every number and claim in the quiz is computed. The check of a question is the method of this name in the class
 * of its step, such as Step4Checks; it may have a manager for its arrays. It computes the numbers of all parts, and asserts
 * the claims in words. The numbers that the YAML file writes must be these, in the same order.
 */
class QuizChecksTest {

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
    void everyCheckHasAQuestionOrAnAnswer() throws ClassNotFoundException {
        for (Step step : Steps.withBonus()) {
            Quiz quiz = Quiz.of(step);
            List<String> used = new ArrayList<>(quiz.questions().stream().map(Question::check).toList());
            quiz.further().stream().map(FurtherAnswer::check).filter(check -> !check.isEmpty()).forEach(used::add);
            List<String> written = Arrays.stream(checks(step).getDeclaredMethods())
                    .filter(method -> method.getReturnType() == Numbers.class).map(Method::getName).toList();

            assertThat(written).as(step.id()).containsExactlyInAnyOrderElementsOf(used);
        }
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

    private static void check(Step step, String check, List<String> parts) throws ReflectiveOperationException {
        Numbers numbers = numbers(step, check);
        List<List<Number>> computed = numbers.parts();
        assertThat(computed).as("the parts that %s computes", check).hasSameSizeAs(parts);
        for (int i = 0; i < parts.size(); i++) {
            String part = parts.get(i);
            numbers.words().get(i).forEach(piece -> assertThat(part).contains(piece));
            Numbers.compare(part, computed.get(i));
        }
    }

    private static Numbers numbers(Step step, String check) throws ReflectiveOperationException {
        Method method = Arrays.stream(checks(step).getDeclaredMethods()).filter(one -> one.getName().equals(check)).findFirst()
                .orElseThrow(() -> new AssertionError(step.id() + " has no check " + check));
        try (NDManager manager = NDManager.newBaseManager()) {
            return (Numbers) (method.getParameterCount() == 0 ? method.invoke(null) : method.invoke(null, manager));
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof AssertionError wrong) {
                throw wrong;
            }
            return fail(check + " can't be computed", e.getCause());
        }
    }

    private static Class<?> checks(Step step) throws ClassNotFoundException {
        return Class.forName(QuizChecksTest.class.getPackageName() + ".Step" + step.number() + "Checks");
    }
}
