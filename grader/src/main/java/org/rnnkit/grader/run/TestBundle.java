package org.rnnkit.grader.run;

import java.util.Map;
import java.util.TreeMap;
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
        Map<String, byte[]> files = new TreeMap<>(ModuleClasses.read(kit.tests()));
        files.putAll(ModuleClasses.files(Steps.class));
        files.putAll(ModuleClasses.filesOfPackage(TestRun.class));
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
        ModuleClasses.read(kit.standIns()).forEach((file, content) -> {
            if (file.startsWith(step.packageName().replace('.', '/') + "/")) {
                files.put(file, content);
            }
        });
        return files;
    }
}
