package org.rnnkit.learner.chapter;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.IntSummaryStatistics;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.ListItem;
import org.commonmark.node.OrderedList;
import org.commonmark.parser.Parser;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.learner.chapter.Quiz.Choice;
import org.rnnkit.learner.chapter.Quiz.FurtherAnswer;
import org.rnnkit.learner.chapter.Quiz.Question;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the quiz as a collection of texts, and on a page; {@link QuizChecksTest} computes what the texts say. */
class QuizTest {

    /** All steps of the kit that have a quiz: a course that leaves some out changes no question. */
    static List<Step> steps() {
        return Steps.withBonus().stream().filter(step -> !Quiz.of(step).questions().isEmpty()).toList();
    }

    private static int rightIndex(Question question) {
        return question.choices().stream().map(Choice::right).toList().indexOf(true);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aChapterHasTwoToEightQuestions(Step step) {
        assertThat(Quiz.of(step).questions()).hasSizeBetween(2, 8);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void aQuestionHasThreeOrFourChoicesAndOneIsRight(Step step) {
        for (Question question : withChoices(step)) {
            assertThat(question.choices()).as(question.id()).hasSizeBetween(3, 4)
                    .filteredOn(Choice::right).hasSize(1);
            assertThat(question.choices()).extracting(Choice::text).doesNotHaveDuplicates().doesNotContain("");
        }
    }

    @ParameterizedTest
    @MethodSource("steps")
    void everyChoiceHasItsOwnAnswerAndEveryWrongOneAMisconception(Step step) {
        for (Question question : withChoices(step)) {
            assertThat(question.choices()).extracting(Choice::answer).doesNotHaveDuplicates()
                    .allSatisfy(answer -> assertThat(answer).hasSizeBetween(40, 500));
            assertThat(question.choices()).filteredOn(choice -> !choice.right()).extracting(Choice::misconception)
                    .doesNotHaveDuplicates().allSatisfy(belief -> assertThat(belief).matches("[A-Z0-9].+\\."));
            assertThat(question.choices().get(rightIndex(question)).misconception()).isEmpty();
        }
    }

    @Test
    void idsAreUniqueInTheWholeQuiz() {
        assertThat(questions()).extracting(Question::id).doesNotHaveDuplicates()
                .allSatisfy(id -> assertThat(id).matches("[a-z]+(-[a-z]+)*"));
    }

    /** Whoever always takes the smallest, the middle or the largest of three numbers should not do better than by guessing. */
    @Test
    void aNumbersRankDoesNotGiveItAway() {
        int[] ranks = new int[3];
        for (Question question : steps().stream().flatMap(step -> withChoices(step).stream()).toList()) {
            List<List<String>> numbers = question.choices().stream().map(choice -> Numbers.in(choice.text())).toList();
            if (numbers.size() == 3 && numbers.stream().allMatch(found -> found.size() == 1)) {
                List<Double> values = numbers.stream().map(found -> Double.valueOf(found.get(0).replace(",", ""))).toList();
                ranks[values.stream().sorted().toList().indexOf(values.get(rightIndex(question)))]++;
            }
        }

        int all = Arrays.stream(ranks).sum();
        assertThat(Arrays.stream(ranks)).as("how often the smallest, the middle and the largest number is right")
                .allSatisfy(count -> assertThat(count).isBetween(all / 5, all * 2 / 5));
    }

    /** Whoever always takes the same letter, the longest or the shortest choice should not do better than by guessing. */
    @Test
    void neitherPlaceNorFormGivesTheRightChoiceAway() {
        int[] places = new int[4];
        List<String> longest = new ArrayList<>();
        List<String> shortest = new ArrayList<>();
        List<Question> all = steps().stream().flatMap(step -> withChoices(step).stream()).toList();
        for (Question question : all) {
            places[rightIndex(question)]++;
            int length = question.choices().get(rightIndex(question)).text().length();
            IntSummaryStatistics others = question.choices().stream().filter(choice -> !choice.right())
                    .mapToInt(choice -> choice.text().length()).summaryStatistics();
            if (length > others.getMax()) {
                longest.add(question.id());
            }
            if (length < others.getMin()) {
                shortest.add(question.id());
            }
            assertThat(question.choices()).as(question.id()).extracting(Choice::text)
                    .noneMatch(text -> text.contains("because"));
        }

        assertThat(Arrays.stream(places).limit(3)).as("how often a, b and c are right")
                .allSatisfy(count -> assertThat(count).isBetween(all.size() / 4, all.size() * 2 / 5));
        assertThat(places[3]).as("how often d is right, where there is one").isPositive();
        assertThat(longest).as("where the right choice is the longest").hasSizeLessThanOrEqualTo(all.size() / 3);
        assertThat(shortest).as("where the right choice is the shortest").hasSizeLessThanOrEqualTo(all.size() / 3);
    }

    @ParameterizedTest
    @MethodSource("steps")
    void everyItemOfGoingFurtherHasAnAnswer(Step step) throws IOException {
        String chapter = Files.readString(Kit.find(Steps.all()).home().resolve(step.chapterFile()));
        String section = chapter.substring(chapter.indexOf("\n## Going further\n") + 1);
        int end = section.indexOf("\n## ", 1);
        List<ListItem> items = new ArrayList<>();
        Parser.builder().build().parse(end < 0 ? section : section.substring(0, end)).accept(new AbstractVisitor() {
            @Override
            public void visit(OrderedList list) {
                visitChildren(list);
            }

            @Override
            public void visit(ListItem item) {
                items.add(item);
            }
        });

        assertThat(items).hasSizeGreaterThanOrEqualTo(3).hasSameSizeAs(Quiz.of(step).further());
    }

    /** A line of a text that begins with a dash, or a number and a point, would become a list by mistake. */
    @Test
    void textsHaveOnlyParagraphsCodeAndEmphasis() {
        Set<String> elements = new HashSet<>();
        texts().forEach(text -> Jsoup.parseBodyFragment(Quiz.html(text)).body().children()
                .forEach(block -> block.getAllElements().forEach(element -> elements.add(element.normalName()))));

        assertThat(elements).isSubsetOf("p", "code", "pre", "em");
    }

    @Test
    void textsFitTheirPlaces() {
        assertThat(questions()).allSatisfy(question -> {
            assertThat(question.text()).as(question.id()).hasSizeLessThan(600);
            assertThat(question.choices()).allSatisfy(choice -> assertThat(choice.text()).hasSizeBetween(1, 80));
        });
    }

    @Test
    void aStepWithoutQuestionsHasAnEmptyQuiz() {
        Step step = new Step(99, "step99nothing", "Nothing", "Nothing", "", "", List.of(), 1, 1, List.of());

        assertThat(Quiz.of(step).questions()).isEmpty();
        assertThat(Quiz.of(step).further()).isEmpty();
    }

    private static List<Question> withChoices(Step step) {
        return Quiz.of(step).questions().stream().filter(question -> !question.choices().isEmpty()).toList();
    }

    private static List<Question> questions() {
        return steps().stream().flatMap(step -> Quiz.of(step).questions().stream()).toList();
    }

    private static Stream<String> texts() {
        return steps().stream().map(Quiz::of).flatMap(quiz -> Stream.concat(
                quiz.questions().stream().flatMap(question -> Stream.concat(Stream.of(question.text(), question.answer()),
                        question.choices().stream().flatMap(choice ->
                                Stream.of(choice.text(), choice.misconception(), choice.answer())))),
                quiz.further().stream().map(FurtherAnswer::text)));
    }

    static List<Step> stepsOfTheKit() {
        return Steps.withBonus();
    }

    @ParameterizedTest
    @MethodSource("stepsOfTheKit")
    void everyQuestionOnAPageHasItsChoicesAndTheirAnswersFoldedAway(Step step) {
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
    @MethodSource("stepsOfTheKit")
    void aPageNamesEveryGroupAndUsesEachIdOnce(Step step) {
        Document page = page(step);

        assertThat(page.select("[id]").eachAttr("id")).doesNotHaveDuplicates();
        assertThat(page.select("section, fieldset")).allSatisfy(part -> {
            for (String id : part.attr("aria-labelledby").split(" ")) {
                assertThat(page.getElementById(id)).as(id).isNotNull();
            }
        });
    }

    @ParameterizedTest
    @MethodSource("stepsOfTheKit")
    void aPageKeepsThePolicyOfThePage(Step step) {
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
