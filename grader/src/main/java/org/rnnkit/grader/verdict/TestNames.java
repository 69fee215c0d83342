package org.rnnkit.grader.verdict;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.rnnkit.grader.kit.BuiltKit;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.ModuleClasses;
import org.rnnkit.grader.system.Fingerprint;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.grader.worker.step.TestResult;
import org.rnnkit.grader.worker.step.TestsRequest;
import org.rnnkit.grader.worker.tests.TestRun;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * The names of the graded tests. They come from the kit's own tests, which JUnit lists in the grader's process without running
 * them, once after a build: the report of a step that is not started lists them.
 */
public final class TestNames {

    private final Kit kit;
    private final Map<String, List<String>> known = new ConcurrentHashMap<>();
    /** The fingerprint of everything that the names depend on. */
    private String build;

    /** Makes the names of a kit's tests. Those of a step are listed when they are needed for the first time. */
    public TestNames(Kit kit) {
        this.kit = kit;
    }

    /** Returns the names of a step's tests, in the order of the tests. */
    public List<String> of(Step step) {
        return known.computeIfAbsent(step.id(), id -> find(step));
    }

    /** Reads the names that an earlier process has listed from the same tests, or lists them. */
    private List<String> find(Step step) {
        Path file = BuiltKit.cache()
                .resolve("test-names-" + step.id() + ".json");
        String fingerprint = new Fingerprint().add(step).add(build()).finish();
        Optional<String[]> kept = OutputFile.readSealed(file, fingerprint, String[].class);
        if (kept.isPresent()) {
            return List.of(kept.get());
        }
        List<String> listed = list(step);
        try {
            OutputFile.writeSealed(listed, fingerprint, file);
        } catch (GraderException readOnlyOrFull) {
            // The next process lists them again.
        }
        return listed;
    }

    private synchronized String build() {
        if (build == null) {
            build = new Fingerprint().add(System.getProperty("java.class.path"))
                    .addFiles(ModuleClasses.read(kit.built().tests())).addFiles(ModuleClasses.files(Steps.class)).finish();
        }
        return build;
    }

    private List<String> list(Step step) {
        BuiltKit built = kit.built();
        try (URLClassLoader tests = new URLClassLoader(
                new URL[] {built.tests().toUri().toURL(), built.standIns().toUri().toURL()}, TestRun.class.getClassLoader())) {
            TestsRequest listed = new TestsRequest(step.packageName(), step.id(), step.tag(), built.testClasses(step), 0, true,
                    0);
            return new TestRun(listed, tests, endless -> { }).run().tests().stream().map(TestResult::name).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("can't read the graded tests in " + built.tests(), e);
        }
    }
}
