package org.rnnkit.learner.chapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.learner.chapter.Quiz.Choice;
import org.rnnkit.learner.chapter.Quiz.Question;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the quiz on a page. */
class QuizPageTest {

    static List<Step> steps() {
        return Steps.withBonus();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void everyQuestionHasItsChoicesAndTheirAnswersFoldedAway(Step step) {
        Quiz quiz = Quiz.of(step);
        Elements shown = page(step).select("section.quiz fieldset");

        assertThat(shown).hasSameSizeAs(quiz.questions());
        for (int i = 0; i < shown.size(); i++) {
            Question question = quiz.questions().get(i);
            Element part = shown.get(i);
            assertThat(part.select("[data-number]").eachAttr("data-number")).isEqualTo(
                    question.numbers().stream().map(String::valueOf).toList());
            if (question.choices().isEmpty()) {
                assertThat(part.select("details:not([open]) > .quiz-answer").text())
                        .isEqualTo("Right: " + question.rightNumbers() + " " + plain(question.answer()));
                continue;
            }
            assertThat(part.select("label > input[type=radio]").eachAttr("name")).hasSameSizeAs(question.choices())
                    .containsOnly("quiz-" + step.id() + "-" + question.id());
            Elements answers = part.select("details:not([open]) > .quiz-answer");
            assertThat(answers).hasSameSizeAs(question.choices());
            assertThat(part.select(".quiz-right").select("blockquote, .quiz-but")).isEmpty();
            for (int c = 0; c < answers.size(); c++) {
                Choice choice = question.choices().get(c);
                String verdict = choice.right() ? "Right. " : "Not right. You may have thought: “"
                        + plain(choice.misconception()) + "” But this is wrong: ";
                assertThat(answers.get(c).text()).isEqualTo(plain(choice.text()) + " " + verdict + plain(choice.answer()));
                assertThat(answers.get(c).hasClass("quiz-right")).isEqualTo(choice.right());
            }
            assertThat(part.select("button[type=button][hidden]").eachText()).containsExactly("Reveal");
            assertThat(part.select("[aria-live=polite]")).singleElement().matches(region -> region.text().isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void namesEveryGroupAndUsesEachIdOnce(Step step) {
        Document page = page(step);

        assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
        assertThat(page.select("section, fieldset")).allSatisfy(part -> {
            for (String id : part.attr("aria-labelledby").split(" ")) {
                assertThat(page.getElementById(id)).as(id).isNotNull();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("steps")
    void keepsThePolicyOfThePage(Step step) {
        assertThat(page(step).select("script, style, [style]")).isEmpty();
        assertThat(page(step).getAllElements()).allSatisfy(element -> assertThat(element.attributes().asList())
                .noneMatch(attribute -> attribute.getKey().startsWith("on")));
    }

    @Test
    void escapesHtmlInTexts() {
        assertThat(Quiz.html("a <b>bold</b> `<unk>`"))
                .isEqualTo("<p>a &lt;b&gt;bold&lt;/b&gt; <code>&lt;unk&gt;</code></p>");
        assertThat(Quiz.html("<script>alert(1)</script>")).doesNotContain("<script");
    }

    private static Document page(Step step) {
        return Jsoup.parse(Pages.render("studio/quiz.jte", Quiz.of(step)));
    }

    private static String plain(String markdown) {
        return Jsoup.parseBodyFragment(Quiz.html(markdown)).text();
    }
}
