package org.rnnkit.grader.catalogue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.function.Uncheck;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.launcher.TagFilter;
import org.rnnkit.grader.catalogue.CatalogueTrial.StepLoader;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * A search for right solutions that are rejected by chance. It runs the graded tests with many seeds, on the reference and
 * on the right solutions of the catalogue, and names every seed and test that failed. It is slow, so it runs only when asked
 * for: {@code -Drnnkit.seeds=N} is the number of seeds, 10,000 without a number, {@code -Drnnkit.seed=N} the first of them,
 * and {@code -Drnnkit.catalogue=REGEX} chooses by name, as in
 * step8epoch/reference or step8epoch/right/closed-a-minibatch-later.
 */
@EnabledIfSystemProperty(named = "rnnkit.seeds", matches = ".*")
class ManySeedsTest {

    private static final int DEFAULT_SEEDS = 10_000;
    private static final int MAX_FAILURES = 50;
    /** The end of the reference's name. Its runs are observed for slips that no test tells apart. */
    private static final String REFERENCE = "/reference";
    private static final long REPORT_NANOS = 30_000_000_000L;

    private static final Kit KIT = Kit.find(Steps.all());

    @TempDir
    private static Path folder;

    @TestFactory
    Stream<DynamicTest> rightSolutionsPassWithEverySeed() {
        Predicate<String> chosen = Pattern.compile(System.getProperty("rnnkit.catalogue", "")).asPredicate();
        return Steps.withBonus().stream().flatMap(ManySeedsTest::solutions).filter(solution -> chosen.test(solution.name))
                .map(solution -> DynamicTest.dynamicTest(solution.name, solution::tryAll));
    }

    private static Stream<Solution> solutions(Step step) {
        String reference = Uncheck.apply(Files::readString, KIT.layout().solution(step));
        return Stream.concat(Stream.of(new Solution(step, step.id() + REFERENCE, reference)),
                Catalogue.all().stream().filter(entry -> entry.isRight() && entry.step().equals(step))
                        .map(entry -> new Solution(step, entry.place(), entry.source())));
    }

    private static int seeds() {
        String number = System.getProperty("rnnkit.seeds");
        return number.isEmpty() || number.equals("true") ? DEFAULT_SEEDS : Integer.parseInt(number);
    }

    /** A right solution of a step. */
    private record Solution(Step step, String name, String source) {

        void tryAll() throws Exception {
            Path classes = Files.createTempDirectory(folder, "classes");
            CatalogueTrial.compile(step, source, name, classes);
            try (StepLoader loader = new StepLoader(classes)) {
                tryAll(loader);
            }
        }

        private void tryAll(StepLoader loader) throws Exception {
            int seeds = seeds();
            int failures = 0;
            long start = System.nanoTime();
            long reported = start;
            for (int i = 1; i <= seeds && failures < MAX_FAILURES; i++) {
                failures += passes(Draw.SEED + i - 1, loader) ? 0 : 1;
                if (i == seeds || failures == MAX_FAILURES || System.nanoTime() - reported > REPORT_NANOS) {
                    reported = System.nanoTime();
                    System.out.printf(Locale.ROOT, "%s: %,d of %,d seeds, %.1f a second, %d failed%n", name, i, seeds,
                            i / ((reported - start) / 1e9), failures);
                }
            }
            if (failures > 0) {
                throw new AssertionError(name + " fails with " + failures + " seeds; they stand in the output");
            }
        }

        private boolean passes(long seed, StepLoader loader) throws Exception {
            // Tests with this tag have the same numbers with every seed; CatalogueTest runs them.
            CatalogueTrial trial = CatalogueTrial.test(step, loader, seed, name.endsWith(REFERENCE),
                    TagFilter.excludeTags("same-with-every-seed"));
            boolean passes = trial.isPassed();
            if (passes && trial.coincidences().isEmpty()) {
                return true;
            }
            System.out.printf("%s: seed %d, %s%n", name, seed, passes ? "no test tells apart: " + trial.coincidences()
                    : trial.failedTests().isEmpty() ? trial : String.join("\n", trial.failedTests()));
            return false;
        }
    }
}
