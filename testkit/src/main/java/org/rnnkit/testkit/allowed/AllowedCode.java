package org.rnnkit.testkit.allowed;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.ClassReader;
import org.rnnkit.testkit.steps.Step;

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
     * @param step the step
     * @param classes the folder with the compiled classes, in which the step's package has the step's own classes only
     * @param isTaken tells whether the tests have a class of this name too; the name is written with slashes
     * @return the first thing that the step may not use; empty if there is none
     * @throws UncheckedIOException if the class files can't be read
     */
    public static Optional<Refusal> check(Step step, Path classes, Predicate<String> isTaken) {
        Map<String, ClassReader> own = read(classes.resolve(step.packageName().replace('.', '/')));
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

    private static Map<String, ClassReader> read(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> classes = files.filter(file -> file.toString().endsWith(CLASS)).toList();
            Map<String, ClassReader> readers = new TreeMap<>();
            for (Path file : classes) {
                ClassReader reader = new ClassReader(Files.readAllBytes(file));
                readers.put(reader.getClassName(), reader);
            }
            return readers;
        } catch (IOException e) {
            throw new UncheckedIOException("can't read " + folder, e);
        }
    }
}
