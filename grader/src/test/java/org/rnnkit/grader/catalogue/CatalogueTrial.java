package org.rnnkit.grader.catalogue;

import java.io.IOException;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.platform.engine.Filter;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.IndependentCheck;
import org.rnnkit.grader.verify.Verifier;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.grader.worker.probe.ProbeAnswer;
import org.rnnkit.grader.worker.probe.ProbeCall;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.grader.worker.step.StepAnswers;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.board.StepMessage;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Compiles one class in the place of the reference's and runs its step's graded tests on it, in this JVM. */
final class CatalogueTrial {

    private int passed;
    private IndependentCheck check;
    private final List<Throwable> failures = new ArrayList<>();
    private final List<String> failedTests = new ArrayList<>();
    private final List<String> skipped = new ArrayList<>();

    private CatalogueTrial() {}

    static CatalogueTrial of(Step step, Path source, Path classes) throws Exception {
        compile(source, classes);
        try (StepLoader loader = new StepLoader(classes)) {
            return run(step, loader, Draw.SEED);
        }
    }

    /** Runs the tests and the independent check on the class that a loader has for the step. */
    static CatalogueTrial run(Step step, StepLoader loader, long seed, Filter<?>... filters) throws Exception {
        CatalogueTrial trial = new CatalogueTrial();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(loader);
        try {
            LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(DiscoverySelectors.selectPackage(step.packageName())).filters(filters)
                    .configurationParameter("rnnkit.seed", String.valueOf(seed)).build();
            LauncherFactory.create(LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build())
                    .execute(request, trial.listener());
            trial.check = trial.ask(step, loader, seed);
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
        return trial;
    }

    static void compile(Path source, Path classes) throws IOException {
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        StringWriter errors = new StringWriter();
        try (var files = javac.getStandardFileManager(null, null, null)) {
            Files.createDirectories(classes);
            boolean compiled = javac.getTask(errors, files, null, List.of("-proc:none", "--release", "17", "-d",
                    classes.toString()), null, files.getJavaFileObjects(source)).call();
            if (!compiled) {
                throw new AssertionError(source + " does not compile:\n" + errors);
            }
        }
    }

    private TestExecutionListener listener() {
        return new TestExecutionListener() {
            private TestPlan plan;

            @Override
            public void testPlanExecutionStarted(TestPlan started) {
                plan = started;
            }

            @Override
            public void executionFinished(TestIdentifier test, TestExecutionResult result) {
                if (result.getStatus() == TestExecutionResult.Status.SUCCESSFUL) {
                    passed += test.isTest() ? 1 : 0;
                    return;
                }
                Throwable thrown = result.getThrowable().orElseThrow();
                if (result.getStatus() == TestExecutionResult.Status.FAILED) {
                    failures.add(thrown);
                    failedTests.add(plan.getParent(test).map(parent -> parent.getDisplayName() + ", ").orElse("")
                            + test.getDisplayName() + ": " + thrown.getMessage());
                } else {
                    skipped.add(thrown.getMessage());
                }
            }

            @Override
            public void executionSkipped(TestIdentifier test, String reason) {
                skipped.add(test.getDisplayName() + ": " + reason);
            }
        };
    }

    private IndependentCheck ask(Step step, StepLoader loader, long seed) throws ReflectiveOperationException {
        @SuppressWarnings("unchecked")
        BiFunction<String, String, String> asking = (BiFunction<String, String, String>)
                loader.loadClass(ProbeCall.class.getName()).getConstructor().newInstance();
        Verifier verifier = new Verifier(step, seed);
        return verifier.judge(Optional.of(new StepAnswers(verifier.questions().stream()
                .map(question -> answer(asking, step, question)).toList(), null)));
    }

    private static ProbeAnswer answer(BiFunction<String, String, String> asking, Step step, ProbePayload question) {
        try {
            return new ProbeAnswer(Messages.JSON.readValue(asking.apply(step.className(),
                    Messages.JSON.writeValueAsString(question)), ProbePayload.class), "");
        } catch (Exception | Error e) { // whatever a wrong solution throws
            return new ProbeAnswer(null, e.toString());
        }
    }

    /** What the independent check says. */
    IndependentCheck check() {
        return check;
    }

    /** Each failed test's name and message. */
    List<String> failedTests() {
        return failedTests;
    }

    boolean isPassed() {
        return passed > 0 && failures.isEmpty() && skipped.isEmpty();
    }

    /** What the student reads first. */
    String message() {
        return StepMessage.of(failures);
    }

    @Override
    public String toString() {
        return passed + " passed, " + check + ", failed: " + failures + ", skipped: " + skipped;
    }

    /** A loader that has its own copies of the steps, the class on trial before the reference's; all else is shared. */
    static final class StepLoader extends URLClassLoader {

        StepLoader(Path classes) throws IOException {
            super(urls(classes), StepLoader.class.getClassLoader());
        }

        private static URL[] urls(Path classes) throws IOException {
            List<URL> urls = new ArrayList<>(List.of(classes.toUri().toURL(),
                    Kit.here(Steps.all()).tests().toUri().toURL()));
            for (String entry : System.getProperty("java.class.path").split(java.io.File.pathSeparator)) {
                urls.add(Path.of(entry).toUri().toURL());
            }
            return urls.toArray(URL[]::new);
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("org.rnnkit.step") && !name.startsWith(ProbeCall.class.getPackageName())) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }
    }
}
