package org.rnnkit.cli.handout;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.learner.guide.Stub;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * The kit as a programming exercise on Artemis: the content of its three repositories. The template is the students' copy; the
 * tests have the built kit and one test case for each step; the solution is the template with the reference in it, for
 * instructors only.
 */
public final class ArtemisExercise {

    private static final List<String> TESTS = List.of(".editorconfig", ".mvn/jvm.config", "LICENSE");

    private final Path kit;
    private final StudentCopy student;

    /** Prepares an exercise. */
    public ArtemisExercise(Path kit) {
        this.kit = kit;
        this.student = new StudentCopy(kit);
    }

    /**
     * Writes the folders template/, tests/ and solution/ and the text problem-statement.md, completely or not at all.
     *
     * @throws UsageException if a part of the reference would be in the template or the tests
     */
    public void write(Path target) {
        try {
            Files.createDirectories(target.getParent());
            try (Scratch scratch = new Scratch(target.getParent())) {
                Path exercise = scratch.folder().resolve("exercise");
                student.fill(exercise.resolve("template"));
                fillTests(exercise.resolve("tests"));
                student.requireNoLeak(exercise);
                fillSolution(exercise.resolve("solution"));
                Files.writeString(exercise.resolve("problem-statement.md"), problemStatement());
                Files.deleteIfExists(target);
                Files.move(exercise, target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't write to " + target, e);
        }
    }

    private void fillTests(Path tests) throws IOException {
        student.copyAll(TESTS, tests);
        student.fillGitSettings(tests);
        String hash = student.fillKit(tests);
        student.fillCourse(tests, hash, "src/test/");
        student.fillMavenOptions(tests, ".mvn/maven.config", "", hash);
        Files.writeString(tests.resolve("pom.xml"), StudentCopy.resource("artemis/pom.xml").replace("@HASH@", hash));
        Path cases = Files.createDirectories(tests.resolve("src/test/java/org/rnnkit/artemis"));
        String template = StudentCopy.resource("artemis/step-test.txt");
        for (Step step : Steps.all()) {
            String name = step.id().substring(0, 1).toUpperCase(Locale.ROOT) + step.id().substring(1) + "Test";
            Files.writeString(cases.resolve(name + ".java"), template.replace("@NUMBER@", String.valueOf(step.number()))
                    .replace("@TITLE@", step.title()).replace("@CLASS@", name).replace("@ID@", step.id()));
        }
    }

    private void fillSolution(Path solution) throws IOException {
        student.fill(solution);
        for (Step step : Steps.withBonus()) {
            String reference = Files.readString(new Layout(kit).solution(step));
            Files.writeString(new Layout(solution).exercise(step), Stub.finished(reference));
        }
    }

    /** Makes the text of the exercise: on Artemis each task shows whether its test case passes. */
    private static String problemStatement() {
        return "# A recurrent language model, in nine steps\n\nClone the repository and read its README. "
                + "Each step has a chapter, `exercises/src/main/java/org/rnnkit/STEP/README.md`. "
                + "Test a step on your machine before you push: "
                + "`./rnnkit watch`.\n\n"
                + Steps.all().stream().map(step -> step.number() + ". [task][" + step.title() + "](" + step.id() + ")\n")
                        .collect(Collectors.joining());
    }
}
