package org.rnnkit.testkit.allowed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * The check that a step's code can't name its judge. It reads the class files of the step, and compares every type, member,
 * bootstrap method and constant in them with the list in docs/allowed.md. None of the step's classes is loaded.
 */
public final class AllowedCode {

    private static final String CLASS = ".class";

    private AllowedCode() {}

    /**
     * Checks a step.
     *
     * @param classes the folder with its classes, in which the step's package has the step's own classes only
     * @param isTaken tells whether the tests have a class of this name too; the name is written with slashes
     * @return the refusal for the first use of something that is not allowed; empty if all is allowed
     * @throws UncheckedIOException if the class files can't be read
     */
    public static Optional<Refusal> check(Step step, Path classes, Predicate<String> isTaken) {
        Path folder = classes.resolve(step.packageName().replace('.', '/'));
        try (Stream<Path> files = Files.list(folder)) {
            Map<String, byte[]> own = new TreeMap<>();
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                own.put(classes.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
            return check(step, own, isTaken);
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + folder, e);
        }
    }

    /**
     * Checks that no class stands in the place of one of the kit or of a library. A grading leaves out classes outside of the
     * steps' packages; where a build does not, such a class could replace a class of the tests.
     *
     * @param classes the folder with the classes of all steps
     * @param isTaken tells whether a library has a class of this name too; the name is written with slashes
     * @return why the first such class is refused; empty if there is none
     * @throws UncheckedIOException if the folder can't be read
     */
    public static Optional<Refusal> checkOtherPackages(Path classes, Predicate<String> isTaken) {
        Set<String> ofSteps = Steps.withBonus().stream().map(step -> step.packageName().replace('.', '/') + "/")
                .collect(Collectors.toSet());
        try (Stream<Path> files = Files.walk(classes)) {
            return files.map(file -> classes.relativize(file).toString().replace('\\', '/')).sorted()
                    .filter(name -> name.endsWith(CLASS) && !ofSteps.contains(name.substring(0, name.lastIndexOf('/') + 1)))
                    .map(name -> name.substring(0, name.length() - CLASS.length()))
                    .filter(name -> name.startsWith("org/rnnkit/") || isTaken.test(name)).findFirst()
                    .map(name -> Findings.ofAnotherPackage(name.replace('/', '.')));
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + classes, e);
        }
    }

    /**
     * Checks a step.
     *
     * @param classes the class files, by their paths on a class path; those in the step's package are the step's own
     * @param isTaken tells whether the tests have a class of this name too; the name is written with slashes
     * @return the refusal for the first use of something that is not allowed; empty if all is allowed
     */
    public static Optional<Refusal> check(Step step, Map<String, byte[]> classes, Predicate<String> isTaken) {
        Map<String, ClassReader> own = readers(step.packageName().replace('.', '/') + "/", classes);
        KnownClasses known = new KnownClasses(own.entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, type -> ClassOutline.of(type.getValue()))));
        Findings findings = new Findings(step);
        own.forEach((name, type) -> {
            ClassReading reading = new ClassReading(known, findings);
            type.accept(reading, ClassReader.SKIP_FRAMES);
            reading.checkParents(type.getSuperName(), type.getInterfaces());
            if (isTaken.test(name)) {
                reading.taken();
            }
        });
        return findings.first();
    }

    private static Map<String, ClassReader> readers(String folder, Map<String, byte[]> classes) {
        return classes.entrySet().stream()
                .filter(file -> file.getKey().startsWith(folder) && file.getKey().endsWith(CLASS))
                .map(file -> new ClassReader(file.getValue()))
                .collect(Collectors.toMap(ClassReader::getClassName, reader -> reader, (one, same) -> one, TreeMap::new));
    }
}
