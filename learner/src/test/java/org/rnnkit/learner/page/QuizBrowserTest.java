package org.rnnkit.learner.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.grader.TestSteps;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.learner.chapter.Quiz;
import org.rnnkit.learner.chapter.Quiz.Choice;
import org.rnnkit.learner.studio.StudioServer.StudioAssets;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** The questions of all chapters in a real browser, on a page that needs no server. */
@Tag("slow")
class QuizBrowserTest {

    private static final Step STEP = TestSteps.withNumber(4);
    private static final String FIRST = "document.querySelector('fieldset')";
    private static final String SHOWN = "[...document.querySelectorAll('fieldset:first-of-type .quiz-answer')]"
            + ".filter(answer => answer.checkVisibility()).map(answer => answer.innerText).join('|')";

    private static final String RESULT = FIRST + ".querySelector('[aria-live]').innerText";
    private static final String SUMMARY_IS_VISIBLE = FIRST + ".querySelector('summary').checkVisibility()";

    @TempDir
    private static Path folder;
    private static Browser browser;

    @BeforeAll
    static void start() throws Exception {
        browser = Browser.start(folder);
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
        }
    }

    @Test
    void revealsTheAnswerToTheChosenChoiceAndTheRightOne() throws IOException {
        browser.open(page(STEP, true), 1280, "light");
        int right = rightChoice();
        assertThat(browser.read(SHOWN)).as("at first").isEmpty();

        choose(right + 1);
        reveal();
        assertThat(browser.read(SHOWN))
                .matches("(?s)Not right\\.\\s+You may have thought:\\s+“[^”]+”\\s+But this is wrong:\\s+[^|]+\\|"
                        + "\\Q" + browser.read(choiceText(right)) + "\\E\\s+Right\\.\\s+[^|]+");

        choose(right);
        assertThat(browser.read(SHOWN)).as("after another choice").isEmpty();
        reveal();
        assertThat(browser.read(SHOWN)).startsWith("Right.").doesNotContain("|");
    }

    @Test
    void asksForAChoiceFirstAndOffersAllAnswersIfNothingIsChosen() throws IOException {
        browser.open(page(STEP, true), 1280, "light");
        assertThat(browser.read(SUMMARY_IS_VISIBLE)).as("at first").isEqualTo("false");
        reveal();

        assertThat(browser.read(RESULT)).isEqualTo("Choose an answer first. Then reveal.");
        assertThat(browser.read(SHOWN)).isEmpty();
        assertThat(browser.read(SUMMARY_IS_VISIBLE)).isEqualTo("true");
        browser.evaluate(FIRST + ".querySelector('summary').click()");
        assertThat(browser.read(SHOWN)).contains("Right.", "Not right.", "|");
    }

    private static String choiceText(int index) {
        return FIRST + ".querySelectorAll('.quiz-choice span')[" + index + "].innerText";
    }

    private static int rightChoice() {
        return Quiz.of(STEP).questions().get(0).choices().stream().map(Choice::right).toList().indexOf(true);
    }

    @Test
    void theAnswerToAChoiceReplacesTheRequestForOne() throws IOException {
        browser.open(page(STEP, true), 1280, "light");
        reveal();
        choose(rightChoice());
        reveal();

        assertThat(browser.read(RESULT)).startsWith("Right.").doesNotContain("Choose");
    }

    @Test
    void saysWhichNumbersAreNotRightYetThenShowsHowTheyAreComputed() throws IOException {
        browser.open(page(TestSteps.withNumber(7), true), 1280, "light");
        String question = "[...document.querySelectorAll('fieldset')].find(part => part.querySelector('[data-number]'))";
        String reveal = question + ".querySelector('.quiz-reveal').click()";
        String result = question + ".querySelector('[aria-live]').innerText";
        browser.evaluate(reveal);
        assertThat(browser.read(result)).isEqualTo("Not right yet: a, b, c.");

        browser.evaluate(question + ".querySelectorAll('[data-number]')"
                + ".forEach(input => { input.value = input.dataset.number; })");
        browser.evaluate(question + ".querySelector('[name=a]').value = '0,35'"); // a comma, and one unit off by rounding
        browser.evaluate(question + ".querySelector('[name=b]').value = '0.18'");
        browser.evaluate(reveal);
        assertThat(browser.read(result)).isEqualTo("Not right yet: b.");
        browser.evaluate(question + ".querySelector('[name=b]').value = '0.16'");
        browser.evaluate(reveal);
        assertThat(browser.read(result)).startsWith("Right: a) 0.34").doesNotContain("Not right");
    }

    @Test
    void worksByKeyboard() throws IOException {
        browser.open(page(STEP, true), 1280, "light");
        browser.evaluate(FIRST + ".querySelector('input').focus()");
        browser.press("ArrowDown");
        assertThat(browser.read(FIRST + ".querySelectorAll('input')[1].checked")).isEqualTo("true");
        browser.press("Tab");

        assertThat(browser.read("document.activeElement.textContent")).isEqualTo("Reveal");
    }

    @Test
    void withoutJavaScriptTheAnswersAreFoldedAway() throws IOException {
        browser.open(page(STEP, false), 390, "light");
        assertThat(browser.read(SHOWN)).isEmpty();
        assertThat(browser.read(FIRST + ".querySelector('button').checkVisibility()")).isEqualTo("false");

        browser.evaluate(FIRST + ".querySelector('summary').click()");
        assertThat(browser.read(SHOWN)).contains("Right.", "Not right.", "|");
    }

    /** All chapters on one page: their questions have different names. */
    @ParameterizedTest
    @CsvSource({"390, dark", "2560, light"})
    void areReadableAndAccessibleForEveryChapter(int width, String scheme) throws IOException {
        Path page = page(Steps.withBonus(), true);
        browser.open(page, width, scheme);
        browser.evaluate("document.querySelectorAll('details').forEach(part => { part.open = true; })");
        browser.evaluate("document.querySelectorAll('.quiz-reveal').forEach(button => button.click())"); // all answers
        browser.evaluate("document.querySelectorAll('fieldset:nth-of-type(odd) input').forEach(choice => choice.click())");
        browser.evaluate("document.querySelectorAll('fieldset:nth-of-type(odd) .quiz-reveal').forEach(button => "
                + "button.click())"); // and a single answer; the other questions still ask for a choice
        assertThat(browser.accessibilityProblems()).isEmpty();
        assertThat(browser.evaluate("document.documentElement.scrollWidth").asInt()).isLessThanOrEqualTo(width);
        assertThat(browser.unwantedEvents(page)).isEmpty();
    }

    private static void choose(int choice) {
        browser.evaluate("(choices => choices[" + choice + " % choices.length].click())(" + FIRST
                + ".querySelectorAll('input'))");
    }

    private static void reveal() {
        browser.evaluate(FIRST + ".querySelector('.quiz-reveal').click()");
    }

    private static Path page(Step step, boolean withScript) throws IOException {
        return page(List.of(step), withScript);
    }

    private static Path page(List<Step> steps, boolean withScript) throws IOException {
        String script = withScript ? "<script>" + StudioAssets.text("quiz.js") + "</script>" : "";
        return Files.writeString(folder.resolve("quiz.html"), "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\">"
                + "<meta name=\"viewport\" content=\"width=device-width\"><title>Questions</title><style>"
                + StudioAssets.text("studio.css") + StudioAssets.text("quiz.css") + "</style></head><body><main><h1>"
                + "Questions</h1>" + steps.stream().map(step -> Pages.render("studio/quiz.jte", Quiz.of(step))
                        .replace("Questions</h2>", step.title() + "</h2>")).collect(Collectors.joining()) + "</main>" + script
                + "</body></html>");
    }
}
