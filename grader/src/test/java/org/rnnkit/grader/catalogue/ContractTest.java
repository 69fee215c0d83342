package org.rnnkit.grader.catalogue;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.function.Uncheck;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnkit.grader.kit.CatalogueSolution;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.kit.Misconception.ContractSentence;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * Tests of the tables of sentences, contract.yaml beside each step's graded tests. CatalogueTest tests that each wrong solution
 * fails a test of each sentence that names it.
 */
class ContractTest {

    private static final Layout KIT = new Layout(Path.of(".."));
    private static final Pattern TEST = Pattern.compile("@(?:Test|ParameterizedTest)\\b(?:(?!\\bvoid\\b).)*\\bvoid (\\w+)\\(",
            Pattern.DOTALL);
    /** Parts that a sentence leaves out: the tags and stars of Javadoc, the stars and quotes of Markdown. */
    private static final Pattern MARKUP = Pattern.compile("\\{@\\w+ ([^}]*)}|@(?:param \\w+|return|throws)|[*`]");

    static List<Step> steps() {
        return Steps.withBonus().stream().filter(step -> !ContractSentence.of(KIT, step).isEmpty()).toList();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void everySentenceIsInTheChapterOrTheJavadoc(Step step) throws IOException {
        String texts = plain(texts(step));
        String chapter = plain(read(KIT.chapter(step)) + read(KIT.exercise(step)));
        assertThat(ContractSentence.of(KIT, step).stream().map(row -> plain(row.sentence()))
                .filter(sentence -> !texts.contains(sentence)).map(sentence -> "No text says \"" + sentence + "\" any more: "
                        + "write what the chapter says now in its place in src/test/java/org/rnnkit/" + step.id() + "/"
                        + Layout.CONTRACT + nearest(sentence, chapter))).isEmpty();
    }

    /** Proposes the sentence of a text that has most of another sentence's words, if it has half of them. */
    private static String nearest(String sentence, String text) {
        List<String> words = words(sentence);
        return Stream.of(text.split("(?<=[.:;?]) ")).max(Comparator.comparingLong(other -> common(words, other)))
                .filter(best -> common(words, best) * 2 > words.size()).map(best -> ", perhaps \"" + best + "\"").orElse("");
    }

    private static long common(List<String> words, String sentence) {
        return words(sentence).stream().filter(words::contains).count();
    }

    private static List<String> words(String text) {
        return Stream.of(text.toLowerCase(Locale.ROOT).split("\\W+")).distinct().toList();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void everyTestBelongsToASentence(Step step) throws IOException {
        Set<String> named = ContractSentence.of(KIT, step).stream().flatMap(row -> row.tests().stream()).collect(toSet());
        assertThat(named).isEqualTo(testsOf(step));
        assertThat(ContractSentence.of(KIT, step)).allSatisfy(row -> assertThat(row.tests()).isNotEmpty());
    }

    @ParameterizedTest
    @MethodSource("steps")
    void everySentenceHasAMistakeOfTheCatalogue(Step step) {
        Set<String> mistakes = Catalogue.all().stream().filter(entry -> entry.step().equals(step) && !entry.isRight())
                .map(CatalogueSolution::name).collect(toSet());
        assertThat(ContractSentence.of(KIT, step)).allSatisfy(row ->
                assertThat(mistakes).as(row.sentence()).isNotEmpty().containsAll(row.mistakes()));
        assertThat(ContractSentence.of(KIT, step)).allSatisfy(row -> assertThat(row.mistakes()).isNotEmpty());
    }

    private static String texts(Step step) throws IOException {
        try (Stream<Path> toolkit = Files.walk(KIT.home().resolve("toolkit/src/main/java"))) {
            return Stream.concat(Stream.of(KIT.chapter(step), KIT.exercise(step)),
                    toolkit.filter(file -> file.toString().endsWith(".java"))).map(ContractTest::read).collect(joining("\n"));
        }
    }

    private static String read(Path file) {
        return Uncheck.apply(Files::readString, file);
    }

    private static String plain(String text) {
        return MARKUP.matcher(text).replaceAll("$1").replaceAll("\\s+", " ").strip();
    }

    private static Set<String> testsOf(Step step) throws IOException {
        try (Stream<Path> files = Files.list(KIT.gradedTests(step))) {
            return files.filter(file -> file.toString().endsWith(".java")).map(ContractTest::read)
                    .flatMap(source -> TEST.matcher(source).results()).map(found -> found.group(1)).collect(toSet());
        }
    }
}
