package org.rnnkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** What a student sees: mvn test -pl exercises, in a copy of the kit. */
class StudentBuildTest {

    private static final Path KIT = Path.of("").toAbsolutePath().getParent();
    private static final Set<String> LEFT_OUT = Set.of("target", ".git", "runs", "grader");

    @TempDir
    private Path copy;

    @Test
    void aFreshCopyEndsRedWithABoardAndTheNextThingToDo() throws Exception {
        copyKit();
        String said = test(1);
        assertThat(said).contains("0 of 9 steps pass", "Next: step 1, One-hot encoding",
                "open  exercises/" + Steps.all().get(0).sourceFile(), "./rnnkit hint 1");
        assertThat(said.split("not started", -1)).as("nine steps not started").hasSize(10);
        assertThat(said.split("Step \\d+ is not written yet", -1)).as("only the first step fails").hasSize(2);
        assertThat(said).doesNotContain("\tat org.rnnkit").doesNotContain("Bonus");
    }

    @Test
    void theBoardTellsWhatIsRightWhatIsWrongAndWhatWaits() throws Exception {
        copyKit();
        write(1, "tokens.transpose()", "tokens");
        write(2, "", "");
        write(9, "", "");
        String said = test(1);
        assertThat(said).contains("1 of 9 steps pass").containsPattern("2  Parameters +passed")
                .containsPattern("1  One-hot encoding +\\d+ of \\d+ tests fail")
                .contains("the tokens are not transposed: time must be the first axis")
                .containsPattern("4  The RNN step +not started").containsPattern("9  Full training +waits");
    }

    /** Bonus stubs neither keep the nine from being done nor turn the build red. */
    @Test
    void nineRightStepsEndGreenAndTheBoardOffersTheBonusSteps() throws Exception {
        copyKit();
        for (Step step : Steps.all()) {
            write(step.number(), "", "");
        }
        assertThat(test(0)).contains("9 of 9 steps pass", "All of them", "Bonus: 0 of 4 steps pass",
                "If you want more: step 10");
    }

    @Test
    void oneStepCanBeRunByItself() throws Exception {
        copyKit();
        write(7, "", "");
        assertThat(test(0, "-Dgroups=step7")).contains("1 of 1 step passes").containsPattern("7  Gradient clipping +passed");
    }

    /** Puts the reference's step, with one thing changed, in the stub's place. */
    private void write(int number, String piece, String replacement) throws IOException {
        Step step = Steps.all().get(number - 1);
        String solution = Files.readString(KIT.resolve("solutions").resolve(step.sourceFile()));
        assertThat(solution).contains(piece);
        Files.writeString(copy.resolve("exercises").resolve(step.sourceFile()), solution.replace(piece, replacement));
    }

    private String test(int status, String... options) throws IOException, InterruptedException {
        boolean windows = File.separatorChar == '\\';
        List<String> command = new ArrayList<>(List.of(windows ? "mvn.cmd" : "mvn", "-B", "test", "-pl", "exercises"));
        command.addAll(List.of(options));
        Path output = copy.resolve("output.txt");
        Process maven = new ProcessBuilder(command).directory(copy.toFile()).redirectErrorStream(true)
                .redirectOutput(output.toFile()).start();
        assertThat(maven.waitFor(5, TimeUnit.MINUTES)).as("Maven ends").isTrue();
        String said = Files.readString(output);
        assertThat(maven.exitValue()).as(said).isEqualTo(status);
        return said;
    }

    private void copyKit() throws IOException {
        Files.walkFileTree(KIT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) throws IOException {
                String name = folder.getFileName().toString();
                if (folder.getParent().equals(KIT) && LEFT_OUT.contains(name) || name.equals("target")) {
                    return FileVisitResult.SKIP_SUBTREE;
                }
                Files.createDirectories(copy.resolve(KIT.relativize(folder).toString()));
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.copy(file, copy.resolve(KIT.relativize(file).toString()));
                return FileVisitResult.CONTINUE;
            }
        });
        // The parent lists the grader, which a student's command never builds.
        Files.createDirectories(copy.resolve("grader"));
        Files.copy(KIT.resolve("grader/pom.xml"), copy.resolve("grader/pom.xml"));
        // The copy begins with stubs, whatever has been written in the kit that it was copied from.
        for (Step step : Steps.withBonus()) {
            assertThat(Files.readString(copy.resolve("exercises").resolve(step.sourceFile()))).contains("NotImplementedYet");
        }
    }
}
