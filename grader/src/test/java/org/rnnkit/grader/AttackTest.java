package org.rnnkit.grader;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.io.function.Uncheck;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.grader.report.Report;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.sandbox.IsolationKind;
import org.rnnkit.grader.sandbox.Trespass;

/**
 * The attack catalogue: hostile code in step 3, one file for each attack. The first lines of a file say what the attack
 * does ({@code // attack: }), what docs/allowed.md says about it ({@code // list: }, which {@link AttackListTest} reads), the
 * step's status ({@code // verdict: }), and a part of the student's message ({@code // message: }). An attack that the list
 * stops never runs, and has neither. No attack may gain a point, get out of the sandbox, or change the result of another step.
 * An attack that leaves the sandbox throws {@code ESCAPED: } and the place.
 *
 * <p>An attack that could harm more than its own process has a fifth line, {@code // beside: step 1}: it is graded together
 * with step 1, which must keep its points. Both are in one process, as in every grading. With {@code // beside: step 1 only},
 * no other attack runs at the same time: this is for one that takes processors, processes or another thing that a machine has
 * a limited number of.
 *
 * <p>The test replaces {@code @OUTSIDE@} by a folder that must stay unchanged, {@code @KIT@} by the kit's folder,
 * {@code @GRADER@} by the grader's process number, {@code @PORT@} by an open port, {@code @PROGRAM@} by a program that sleeps,
 * because a worker sees no programs but Java's, and {@code @SECONDS@} by the time that the attack's own processes sleep, by
 * which they are found.
 */
@Tag("slow")
class AttackTest {

    private static final Path ATTACKS = Path.of("src/test/attacks");
    private static final String ENDLESS = "took longer than";
    /** The time limit of those that never come back; the others have the kit's. */
    private static final int LIMIT_SECONDS = 1;
    /** The limit of both steps where one takes the processors: the other has to come to its end beside it, not after it. */
    private static final int LIMIT_SECONDS_OF_BOTH = 5;
    private static final List<String> HEADER = List.of("attack", "list", "verdict", "message");
    private static final int BESIDE_LINE = HEADER.size();
    private static final String BESIDE = "// beside: step 1";
    private static final String ALONE = BESIDE + " only";
    /** How long their processes sleep: a number that only these have. */
    private static final String SECONDS = Trespass.unusualSeconds();

    private static final int AT_ONCE = 3;

    @TempDir
    private Path folder;

    static List<Path> attacks() throws IOException {
        try (Stream<Path> files = Files.list(ATTACKS)) {
            return files.sorted().toList();
        }
    }

    /** Looks for processes that attacks have left behind, after all of them have run. */
    @AfterAll
    static void noProcessOfAnyOfThemIsLeft() throws InterruptedException {
        Trespass.assertThatNoneIsLeft(SECONDS);
    }

    /** Several attacks at the same time, because part of their time is waiting; the long ones first, to end together. */
    @TestFactory
    Stream<DynamicTest> doesNotSucceed() throws IOException {
        // Before anything runs: without a sandbox, an attack that kills all processes kills the developer's, too.
        TestMachine.assumeHas("bubblewrap", TestSubmission.bestSandbox().isolation().kind() != IsolationKind.PROCESS);
        List<Path> longFirst = attacks().stream().filter(attack -> !isStopped(attack))
                .sorted(Comparator.comparing(attack -> !isBeside(lines(attack)))).toList();
        ExecutorService attackers = Executors.newFixedThreadPool(AT_ONCE);
        Map<Path, Future<?>> started = new LinkedHashMap<>();
        longFirst.stream().filter(attack -> !isAlone(attack))
                .forEach(attack -> started.put(attack, attackers.submit(() -> tryOut(attack))));
        attackers.shutdown();
        return Stream.concat(started.entrySet().stream().map(one -> test(one.getKey(), () -> await(one.getValue()))),
                longFirst.stream().filter(AttackTest::isAlone).map(attack -> test(attack, () -> tryOut(attack))));
    }

    private static DynamicTest test(Path attack, Executable ended) {
        return DynamicTest.dynamicTest(attack.getFileName().toString(), ended);
    }

    /** Tells whether the list stops an attack. */
    static boolean isStopped(Path attack) {
        return header(lines(attack), "list").startsWith("uses ");
    }

    private static boolean isBeside(List<String> lines) {
        return lines.get(BESIDE_LINE).startsWith(BESIDE);
    }

    private static boolean isAlone(Path attack) {
        return lines(attack).get(BESIDE_LINE).equals(ALONE);
    }

    static List<String> lines(Path attack) {
        return Uncheck.get(() -> Files.readAllLines(attack));
    }

    private static void await(Future<?> ended) throws Throwable {
        try {
            ended.get();
        } catch (ExecutionException e) {
            throw e.getCause();
        }
    }

