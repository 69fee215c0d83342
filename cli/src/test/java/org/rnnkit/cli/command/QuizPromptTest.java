package org.rnnkit.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnkit.cli.command.QuizCommand.QuizPrompt;
import org.rnnkit.grader.TestSteps;
import org.rnnkit.learner.quiz.Quiz;
import org.rnnkit.learner.quiz.Quiz.Choice;
import org.rnnkit.learner.quiz.Quiz.Question;
import org.rnnkit.learner.quiz.QuizText;
import org.rnnkit.testkit.steps.Step;

/** Tests of the conversation of the quiz. */
class QuizPromptTest {

    private static final Step STEP = TestSteps.withNumber(4);

    private static final Quiz QUIZ = new Quiz(List.of(question("first", 1), question("second", 0)), List.of());

    @Test
    void answersAWrongChoiceWithItsMisconceptionAndAsksAgain() {
        assertThat(conversation("a\nb\na\n"))
                .containsSubsequence("Question 1 of 2", "The first question", "a) choice 0", "c) choice 2", "Your choice",
                        "a) is not right.\n\nYou may have thought: \"Belief 0.\"\n\nBut this is wrong:\nanswer 0\n",
                        "Your choice", "b) is right.", "answer 1",
                        "Question 2 of 2", "a) is right.")
                .doesNotContain("answer 2", "Belief 2");
    }

    @Test
    void enterAloneShowsTheRightAnswerWithoutPraiseAndGoesOn() {
        assertThat(conversation("\n\n")).containsSubsequence("Question 1 of 2", "The answer is b).\nanswer 1",
                "Question 2 of 2", "The answer is a).\nanswer 0", "These were").doesNotContainIgnoringCase("right");
    }

    @Test
    void endsWithWhereToGoOnAndWithoutAMark() {
        String all = conversation("c\nb\nc\n\n");
        String end = all.substring(all.indexOf("These were"));

        assertThat(end).startsWith("These were the questions of step 4.")
                .contains(STEP.chapterFile(), "./rnnkit quiz 4 --further").doesNotContain(" of 2", "%");
    }

    @Test
    void quitsAtQAndAtTheEndOfTheInput() {
        assertThat(conversation("q\n")).isEqualTo(conversation("")).contains("Question 1 of 2")
                .doesNotContain("Question 2", "These were");
    }

    @Test
    void explainsAnInputThatIsNoChoice() {
        String answer = "Type one letter from a to c. Enter alone shows the answer, q quits.";

        for (String input : List.of("d", "ab", "1", "\u001b[A", "ä", "a b")) {
            assertThat(conversation(input + "\nb\n")).as(input).containsSubsequence("Your choice", answer, "Your choice",
                    "b) is right.");
        }
    }

    @Test
    void saysWhichNumbersAreNotRightYet() {
        Question numbers = new Question("numbers", "The numbers", null, List.of(new BigDecimal("0.50"), new BigDecimal("-2")),
                "computed so", "check");
        Quiz quiz = new Quiz(List.of(numbers), List.of());

        assertThat(conversation(quiz, "0.52, -2\n0.5\nx y\n0,51 -2.0\n")).containsSubsequence("Your 2 numbers",
                "Not right yet: a.", "Not right yet: b.", "Not right yet: a, b.", "Right: a) 0.50, b) -2\n\ncomputed so",
                "These were");
        assertThat(conversation(quiz, "\n")).contains("Right: a) 0.50").doesNotContain("Not right");
        assertThat(conversation(quiz, "q\n")).doesNotContain("computed so", "These were");
    }

    @Test
    void takesALetterInOtherWaysOfWriting() {
        assertThat(conversation(" B \n")).contains("b) is right.");
        assertThat(conversation("b)\n")).contains("b) is right.");
    }

    private static Question question(String name, int right) {
        List<Choice> choices = List.of(choice(0, right), choice(1, right), choice(2, right));
        return new Question(name, "The " + name + " question", choices, List.of(), "", "check");
    }

    private static Choice choice(int index, int right) {
        String misconception = index == right ? null : "Belief " + index + ".";
        return new Choice("choice " + index, index == right, misconception, "answer " + index);
    }

    private static String conversation(String input) {
        return conversation(QUIZ, input);
    }

    private static String conversation(Quiz quiz, String input) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
        new QuizPrompt(new BufferedReader(new StringReader(input)), out, new QuizText(80)).ask(STEP, quiz);
        return printed.toString(StandardCharsets.UTF_8);
    }
}
