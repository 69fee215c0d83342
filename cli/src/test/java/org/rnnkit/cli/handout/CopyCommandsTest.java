package org.rnnkit.cli.handout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.commons.io.FileUtils;
import org.apache.commons.io.filefilter.NameFileFilter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.cli.Programs;
import org.rnnkit.grader.kit.BuiltKit;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.grader.process.WorkerJar;
import org.rnnkit.learner.guide.Stub;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Tests of what students type in their copy: each command and Maven run there, without the reference. */
@Tag("slow")
class CopyCommandsTest {

    private static final Path KIT = Path.of("").toAbsolutePath().getParent();

    @TempDir
    private static Path folder;

    private static Path copy;

    @TempDir
    private Path scratch;

    @BeforeAll
    static void handOut() {
        copy = folder.resolve("new/students");
        new StudentCopy(KIT).write(copy);
    }
    /** Runs the commands of a student's first hour. */
    @Test
    void theCopyRunsAlone() throws Exception {
        String first = Steps.all().get(0).title();
        assertThat(rnnkit(1, "grade", "--no-training")).contains("0 of " + Steps.all().size() + " steps passed, score 0/");
        assertThat(maven(copy, "-pl", "exercises")).contains("0 of " + Steps.all().size() + " steps pass",
                "Next: step 1, " + first, "[ERROR]")
                .doesNotContain("still stubs", "tests fail", "Reactor Summary", "BUILD FAILURE");
        try (Stream<Path> files = Files.walk(copy.resolve("src/test/java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".yaml"))).isNotEmpty().allSatisfy(meanings ->
                assertThat(copy.resolve("exercises/target/test-classes")
                        .resolve(copy.resolve("src/test/java").relativize(meanings).toString())).exists());
        }
        assertThat(rnnkit(0, "list")).contains("0 of " + Steps.all().size() + " steps pass");
        assertThat(rnnkit(0, "hint", "1")).contains("Step 1, " + first);
    }

    /** Runs the other commands, those that need nine steps after the steps are written. */
    @Test
    @Tag("thorough")
    void everyCommandRunsInTheCopy() throws Exception {
        assertThat(rnnkit(0, "doctor")).contains("Grading works here.");
        assertThat(rnnkit(1, "watch", "--once")).contains("0 of " + Steps.all().size() + " steps pass");
        assertThat(rnnkit(2, "experiment", "steps")).contains("This needs all " + Steps.all().size() + " steps.")
                .hasLineCount(1);
        assertThat(rnnkit(0, "play")).contains("the kit's small one writes. Soon your own code does");
        try {
            finish(Steps.all());
            assertThat(rnnkit(0, "watch", "--once")).contains(Steps.all().size() + " of " + Steps.all().size() + " steps pass",
                    Steps.bonus().isEmpty() ? "" : "If you want more: step " + Steps.bonus().get(0).number());
            assertThat(rnnkit(0, "play")).contains("the kit's small one writes, with your steps 1 to 6");
            finish(Steps.bonus());
            int points = Steps.bonus().stream().mapToInt(Step::points).sum();
            assertThat(rnnkit(0, "grade", "--bonus", "--no-training"))
                    .contains(Steps.bonus().isEmpty() ? "steps passed" : "bonus " + points + "/" + points);
            String trained = scratch.resolve("run").toString();
            rnnkit(0, "train", "--epochs", "2", "--hidden", "8", "--out", trained);
            assertThat(rnnkit(0, "play", trained)).contains("Perplexity");
            assertThat(rnnkit(0, "reset", "1")).contains("Step 1 is the stub again");
            assertThat(copy.resolve("exercises").resolve(Steps.all().get(0).sourceFile())).content()
                    .contains("NotImplementedYet");
        } finally {
            putStubsBack();
        }
    }

    /** Maven in the folder of the exercises, and a command that trains as {@code train} does, but four times. */
    @Test
    @Tag("thorough")
    void theCopyBuildsFromAnotherFolderAndExperiments() throws Exception {
        assertThat(maven(copy.resolve("exercises"), "-Dgroups=step1")).contains("0 of 1 step passes");
        try {
            finish(Steps.all());
            assertThat(rnnkit(0, "experiment", "steps", "--epochs", "2")).contains("Training 4 of 4: 70-steps", "perplexity");
        } finally {
            putStubsBack();
        }
    }

    /** Eclipse and VS Code set one of these properties, IntelliJ IDEA the other: then the graded tests are a module. */
    @ParameterizedTest
    @ValueSource(strings = {"m2e.version", "idea.maven.embedder.version"})
    @Tag("thorough")
    void anIdeCompilesTheStepsAndTheGradedTestsAsTwoModules(String property) throws Exception {
        runIn(copy, 0, Programs.MAVEN, "-B", "-o", "test-compile", "-D" + property + "=1");

        Step first = Steps.all().get(0);
        assertThat(copy.resolve("exercises/target/classes")).isDirectoryRecursivelyContaining(
                "glob:**/" + first.className() + ".class");
        assertThat(copy.resolve("src/target/test-classes")).isDirectoryRecursivelyContaining(
                "glob:**/" + first.className() + "Test.class");
    }

    private static void finish(List<Step> steps) throws IOException {
        for (Step step : steps) {
            Files.copy(KIT.resolve("solutions").resolve(step.sourceFile()),
                    copy.resolve("exercises").resolve(step.sourceFile()), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static void putStubsBack() throws IOException {
        for (Step step : Steps.withBonus()) {
            String solution = Files.readString(KIT.resolve("solutions").resolve(step.sourceFile()));
            Files.writeString(copy.resolve("exercises").resolve(step.sourceFile()),
                    Stub.of(solution, step.className(), step.number()));
        }
    }

    /**
     * Runs a student's Maven without a network, with settings in which one server stands for all others. Nothing of the kit
     * gets into the user's repository, where it could meet another kit.
     */
    private String maven(Path place, String... options) throws Exception {
        Path settings = Files.writeString(scratch.resolve("settings.xml"), "<settings><mirrors><mirror><id>all</id>"
                + "<mirrorOf>*</mirrorOf><url>http://localhost:1</url></mirror></mirrors></settings>");
        // Without its record of where each library came from, Maven uses those that did not come from this server.
        String output = runIn(place, 1, Stream.concat(Stream.of(Programs.MAVEN, "-B", "-o", "-s",
                settings.toString(), "-Daether.enhancedLocalRepository.trackingFilename=none", "test"), Stream.of(options))
                .toArray(String[]::new));
        String kit = Files.readString(copy.resolve("kit/current")).strip();
        assertThat(Path.of(System.getProperty("user.home"), ".m2/repository/org/rnnkit/toolkit", kit)).doesNotExist();
        return output;
    }

    /**
     * Copies of two courses, whose kits differ, on one machine. As an IDE does, Maven copies what it needs of a kit to the
     * user's repository.
     */
    @Test
    @Tag("thorough")
    void twoCopiesWithTwoKitsDoNotMeet() throws Exception {
        Step first = Steps.all().get(0);
        Path other = scratch.resolve("other");
        FileUtils.copyDirectory(copy.toFile(), other.toFile(), new NameFileFilter(".git", "target").negate());
        giveAnotherKit(other, first.title(), "Another title");

        for (Path place : List.of(copy, other, copy)) {
            Path user = scratch.resolve("user");
            String output = runIn(place, 1, Programs.MAVEN, "-B", "-o", "-Daether.offline.protocols=file",
                    "-Dmaven.repo.local=" + user, "-Dmaven.repo.local.tail=" + Path.of(System.getProperty("user.home"),
                            ".m2/repository"), "-Dmaven.repo.local.tail.ignoreAvailability=true", "test", "-pl", "exercises",
                    "-Dgroups=step1");
            assertThat(output).contains("Next: step 1, " + (place.equals(copy) ? first.title() : "Another title"));
            assertThat(user.resolve("org/rnnkit/testkit").resolve(Files.readString(place.resolve("kit/current")).strip()))
                    .isDirectory();
        }
    }

    /** Puts a kit with another title in the place of a copy's own, as another course has it. */
    private static void giveAnotherKit(Path place, String title, String newTitle) throws IOException {
        String hash = Files.readString(place.resolve("kit/current")).strip();
        String newHash = "0123456789ab";
        Path kit = Files.move(place.resolve("kit").resolve(hash), place.resolve("kit").resolve(newHash));
        List<Path> paths;
        try (Stream<Path> found = Files.walk(place)) {
            paths = found.sorted(Comparator.reverseOrder()).toList();
        }
        for (Path path : paths) {
            if (Files.isRegularFile(path) && path.toString().matches(".*(\\.pom|pom\\.xml|maven\\.config|current)")) {
                Files.writeString(path, Files.readString(path).replace(hash, newHash));
            }
            Files.move(path, path.resolveSibling(path.getFileName().toString().replace(hash, newHash)));
        }
        Path jar = BuiltKit.jar(kit, "testkit");
        Map<String, byte[]> files = new TreeMap<>(ModuleClasses.read(jar));
        files.put("steps.yaml", new String(files.get("steps.yaml"), StandardCharsets.UTF_8).replace(title, newTitle)
                .getBytes(StandardCharsets.UTF_8));
        Files.write(jar, WorkerJar.pack(files));
    }

    /** Maven runs the student's files, and commands run the kit's. */
    @Test
    void aCommandSaysThatATestDiffersFromTheKits() throws Exception {
        Path test = copy.resolve("src/test/java/org/rnnkit/step1onehot/OneHotEncodingTest.java");
        String before = Files.readString(test);
        Files.writeString(test, before.replace("class OneHotEncodingTest {", "class OneHotEncodingTest { // mine"));
        try {
            assertThat(rnnkit(0, "list")).contains("rnnkit: src/test/java/org/rnnkit/step1onehot/OneHotEncodingTest.java "
                    + "differs from the kit's, so Maven may show other results: this command runs the kit's own tests.");
        } finally {
            Files.writeString(test, before);
        }
        assertThat(rnnkit(0, "list")).doesNotContain("differs from the kit's");
    }

    private static String rnnkit(int status, String... arguments) throws Exception {
        return runIn(copy, status, Stream.concat(Stream.of(copy.resolve(Programs.WINDOWS ? "rnnkit.cmd" : "rnnkit").toString()),
                Stream.of(arguments)).toArray(String[]::new));
    }

    private static String runIn(Path place, int status, String... command) throws IOException, InterruptedException {
        return Programs.run(status, place, Map.of(), List.of(command));
    }
}
