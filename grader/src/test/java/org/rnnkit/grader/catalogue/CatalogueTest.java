package org.rnnkit.grader.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.TestSubmission;
import org.rnnkit.grader.kit.CatalogueSolution;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.kit.Misconception.ContractSentence;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.CheckStatus;
import org.rnnkit.grader.report.StepReport.IndependentCheck;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.testkit.board.StepMessage;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * The tests of the graded tests: every wrong solution of the catalogue fails in its own step with the message meant for it,
 * and in the independent check; every right one passes in both. The draws come from the seed in the pom, so that
 * no build is red by chance; -Drnnkit.seed=N tries others. Every third right solution is tried and every twentieth wrong one:
 * others each day, so that twenty days try all. The first right one of a step is tried each day. The day is printed, and
 * -Drnnkit.day=N repeats it. -Dthorough tries all of them, and -Drnnkit.catalogue=REGEX those whose place matches, such as
 * step4rnn/wrong/tanh-forgotten.
 */
@Tag("slow")
class CatalogueTest {

    /** The steps whose tests take the longest; CatalogueLongStepsTest has them, so that two JVMs share the work. */
    static final Set<Integer> LONG = Set.of(9, 10, 13);

    /**
     * What the message of an entry that never comes back says; it is stopped from outside. The second is for a loop that
     * fills the memory as well: whether time or memory runs out first is the machine's affair.
     */
    private static final List<String> ENDLESS = List.of("took longer than", "and was stopped");

    private static final int LIMIT_SECONDS = 1;
    /** A build that is not thorough tries one of so many wrong solutions, and one of so many right ones. */
    private static final int PART_OF_WRONG = 20;
    private static final int PART_OF_RIGHT = 3;
    /** Which part this build tries: the number of a day. */
    private static final long DAY = Long.getLong("rnnkit.day", LocalDate.now().toEpochDay());

    private static final Path MESSAGES = Path.of("target/catalogue");

    @TempDir
    private static Path folder;

    @TestFactory
    Stream<DynamicContainer> catalogue() throws IOException {
        return of(step -> !LONG.contains(step.number()), folder);
    }

    /** Makes the tests of some steps, which work in a folder. */
    static Stream<DynamicContainer> of(Predicate<Step> ofThese, Path folder) throws IOException {
        for (Step step : Steps.withBonus()) {
            if (ofThese.test(step)) {
                Files.deleteIfExists(messages(step));
            }
        }
        Map<Step, List<CatalogueSolution>> steps = chosen().stream().collect(Collectors.groupingBy(CatalogueSolution::step));
        return Steps.withBonus().stream().filter(ofThese).filter(steps::containsKey)
                .map(step -> DynamicContainer.dynamicContainer(step.id(),
                steps.get(step).stream().map(entry -> DynamicTest.dynamicTest(
                        (entry.isRight() ? "accepts " : "catches ") + entry.name(), () -> check(entry, folder)))));
    }

    private static List<CatalogueSolution> chosen() {
        String wanted = System.getProperty("rnnkit.catalogue", "");
        List<CatalogueSolution> all = Catalogue.all();
        if (!wanted.isEmpty() || !Catalogue.areOfTheKit()) {
            return all.stream().filter(entry -> Pattern.compile(wanted).matcher(entry.place()).find()).toList();
        }
        System.out.println("One of " + PART_OF_RIGHT + " right solutions and one of " + PART_OF_WRONG
                + " wrong ones: -Drnnkit.day=" + DAY);
        return IntStream.range(0, all.size()).filter(i -> isFirstOfItsStep(all.get(i))
                || (i + DAY) % (all.get(i).isRight() ? PART_OF_RIGHT : PART_OF_WRONG) == 0).mapToObj(all::get).toList();
    }

    private static void check(CatalogueSolution entry, Path folder) throws Exception {
        if (entry.isRight()) {
            CatalogueTrial trial = trial(entry, folder, isFirstOfItsStep(entry));
            assertThat(trial.isPassed()).as("%s should pass: %s", entry, trial).isTrue();
            assertThat(trial.check()).as(entry.place()).isEqualTo(IndependentCheck.PASSED);
            assertThat(trial.coincidences()).as("slips that no test tells apart").isEmpty();
            return;
        }
        if (!Catalogue.areOfTheKit()) {
            write(entry, trial(entry, folder, false));
            return;
        }
        String meant = entry.entry().message();
        if (ENDLESS.contains(meant)) {
            checkEndless(entry, meant, folder);
            return;
        }
        CatalogueTrial trial = trial(entry, folder, false);
        write(entry, trial);
        assertThat(trial.isPassed()).as("%s should fail: %s", entry, trial).isFalse();
        assertThat(trial.message()).as(entry.place()).contains(meant);
        // Code that takes over its process can forge the results of the tests, so the check must see each mistake, too.
        assertThat(trial.check().status()).as("%s, independent check", entry).isEqualTo(CheckStatus.FAILED);
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
                + (trial.isPassed() ? "PASSED" : StepMessage.withoutAdvice(trial.message()))
                + "\nfailed: " + trial.failedTests().size() + ", " + trial.check().status() + " in the independent check\n\n",
                StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static CatalogueTrial trial(CatalogueSolution entry, Path folder, boolean observed) throws Exception {
        return CatalogueTrial.of(entry, Files.createTempDirectory(folder, "classes"), observed);
    }

    private static void checkEndless(CatalogueSolution entry, String meant, Path folder) throws Exception {
        Step step = entry.step();
        StepReport report = TestSubmission.copyTo(Files.createTempDirectory(folder, "student"))
                .step(step.id() + "/" + step.className() + ".java", entry.source())
                .limit(LIMIT_SECONDS).grade(step.number()).steps().get(0);
        assertThat(report.status()).as(report.message()).isEqualTo(StepStatus.FAILED);
        assertThat(report.message()).contains(meant);
    }

    @Test
    void hasEightWrongAndTwoRightOnesOfEveryStep() {
        for (Step step : Steps.withBonus()) {
            List<CatalogueSolution> entries = Catalogue.all().stream().filter(entry -> entry.step().equals(step)).toList();
            assertThat(entries.stream().filter(entry -> !entry.isRight())).as(step.id()).hasSizeGreaterThanOrEqualTo(8);
            assertThat(entries.stream().filter(CatalogueSolution::isRight)).as(step.id()).hasSizeGreaterThanOrEqualTo(2);
        }
    }
}
