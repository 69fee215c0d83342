package org.rnnkit.testkit.junit;

import ai.djl.ndarray.NDManager;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.Evidence;
import org.rnnkit.testkit.Mismatch;
import org.rnnkit.testkit.MismatchKind;
import org.rnnkit.testkit.board.StepFailure;
import org.rnnkit.testkit.board.TestSentence;
import org.rnnkit.testkit.cases.CaseFailure;
import org.rnnkit.testkit.limit.WorkLimit;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.NotImplementedYet;

/**
 * A JUnit extension for the tests of a step. It supplies their parameters (a {@link Draw}, and an {@link NDManager} that is
 * closed after the test), seeds the engine before each test, and turns every exception from a student's code into a failure
 * with a clear message. In one run only the first unwritten step fails; the tests of later ones are aborted. The tests of an
 * unwritten bonus step are always aborted.
 */
public final class StepExtension implements BeforeAllCallback, BeforeEachCallback, InvocationInterceptor, ParameterResolver {

    /** The configuration parameter for a run that only lists the tests: it calls neither the tests nor the engine. */
    public static final String LIST = "rnnkit.list";

    /** The configuration parameter for a run of code whose class files were checked before, outside its process. */
    public static final String CHECKED = "rnnkit.checked";

    private static final Namespace NAMESPACE = Namespace.create(StepExtension.class);

    private static boolean isListing(ExtensionContext context) {
        return context.getConfigurationParameter(LIST, Boolean::valueOf).orElse(false);
    }

    @Override
    public void beforeAll(ExtensionContext context) {
        if (isListing(context)) {
            return;
        }
        Class<?> test = context.getRequiredTestClass();
        boolean isChecked = context.getConfigurationParameter(CHECKED, Boolean::valueOf).orElse(false);
        Steps.of(test).ifPresent(step -> {
            PublicMembers.check(step, test.getClassLoader());
            if (!isChecked) {
                CodeCheck.require(step, test.getClassLoader());
            }
        });
    }

    /** Seeds the engine, so that no test depends on what another one has drawn from it or left open in it. */
    @Override
    public void beforeEach(ExtensionContext context) {
        if (!isListing(context) && Steps.of(context.getRequiredTestClass()).isPresent()) {
            new Draw(seed(context), context.getUniqueId() + " engine").seedEngine();
            LeftOpenCollector.close();
        }
    }

    /** Returns the seed of this run: {@link Draw#SEED}, unless the launcher of the tests sets another. */
    private static long seed(ExtensionContext context) {
        return context.getConfigurationParameter("rnnkit.seed", Long::valueOf).orElse(Draw.SEED);
    }

