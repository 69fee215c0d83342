package org.rnnkit.learner;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.learner.stub.Stub;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * A copy of the kit whose exercises a test may write to.
 *
 * @param kit the copy, with this kit's own classes
 */
public record KitCopy(Kit kit) {

    /** Makes one with nine stubs. */
    public static KitCopy in(Path folder) {
        Kit own = Kit.find(Steps.all());
        for (String part : new String[] {"solutions/src/main", "solutions/target/classes", "solutions/target/test-classes"}) {
            copy(own.home().resolve(part), folder.resolve(part));
        }
        KitCopy copy = new KitCopy(own.withHome(folder));
        own.steps().forEach(step -> copy.save(step, Stub.of(copy.solution(step), step.className(), step.number())));
        return copy;
    }

    /** A step by its number. */
    public Step step(int number) {
        return kit.steps().get(number - 1);
    }

    /** The reference's source of a step. */
    public String solution(Step step) {
        return read(kit.home().resolve("solutions").resolve(step.sourceFile()));
    }

    /** What the student has of a step. */
    public String source(Step step) {
        return read(file(step));
    }

    /** Where the student has it. */
    public Path file(Step step) {
        return kit.home().resolve("exercises").resolve(step.sourceFile());
    }

    /** Saves a step as many editors do: beside its place, and then renamed. */
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
