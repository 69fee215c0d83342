package org.rnnkit.grader.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.grader.worker.tests.TestRun;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** The class files that a worker is sent: the graded tests, the testkit, and the code that runs the tests. */
final class TestBundle {

    private TestBundle() {}

    /**
     * Reads the files.
     *
     * @param kit the kit
     * @return each file's bytes by its path on the class path
     */
    static Map<String, byte[]> read(Kit kit) {
        Map<String, byte[]> files = new TreeMap<>();
        add(kit.tests(), "", files);
        add(ModuleClasses.of(Steps.class), "", files);
        add(ModuleClasses.of(TestRun.class), TestRun.class.getPackageName().replace('.', '/'), files);
        return files;
    }

    /**
     * Reads the files for a run of one step's tests without a student's code.
     *
     * @param kit the kit
     * @param step the step
     * @return the files, together with the step's stand-in
     */
    static Map<String, byte[]> readWithStandIn(Kit kit, Step step) {
        Map<String, byte[]> files = read(kit);
        add(kit.standIns(), step.packageName().replace('.', '/'), files);
        return files;
    }

    private static void add(Path root, String folder, Map<String, byte[]> files) {
        try (Stream<Path> found = Files.walk(root.resolve(folder))) {
            for (Path file : found.filter(Files::isRegularFile).toList()) {
                files.put(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the graded tests in " + root, e);
        }
    }
}
