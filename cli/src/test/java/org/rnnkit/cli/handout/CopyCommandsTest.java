package org.rnnkit.cli.handout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.cli.PageCommands;
import org.rnnkit.cli.Programs;
import org.rnnkit.grader.kit.Layout;
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

    /** Maven and the commands, before a step is written. */
    @Test
    void theCopyRunsAlone() throws Exception {
        String first = Steps.all().get(0).title();
        assertThat(rnnkit(1, PageCommands.arguments("./rnnkit grade", "--no-training")))
                .contains("0 of " + Steps.all().size() + " steps passed, score 0/");
        assertThat(maven(copy, PageCommands.words("mvn test -pl exercises")))
                .contains("0 of " + Steps.all().size() + " steps pass", "Next: step 1, " + first, "[ERROR]")
                .doesNotContain("still stubs", "tests fail", "Reactor Summary", "BUILD FAILURE");
        try (Stream<Path> files = Files.walk(copy.resolve("src/test/java"))) {
            assertThat(files.filter(file -> file.toString().endsWith(".yaml"))).isNotEmpty().allSatisfy(meanings ->
                assertThat(copy.resolve("exercises/target/test-classes")
                        .resolve(copy.resolve("src/test/java").relativize(meanings).toString())).exists());
        }
        List<String> one = PageCommands.words("mvn test -pl exercises -Dgroups=step1");
        assertThat(maven(copy, one)).contains("0 of 1 step passes");
        assertThat(maven(copy.resolve("exercises"), one.stream().filter(word -> !word.matches("-pl|exercises")).toList()))
                .as("from another folder").contains("0 of 1 step passes");
        assertThat(rnnkit(0, "hint", "1")).contains("Step 1, " + first);
        assertThat(rnnkit(0, PageCommands.arguments("./rnnkit play")))
                .contains("the kit's small one writes. Soon your own code does");
    }

    /** The commands that need written steps. */
    @Test
    void trainsPlaysAndGradesWhatAStudentHasWritten() throws Exception {
        try {
            finish(Steps.withBonus());
            int points = Steps.bonus().stream().mapToInt(Step::points).sum();
            assertThat(rnnkit(0, PageCommands.arguments("./rnnkit grade --bonus", "--no-training")))
                    .contains(Steps.bonus().isEmpty() ? "steps passed" : "bonus " + points + "/" + points);
            String trained = scratch.resolve("run").toString();
            rnnkit(0, PageCommands.arguments("./rnnkit train", "--epochs", "1", "--hidden", "8", "--out", trained));
            Path text = Files.writeString(scratch.resolve("my text.txt"), "it is a truth universally acknowledged ".repeat(60));
            assertThat(rnnkit(0, PageCommands.arguments("./rnnkit train --text FILE", Map.of("FILE", text.toString()),
                    "--epochs", "1", "--hidden", "8", "--out", scratch.resolve("own").toString()))).contains("my text.txt");
            rnnkit(0, PageCommands.arguments("./rnnkit train --by-hand", "--epochs", "1", "--hidden", "8"));
            String asked = "echo \"time traveller\" | ./rnnkit play --length 50 --temperature 0";
            assertThat(PageCommands.words(asked)).contains("50");
            assertThat(runIn(copy, 0, "sh", "-c", asked)).containsPattern("(?m)^time traveller.{50}$");
            assertThat(rnnkit(0, "play", trained)).contains("Loading the model of " + trained);
            assertThat(rnnkit(0, "reset", "1")).contains("Step 1 is the stub again");
            assertThat(copy.resolve("exercises").resolve(Steps.all().get(0).sourceFile())).content()
                    .contains("NotImplementedYet");
        } finally {
            putStubsBack();
        }
    }

    /** Eclipse and VS Code set this property, and IntelliJ IDEA another one: then the graded tests are a module. */
    @Test
    void anIdeCompilesTheStepsAndTheGradedTestsAsTwoModules() throws Exception {
        runIn(copy, 0, Programs.MAVEN, "-B", "-o", "test-compile", "-Dm2e.version=1");

        Step first = Steps.all().get(0);
        assertThat(copy.resolve("exercises/target/classes")).isDirectoryRecursivelyContaining(
                "glob:**/" + first.className() + ".class");
        assertThat(copy.resolve("src/target/test-classes")).isDirectoryRecursivelyContaining(
                "glob:**/" + first.className() + "Test.class");
        for (Path pom : List.of(copy.resolve("pom.xml"), KIT.resolve("pom.xml"))) {
            String text = Files.readString(pom);
            assertThat(profile(text, "intellij", "idea.maven.embedder.version"))
                    .isEqualTo(profile(text, "eclipse", "m2e.version"));
        }
    }

    /** Returns what a profile of a pom has after the property that activates it. */
    private static String profile(String pom, String id, String property) {
        String begin = "<id>" + id + "</id>\n      <activation><property><name>" + property
                + "</name></property></activation>\n";
        assertThat(pom).contains(begin);
        int from = pom.indexOf(begin) + begin.length();
        return pom.substring(from, pom.indexOf("</profile>", from));
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
     * Runs a student's Maven without a network, with settings in which one server stands for all others, and with another
     * garbage collector for all programs in Java. Nothing of the kit gets into the user's repository, where it could meet
     * another kit.
     */
    private String maven(Path place, List<String> command) throws Exception {
        Path settings = Files.writeString(scratch.resolve("settings.xml"), "<settings><mirrors><mirror><id>all</id>"
                + "<mirrorOf>*</mirrorOf><url>http://localhost:1</url></mirror></mirrors></settings>");
        // Without its record of where each library came from, Maven uses those that did not come from this server.
        String output = Programs.run(1, place, Map.of("JAVA_TOOL_OPTIONS", "-XX:+UseG1GC"), Stream.concat(
                Stream.of(Programs.MAVEN, "-B", "-o", "-s", settings.toString(),
                        "-Daether.enhancedLocalRepository.trackingFilename=none"), command.stream().skip(1)).toList());
        String kit = Files.readString(copy.resolve("kit/current")).strip();
        assertThat(Path.of(System.getProperty("user.home"), ".m2/repository/org/rnnkit/toolkit", kit)).doesNotExist();
        return output;
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

    /** An IDE offers to make it. */
    @Test
    void commandsAndMavenSayThatAModuleInfoHasToGo() throws Exception {
        String file = "exercises/src/main/java/module-info.java";
        Files.writeString(copy.resolve(file), "module my.steps {}");
        try {
            assertThat(rnnkit(0, "list")).contains("rnnkit: Delete " + file + ", or Maven stops: " + Layout.NO_MODULE + ".");
            assertThat(maven(copy, PageCommands.words("mvn test -pl exercises"))).contains(Layout.NO_MODULE.substring(1), file)
                    .doesNotContain("COMPILATION ERROR");
        } finally {
            Files.delete(copy.resolve(file));
        }
    }

    private static String rnnkit(int status, String... arguments) throws Exception {
        return runIn(copy, status, Stream.concat(Stream.of(copy.resolve(Programs.WINDOWS ? "rnnkit.cmd" : "rnnkit").toString()),
                Stream.of(arguments)).toArray(String[]::new));
    }

    private static String runIn(Path place, int status, String... command) throws IOException, InterruptedException {
        return Programs.run(status, place, Map.of(), List.of(command));
    }
}
