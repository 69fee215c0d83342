package org.rnnkit.grader.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.kit.CatalogueSolution;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.kit.Misconception.ContractSentence;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * The tests of the graded tests: every wrong solution of the catalogue fails in its own step with the message meant for it;
 * every right one is accepted by the list of what a step may use, and passes. The draws come from the seed in the pom, so that
 * no build is red by chance; -Drnnkit.seed=N tries others. -Drnnkit.catalogue=REGEX tries only those whose place matches,
 * such as step4rnn/wrong/tanh-forgotten.
 */
@Tag("slow")
class CatalogueTest {

    private static final int MOST_WRONG = 25;
    private static final int MOST_RIGHT = 12;

    private static final Path MESSAGES = Path.of("target/catalogue");

    @TempDir
    private static Path folder;

    /** The words of slips that change no result which is known before: only a wrong solution can show them. */
    private static final Set<String> WITHOUT_EFFECT = new TreeSet<>();
    /** The words of slips that the message of a wrong solution names. */
    private static final Set<String> NAMED = new HashSet<>();
    /** Names of parameters in the words of a slip: which one it is makes no other slip. */
    private static final Pattern PARAMETER = Pattern.compile("\\b[Wb]_\\w+");

    @TestFactory
    Stream<DynamicContainer> catalogue() throws IOException {
        for (Step step : Steps.withBonus()) {
            Files.deleteIfExists(messages(step));
        }
        Map<Step, List<CatalogueSolution>> steps = chosen().stream().collect(Collectors.groupingBy(CatalogueSolution::step));
        Stream<DynamicContainer> all = Steps.withBonus().stream().filter(steps::containsKey)
                .map(step -> DynamicContainer.dynamicContainer(step.id(), steps.get(step).stream().map(entry ->
                        DynamicTest.dynamicTest((entry.isRight() ? "accepts " : "catches ") + entry.name(),
                                () -> check(entry, folder)))));
        boolean isWhole = Catalogue.areOfTheKit() && chosen().equals(Catalogue.all());
        return isWhole ? Stream.concat(all, Stream.of(DynamicContainer.dynamicContainer("slips", Stream.of(
                DynamicTest.dynamicTest("are mistakes that somebody makes", CatalogueTest::checkSlips))))) : all;
    }

    /** A slip changes a result of a right solution to one that no other slip gives, or a wrong solution is told of it. */
    private static void checkSlips() {
        Set<String> named = NAMED.stream().map(CatalogueTest::withoutParameter).collect(Collectors.toSet());
        assertThat(WITHOUT_EFFECT.stream().filter(slip -> !named.contains(withoutParameter(slip))))
                .as("slips that no wrong solution needs: add one that students write, or delete the slip").isEmpty();
    }

    private static String withoutParameter(String slip) {
        return PARAMETER.matcher(slip).replaceAll("…");
    }

    private static List<CatalogueSolution> chosen() {
        Pattern wanted = Pattern.compile(System.getProperty("rnnkit.catalogue", ""));
        return Catalogue.all().stream().filter(entry -> wanted.matcher(entry.place()).find()).toList();
    }

    private static void check(CatalogueSolution entry, Path folder) throws Exception {
        if (entry.isRight()) {
            CatalogueTrial trial = trial(entry, folder, isFirstOfItsStep(entry));
            assertThat(trial.refusal()).as(entry.place()).isEmpty();
            assertThat(trial.isPassed()).as("%s should pass: %s", entry, trial).isTrue();
            assertThat(trial.coincidences()).as("slips that no test tells apart").isEmpty();
            WITHOUT_EFFECT.addAll(trial.slipsWithoutEffect());
            return;
        }
        if (!Catalogue.areOfTheKit()) {
            write(entry, trial(entry, folder, false));
            return;
        }
        CatalogueTrial trial = trial(entry, folder, false);
        write(entry, trial);
        NAMED.addAll(trial.namedSlips());
        assertThat(trial.isPassed()).as("%s should fail: %s", entry, trial).isFalse();
        assertThat(trial.message()).as(entry.place()).contains(entry.entry().message());
        checkSentences(entry, trial);
    }

    /** The slips follow from the draws, which are the same for all right solutions: one of a step is observed. */
    private static boolean isFirstOfItsStep(CatalogueSolution entry) {
        return Catalogue.all().stream().filter(other -> other.isRight() && other.step().equals(entry.step())).findFirst()
                .filter(entry::equals).isPresent();
    }

    /** Each sentence of the contract that names this mistake names a test that finds it. */
    private static void checkSentences(CatalogueSolution entry, CatalogueTrial trial) {
        List<ContractSentence> all = ContractSentence.of(new Layout(Path.of("..")), entry.step());
        all.stream().filter(row -> row.mistakes().contains(entry.name())).forEach(row ->
                assertThat(trial.failedMethods()).as("%s, \"%s\"", entry, row.sentence()).containsAnyElementsOf(row.tests()));
    }

    /** Returns the file with the messages of a step's wrong solutions. */
    private static Path messages(Step step) {
        return MESSAGES.resolve(step.id() + ".txt");
    }

    /** Writes what the student reads into a file, so that somebody can judge it. */
    private static void write(CatalogueSolution entry, CatalogueTrial trial) throws IOException {
        Files.createDirectories(MESSAGES);
        Files.writeString(messages(entry.step()), "== " + entry.place() + "\nmistake: " + entry.entry().mistake() + "\n"
                + (trial.isPassed() ? "PASSED" : trial.message())
                + "\nfailed: " + trial.failedTests().size() + "\n\n",
                StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static CatalogueTrial trial(CatalogueSolution entry, Path folder, boolean observed) throws Exception {
        return CatalogueTrial.of(entry, Files.createTempDirectory(folder, "classes"), observed);
    }

    /** Each one has to be tried, read and kept in step with the reference, so there is room for the most usual ones only. */
    @Test
    void hasEightTo25WrongAndTwoTo12RightOnesOfEveryStepThatHasAny() {
        for (Step step : Catalogue.all().stream().map(CatalogueSolution::step).distinct().toList()) {
            List<CatalogueSolution> entries = Catalogue.all().stream().filter(entry -> entry.step().equals(step)).toList();
            assertThat(entries.stream().filter(entry -> !entry.isRight())).as(step.id()).hasSizeBetween(8, MOST_WRONG);
            assertThat(entries.stream().filter(CatalogueSolution::isRight)).as(step.id()).hasSizeBetween(2, MOST_RIGHT);
        }
    }
}
