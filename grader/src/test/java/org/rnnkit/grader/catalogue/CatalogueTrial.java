package org.rnnkit.grader.catalogue;

import ai.djl.ndarray.BaseNDManager;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.StringWriter;
import java.lang.reflect.Field;
import java.net.MalformedURLException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.platform.engine.Filter;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.rnnkit.grader.kit.CatalogueSolution;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Evidence;
import org.rnnkit.testkit.allowed.AllowedCode;
import org.rnnkit.testkit.allowed.Refusal;
import org.rnnkit.testkit.board.StepMessage;
import org.rnnkit.testkit.failure.Failure;
import org.rnnkit.testkit.junit.StepExtension;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/** Compiles one class and runs its step's graded tests on it beside the stand-ins of the other steps, in this JVM. */
final class CatalogueTrial {

    private static final Kit KIT = Kit.find(Steps.all());
    private static final Launcher JUNIT = LauncherFactory.create(
            LauncherConfig.builder().enableTestExecutionListenerAutoRegistration(false).build());
    private static final JavaCompiler JAVAC = ToolProvider.getSystemJavaCompiler();
    /** One for all trials: it reads the class path's archives once. */
    private static final StandardJavaFileManager FILES = JAVAC.getStandardFileManager(null, null, null);

    private int passed;
    private final Coincidences coincidences = new Coincidences();
    private Optional<Refusal> refusal = Optional.empty();
    private final List<Throwable> failures = new ArrayList<>();
    private final List<String> failedTests = new ArrayList<>();
    private final Set<String> failedMethods = new HashSet<>();
    private final List<String> skipped = new ArrayList<>();

    private CatalogueTrial() {}

    private static URL url(Path folder) {
        try {
            return folder.toUri().toURL();
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Compiles an entry, and runs the tests on it.
     *
     * @param observed whether to look for coincidences, for which every slip of every comparison is computed
     */
    static CatalogueTrial of(CatalogueSolution entry, Path classes, boolean observed) throws Exception {
        compile(entry, classes);
        try (StepLoader loader = new StepLoader(classes)) {
            CatalogueTrial trial = test(entry.step(), loader, Draw.SEED, observed);
            trial.refusal = AllowedCode.check(entry.step(), classes, name -> false);
            return trial;
        }
    }

    /** Runs the tests on the class that a loader has for the step. */
    static CatalogueTrial test(Step step, StepLoader loader, long seed, boolean observed, Filter<?>... filters) {
        CatalogueTrial trial = new CatalogueTrial();
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(loader);
        try {
            LauncherDiscoveryRequest request = LauncherDiscoveryRequestBuilder.request()
                    .selectors(KIT.built().testClasses(step).stream().map(DiscoverySelectors::selectClass).toList())
                    .filters(filters)
                    .configurationParameter("rnnkit.seed", String.valueOf(seed))
                    .configurationParameter(StepExtension.CHECKED, "true")
                    .configurationParameter("rnnkit.test.seconds", "0").build();
            Evidence.observe(observed ? trial.coincidences : null);
            JUNIT.execute(request, trial.listener());
        } finally {
            Evidence.observe(null);
            Thread.currentThread().setContextClassLoader(before);
            closeManagers();
        }
        return trial;
    }

    /** Closes the managers that code on trial has left open: a collector that zeroes gradients walks all of their arrays. */
    static void closeManagers() {
        try (NDManager base = NDManager.newBaseManager()) {
            Field resources = BaseNDManager.class.getDeclaredField("resources");
            resources.setAccessible(true);
            ((Map<?, ?>) resources.get(base.getParentManager())).values().stream()
                    .filter(NDManager.class::isInstance).map(NDManager.class::cast).toList().forEach(NDManager::close);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("DJL's managers are not those that this was written for", e);
        }
    }

    /** Compiles an entry. */
    static void compile(CatalogueSolution entry, Path classes) throws IOException {
        compile(entry.step(), entry.source(), entry.place(), classes);
    }

    /**
     * Compiles a step's class; not with --release, which would read an archive of more than ten megabytes for each class, and
     * without looking for plug-ins in all archives of the class path.
     */
    static void compile(Step step, String source, String name, Path classes) throws IOException {
        StringWriter errors = new StringWriter();
        Files.createDirectories(classes);
        List<String> options = List.of("-proc:none", "-processorpath", classes.toString(), "-source", "17", "-target", "17",
                "-Xlint:-options", "-d", classes.toString());
        boolean compiled = JAVAC.getTask(errors, FILES, null, options, null, List.of(new SimpleJavaFileObject(
                        URI.create("string:///" + step.className() + ".java"), JavaFileObject.Kind.SOURCE) {
                    @Override
                    public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                        return source;
                    }
                })).call();
        if (!compiled) {
            throw new AssertionError(name + " does not compile:\n" + errors);
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
                    test.getSource().filter(MethodSource.class::isInstance).map(MethodSource.class::cast)
                            .ifPresent(source -> failedMethods.add(source.getMethodName()));
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

    /** The pairs of slips that the tests do not tell apart. Ask only for a right solution that was observed. */
    Set<String> coincidences() {
        return coincidences.pairs();
    }

    /** The words of the slips whose results were seen nowhere. Ask only for a right solution that was observed. */
    Set<String> slipsWithoutEffect() {
        return coincidences.withoutEffect();
    }

    /** The words of each slip that a failed test names as a likely mistake. */
    Set<String> namedSlips() {
        return failures.stream().flatMap(failure -> new StepMessage(List.of(failure)).shown().stream())
                .filter(failure -> !failure.together()).flatMap(failure -> failure.likelyMistakes().stream())
                .collect(Collectors.toSet());
    }

    /** Each failed test's name and message. */
    List<String> failedTests() {
        return failedTests;
    }

    /** The names of the test methods that failed, at least with one of their values. */
    Set<String> failedMethods() {
        return failedMethods;
    }

    boolean isPassed() {
        return passed > 0 && failures.isEmpty() && skipped.isEmpty();
    }

    /** The first thing that the code uses and a step may not. The tests run in spite of it. */
    Optional<Refusal> refusal() {
        return refusal;
    }

    /** What the student reads first. */
    String message() {
        return refusal.map(Refusal::message).orElseGet(() -> new StepMessage(failures).shown().map(Failure::text).orElse(""));
    }

    @Override
    public String toString() {
        return passed + " passed, failed: " + failures + ", skipped: " + skipped;
    }

    /** A loader that has its own copies of the steps, the class on trial before the others; all else is shared. */
    static final class StepLoader extends URLClassLoader {

        /** Makes a loader of one step's classes and the stand-ins of the other steps. */
        StepLoader(Path classes) {
            this(classes, KIT.built().standIns());
        }

        /** Makes a loader of one step's classes and other steps' classes. */
        StepLoader(Path classes, Path others) {
            super(new URL[] {url(classes), url(others), url(KIT.built().tests())}, StepLoader.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (!name.startsWith("org.rnnkit.step")) {
                return super.loadClass(name, resolve);
            }
            synchronized (getClassLoadingLock(name)) {
                Class<?> loaded = findLoadedClass(name);
                return loaded == null ? findClass(name) : loaded;
            }
        }

        /** Finds the class files of these copies: the tests load a step again from them. */
        @Override
        public URL getResource(String name) {
            URL own = findResource(name);
            return own == null ? super.getResource(name) : own;
        }
    }
}
