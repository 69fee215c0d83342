package org.rnnkit.grader.compile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.commons.io.file.FilesUncheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the classes in a worker that take the places of the steps that do not run there. */
class WorkerClassesTest {

    private static final List<Step> WITH_ORACLE =
            steps("step1onehot", "step4rnn", "step6prediction", "step8epoch", "step12backward");

    /** Not called by a stand-in: the draws of tests, and the oracle of a whole epoch. */
    private static final Set<String> NOT_CALLED = Set.of("org/rnnkit/testkit/Draw", "org/rnnkit/testkit/oracle/Clipping",
            "org/rnnkit/testkit/oracle/CrossEntropy");

    @TempDir
    private Path folder;

    static List<Step> steps() {
        return Steps.withBonus();
    }

    private static List<Step> steps(String... ids) {
        return Stream.of(ids).flatMap(id -> Steps.withId(id).stream()).toList();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void areTheStandInsOfAllOtherSteps(Step step) throws IOException {
        WorkerClasses.copyOthers(Kit.find(Steps.all()), List.of(step), folder);

        assertThat(Steps.withBonus()).allSatisfy(other -> assertThat(
                Files.exists(folder.resolve(WorkerClasses.fileOf(other)))).isEqualTo(other != step));
    }

    /** With the oracle, a step would be a call or two. */
    @ParameterizedTest
    @MethodSource("steps")
    void haveTheOracleOnlyWhereNoStepHasToComputeItself(Step step) throws IOException {
        WorkerClasses.copyOthers(Kit.find(Steps.all()), List.of(step), folder);

        assertThat(Files.exists(folder.resolve("org/rnnkit/testkit"))).isEqualTo(!WITH_ORACLE.contains(step));
        assertThat(WorkerClasses.withheld(List.of(step))).isEqualTo(steps("step6prediction", "step8epoch").stream()
                .filter(other -> WITH_ORACLE.contains(step) && other != step).toList());
    }

    /** A class that is missing would fail a right step 9. The models are in the worker's jar. */
    @Test
    void areComplete() throws IOException {
        WorkerClasses.copyOthers(Kit.find(Steps.all()), steps("step9training"), folder);
        Pattern types = Pattern.compile("org/rnnkit/testkit/(?!models/)[\\w/$]+");
        try (Stream<Path> files = Files.walk(folder)) {
            List<String> needed = files.filter(Files::isRegularFile).map(WorkerClassesTest::text)
                    .flatMap(text -> types.matcher(text).results()).map(MatchResult::group).distinct()
                    .filter(type -> !NOT_CALLED.contains(type)).toList();

            assertThat(needed).hasSizeGreaterThan(5).allSatisfy(type -> assertThat(folder.resolve(type + ".class")).exists());
        }
    }

    private static String text(Path file) {
        return new String(FilesUncheck.readAllBytes(file), StandardCharsets.ISO_8859_1);
    }
}
