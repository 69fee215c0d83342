package org.rnnkit.learner;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.rnnkit.grader.TestSteps;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.learner.guide.Stub;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * A copy of the kit whose exercises a test may write to.
 *
 * @param kit the copy, with this kit's own classes
 */
public record KitCopy(Kit kit) {

    /** Makes a copy that has only stubs, even if steps have been written in the kit itself. */
    public static KitCopy create(Path folder) {
        Kit own = Kit.find(Steps.all());
        for (String part : new String[] {"solutions/src/main", "solutions/target/classes", "solutions/target/test-classes",
            "standins/target/classes"}) {
            copy(own.home().resolve(part), folder.resolve(part));
        }
        KitCopy copy = new KitCopy(own.withHome(folder));
        Stream.concat(Stream.of(own.layout().firstChapter()), Steps.withBonus().stream().map(own.layout()::chapter))
                .flatMap(chapter -> Stream.of(chapter.getParent().toFile().listFiles()))
                .filter(file -> file.isFile() && !file.getName().endsWith(".java")).map(File::toPath)
                .forEach(file -> copy(file, folder.resolve(own.home().relativize(file))));
        Steps.withBonus().forEach(step -> copy.save(step, Stub.of(copy.solution(step), step.className(),
                step.number())));
        return copy;
    }

    /** Returns the copy with the bonus steps among its steps. */
    public Kit kitOfAllSteps() {
        return Kit.find(Steps.withBonus()).withHome(kit.home());
    }

    /** Returns one of the nine by its number. If students get it finished, the test is skipped. */
    public Step step(int number) {
        return TestSteps.toWrite(number);
    }

    /** Returns the reference's source of a step. */
    public String solution(Step step) {
        return read(kit.home().resolve("solutions").resolve(step.sourceFile()));
    }

    /** Returns the student's source of a step. */
    public String source(Step step) {
        return read(file(step));
    }

    /** Returns the student's file of a step. */
    public Path file(Step step) {
        return kit.home().resolve("exercises").resolve(step.sourceFile());
    }

    /** Saves a step as many editors do: writes a new file beside the old one, then renames it. */
    public void save(Step step, String source) {
        try {
            Files.createDirectories(file(step).getParent());
            Path beside = Files.writeString(file(step).resolveSibling(step.className() + ".java~"), source);
            Files.move(beside, file(step), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void copy(Path from, Path to) {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