    @Override
    public void interceptBeforeEachMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> call,
            ExtensionContext context) throws Throwable {
        if (isListing(context)) {
            invocation.skip();
        } else {
            invocation.proceed();
        }
    }

    @Override
    public void interceptTestMethod(Invocation<Void> invocation, ReflectiveInvocationContext<Method> call,
            ExtensionContext context) throws Throwable {
        run(invocation, context);
    }

    @Override
    public void interceptTestTemplateMethod(Invocation<Void> invocation,
            ReflectiveInvocationContext<Method> call, ExtensionContext context) throws Throwable {
        run(invocation, context);
    }

    private static void run(Invocation<Void> invocation, ExtensionContext context) throws Throwable {
        if (isListing(context)) {
            invocation.skip();
            return;
        }
        Optional<Step> step = Steps.of(context.getRequiredTestClass());
        if (step.isEmpty()) {
            invocation.proceed();
            return;
        }
        evidence(step.get(), context).collect(sentence(context));
        WorkLimit limit = Watchdog.watch(step.get(), context);
        try {
            invocation.proceed();
            Evidence.current().throwWhatWasCaught();
        } catch (TestAbortedException waiting) {
            throw waiting;
        } catch (VirtualMachineError gone) {
            // Nothing can go on after an out-of-memory error; a stack overflow is a mistake like any other.
            throw gone instanceof StackOverflowError ? failure(gone, step.get(), context) : gone;
        } catch (Throwable thrown) {
            throw translate(thrown, step.get(), context);
        } finally {
            limit.stop();
            RequiresStep.clear();
            Evidence.stop();
        }
    }

    /** Returns the comparisons of the step's tests in this run. */
    private static Evidence evidence(Step step, ExtensionContext context) {
        return context.getRoot().getStore(NAMESPACE).getOrComputeIfAbsent(step.id(), id -> new Evidence(), Evidence.class);
    }

    /** Names a test in words: by its parameters, or by its method if it has none. */
    private static String sentence(ExtensionContext context) {
        String method = context.getRequiredTestMethod().getName();
        return context.getDisplayName().startsWith(method + "(") ? TestSentence.ofMethod(method) : context.getDisplayName();
    }

    private static Throwable translate(Throwable thrown, Step step, ExtensionContext context) {
        Optional<NotImplementedYet> missing = notImplemented(thrown);
        if (missing.isEmpty()) {
            Optional<TestAbortedException> unmet = RequiresStep.unmet();
            return unmet.isPresent() ? unmet.get() : failure(thrown, step, context);
        }
        if (!missing.get().stepId().equals(step.id())) {
            return new TestAbortedException("This step calls one that is not written yet. "
                    + missing.get().getMessage(), missing.get());
        }
        if (Steps.bonus().contains(step)) {
            return new TestAbortedException(missing.get().getMessage(), missing.get());
        }
        var run = context.getRoot().getStore(NAMESPACE);
        boolean first = run.get("unfinished") == null;
        run.put("unfinished", step.number());
        if (!first) {
            return new TestAbortedException(missing.get().getMessage(), missing.get());
        }
        return withShortTrace(new AssertionFailedError(missing.get().getMessage(), missing.get()), step);
    }

    private static Optional<NotImplementedYet> notImplemented(Throwable thrown) {
        return Causes.of(thrown).stream().filter(NotImplementedYet.class::isInstance).map(NotImplementedYet.class::cast)
                .findFirst();
    }

    /** Makes a failure whose message says everything that a student needs. */
    private static AssertionFailedError failure(Throwable thrown, Step step, ExtensionContext context) {
        boolean isOfCase = thrown instanceof CaseFailure;
        String sentences = isOfCase ? ((CaseFailure) thrown).sentences() : "";
        AssertionError error = inWords(isOfCase ? thrown.getCause() : thrown, step, context.getRequiredTestClass());
        if (error instanceof Mismatch mismatch && mismatch.kind() == MismatchKind.EXPLAINED) {
            evidence(step, context).explain(mismatch.getMessage());
        }
        return withShortTrace(new StepFailure(error, sentences, step, seed(context)), step);
    }

    private static AssertionError inWords(Throwable thrown, Step step, Class<?> test) {
        if (thrown instanceof AssertionError error) {
            return isOfTheExample(error) ? new AssertionError("The example in the chapter gives another result:\n"
                    + error.getMessage().strip(), error) : error;
        }
        if (isInitialisation(thrown) && thrown.getCause() != null) {
            return new AssertionError("A static field or block can't be initialised: "
                    + ExceptionExplainer.describe(thrown.getCause(), step), thrown);
        }
        if (thrown instanceof LinkageError) {
            return new AssertionError("The tests can't find what they call (" + thrown.getMessage() + "). "
                    + step.className() + " must offer:\n    " + String.join("\n    ", step.signatures()), thrown);
        }
        return ExceptionExplainer.failure(thrown, step, EngineErrors.beside(test));
    }

    /** Tells whether a comparison of the chapter's example failed: only those are AssertJ's, which begin with an empty line. */
    private static boolean isOfTheExample(AssertionError error) {
        return String.valueOf(error.getMessage()).startsWith("\n");
    }

    /** Tells whether the static initialisation of a class failed: the first error, or the one of every later use. */
    private static boolean isInitialisation(Throwable thrown) {
        return thrown instanceof ExceptionInInitializerError || thrown instanceof NoClassDefFoundError
                && String.valueOf(thrown.getMessage()).startsWith("Could not initialize class");
    }

    /** Shortens the stack trace to the lines of the step and its tests, the only ones that help a student. */
    private static AssertionFailedError withShortTrace(AssertionFailedError failure, Step step) {
        List<Throwable> causes = Causes.of(failure.getCause());
        failure.setStackTrace(Arrays.stream(causes.get(causes.size() - 1).getStackTrace())
                .filter(frame -> frame.getClassName().startsWith(step.packageName() + "."))
                .toArray(StackTraceElement[]::new));
        return failure;
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Draw.class || type == NDManager.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        if (parameter.getParameter().getType() == Draw.class) {
            return new Draw(seed(context), context.getUniqueId());
        }
        return isListing(context) ? null : context.getStore(NAMESPACE)
                .getOrComputeIfAbsent("manager", key -> NDManager.newBaseManager(), NDManager.class);
    }

    /**
     * A check that a step can be called from outside its package. Its tests are in the same package, so they would not notice;
     * other steps and the training would.
     */
    static final class PublicMembers {

        private PublicMembers() {}

        /** Throws the error of the virtual machine if the class is missing or it or one of its methods is not public. */
        static void check(Step step, ClassLoader loader) {
            Class<?> type;
            try {
                type = Class.forName(step.fullName(), false, loader);
            } catch (ClassNotFoundException missing) {
                throw new NoClassDefFoundError(step.fullName());
            }
            require(Modifier.isPublic(type.getModifiers()), step.className(), "must be public");
            for (String signature : step.signatures()) {
                String before = signature.substring(0, signature.indexOf('('));
                String name = before.substring(before.lastIndexOf(' ') + 1);
                if (name.equals(step.className())) {
                    require(type.getConstructors().length > 0, "the constructor of " + name, "must be public");
                    continue;
                }
                Method[] named = Arrays.stream(type.getDeclaredMethods()).filter(m -> m.getName().equals(name))
                        .toArray(Method[]::new);
                require(named.length == 0 || Arrays.stream(named).anyMatch(m -> Modifier.isPublic(m.getModifiers())),
                        step.className() + "." + name + "(...)", "must be public");
            }
        }

        private static void require(boolean holds, String what, String must) {
            if (!holds) {
                throw new IncompatibleClassChangeError(what + " " + must);
            }
        }
    }

    /** A {@link WorkLimit} for each test that Maven or an IDE runs. At the limit it says where the test is and ends the run. */
    static final class Watchdog {

        private Watchdog() {}

        /** Watches the calling thread. {@code rnnkit.test.seconds} sets another limit; 0 means none. */
        static WorkLimit watch(Step step, ExtensionContext test) {
            int seconds = test.getConfigurationParameter("rnnkit.test.seconds", Integer::valueOf).orElse(WorkLimit.SECONDS);
            return WorkLimit.start(isDebugged() ? 0 : seconds,
                    (after, trace) -> endRun(step, test.getDisplayName(), after, trace));
        }

        /** Tells whether a debugger is attached: somebody at a breakpoint needs more time. */
        private static boolean isDebugged() {
            return ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                    .anyMatch(argument -> argument.startsWith("-agentlib:jdwp"));
        }

        private static void endRun(Step step, String test, String after, StackTraceElement[] trace) {
            String where = Arrays.stream(trace).filter(frame -> frame.getClassName().equals(step.fullName())).findFirst()
                    .map(frame -> " It is at " + frame.getFileName() + ":" + frame.getLineNumber() + ".").orElse("");
            System.out.printf(Locale.ROOT, "%n  Step %d, %s: a test (%s) was stopped %s, so this run ends here.%n"
                            + "  Is there an endless loop?%s%n  Hint: ./rnnkit hint %d%n%n",
                    step.number(), step.title(), test, after, where, step.number());
            System.out.flush();
            try {
                Thread.sleep(500); // Maven reads the lines above
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            Runtime.getRuntime().halt(1);
        }
    }
}