    private Void tryOut(Path attack) throws IOException {
        return tryOut(attack.getFileName().toString(), lines(attack));
    }

    private Void tryOut(String name, List<String> lines) throws IOException {
        Path place = folder.resolve(name);
        Path outside = Files.createDirectories(place.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "secret");
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            TestSubmission student = TestSubmission.copyTo(place.resolve("student"))
                    .step("step3state/HiddenState.java", source(lines, outside, server.getLocalPort()));
            String message = header(lines, "message");
            boolean beside = isBeside(lines);
            if (message.equals(ENDLESS) && beside) {
                student.limit(LIMIT_SECONDS_OF_BOTH);
            } else if (message.equals(ENDLESS)) {
                student.limit(LIMIT_SECONDS);
            }

            Report report = beside ? student.grade(1, 3) : student.grade(3);

            if (beside) {
                StepReport first = report.steps().get(0);
                assertThat(first.status()).as("the step beside it: " + first.message()).isEqualTo(StepStatus.PASSED);
            }
            check(report.steps().get(beside ? 1 : 0), header(lines, "verdict"), message);
        }
        assertThat(outside).isDirectoryContaining("glob:**secret").isDirectoryNotContaining("glob:**written");
        return null;
    }

    static String source(List<String> lines, Path outside, int port) {
        String source = String.join("\n", lines)
                .replace("@OUTSIDE@", outside.toString())
                .replace("@KIT@", TestSubmission.kit().home().toString())
                .replace("@GRADER@", String.valueOf(ProcessHandle.current().pid()))
                .replace("@SECONDS@", SECONDS)
                .replace("@PORT@", String.valueOf(port));
        source = source.contains("@PROGRAM@") ? source.replace("@PROGRAM@", SleepingProgram.base64()) : source;
        return source.contains("@PARTS@") ? source.replace("@PARTS@", ReferenceClasses.parts().stream()
                .map(HexFormat.of()::formatHex).collect(Collectors.joining(",")))
                .replace("@CLASSES@", String.join(",", ReferenceClasses.names())) : source;
    }

    private static void check(StepReport step, String verdict, String message) {
        assertThat(step.status().word()).as(step.message()).isEqualTo(verdict);
        assertThat(step.message()).contains(message).doesNotContain("ESCAPED").hasSizeLessThan(6_000);
        assertThat(step.output()).hasSizeLessThan(40_000);
        assertThat(step.score()).isEqualTo(step.status() == StepStatus.PASSED ? step.maxScore() : 0);
    }

    static String header(List<String> lines, String key) {
        int line = HEADER.indexOf(key);
        assertThat(lines.get(line)).startsWith("// " + key + ": ");
        return lines.get(line).substring(key.length() + 5).strip();
    }

    @Test
    void hasEnoughDescribedAttacks() throws IOException {
        assertThat(attacks()).hasSizeGreaterThanOrEqualTo(25)
                .allSatisfy(attack -> assertThat(header(lines(attack), "attack")).isNotEmpty());
    }

    /** Each of these files would change the grading if it were taken. */
    @Test
    void takesOnlyTheStepsSourcesAndListsOtherFiles() throws IOException {
        TestSubmission student = TestSubmission.copyTo(folder).state("manager.zeros", "manager.ones");
        Map<String, String> planted = Map.of(
                "pom.xml", "<project/>",
                "src/main/java/org/rnnkit/toolkit/LanguageModel.java", "package org.rnnkit.toolkit; broken",
                "src/main/java/org/rnnkit/testkit/Expect.java", "package org.rnnkit.testkit; broken",
                "src/main/java/org/junit/jupiter/api/Test.java", "package org.junit.jupiter.api; broken",
                "src/main/java/org/assertj/core/api/Assertions.java", "package org.assertj.core.api; broken",
                "src/main/java/module-info.java", "module broken",
                "src/main/resources/META-INF/services/org.junit.platform.launcher.TestExecutionListener", "No",
                "src/main/resources/junit-platform.properties", "junit.jupiter.conditions.deactivate=*",
                "src/test/java/org/rnnkit/step3state/HiddenStateTest.java", "broken",
                "src/main/java/org/rnnkit/step3state/HiddenState.class", "broken");
        student.file("src/main/java/org/rnnkit/step3state/deeper/Broken.java", "broken")
                .file("src/main/java/org/rnnkit/step3state/notes.txt", "broken");
        planted.forEach(student::file);
        Files.createSymbolicLink(folder.resolve("src/main/java/org/rnnkit/step3state/Link.java"), Path.of("/etc/passwd"));

        Report report = student.grade(1, 3);

        assertThat(report.steps()).extracting(StepReport::status).containsExactly(StepStatus.PASSED, StepStatus.FAILED);
        assertThat(report.steps().get(1).message()).contains("must be zero everywhere");
        assertThat(String.join("\n", report.ignored())).contains(planted.keySet()).contains("Link.java (");
    }
}
