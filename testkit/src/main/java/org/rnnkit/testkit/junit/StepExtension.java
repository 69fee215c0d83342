package org.rnnkit.testkit.junit;

import ai.djl.ndarray.NDManager;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.InvocationInterceptor;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.ReflectiveInvocationContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.NotImplementedYet;

/**
 * Gives a step's tests what they ask for (a {@link Draw}, an {@link NDManager} that is closed after
 * them), seeds the engine before each of them, and turns whatever a student's code does into a failure that speaks for
 * itself. In one run only the first step that is not written fails; those after it wait. A bonus step that is not
 * written never fails.
 */
public final class StepExtension implements BeforeAllCallback, BeforeEachCallback, InvocationInterceptor, ParameterResolver {

    private static final Namespace NAMESPACE = Namespace.create(StepExtension.class);

    @Override
    public void beforeAll(ExtensionContext context) {
        Class<?> test = context.getRequiredTestClass();
        Steps.of(test).ifPresent(step -> PublicMembers.check(step, test.getClassLoader()));
    }

    /** No test or step has to seed the engine itself, and none depends on what another test has drawn from it. */
    @Override
    public void beforeEach(ExtensionContext context) {
        if (Steps.of(context.getRequiredTestClass()).isPresent()) {
            new Draw(seed(context), context.getUniqueId() + " engine").seedEngine();
        }
    }

    /** The seed of this run: {@link Draw#SEED}, unless whoever launches the tests gives another one. */
    private static long seed(ExtensionContext context) {
        return context.getConfigurationParameter("rnnkit.seed", Long::valueOf).orElse(Draw.SEED);
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
        Optional<Step> step = Steps.of(context.getRequiredTestClass());
        if (step.isEmpty()) {
            invocation.proceed();
            return;
        }
        try (Watchdog watchdog = new Watchdog(step.get(), context)) {
            watchdog.watch();
            invocation.proceed();
        } catch (TestAbortedException waiting) {
            throw waiting;
        } catch (VirtualMachineError gone) {
            // Out of memory is nothing to go on from; a stack overflow is a student's slip like any other.
            throw gone instanceof StackOverflowError ? failure(gone, step.get(), context) : gone;
        } catch (Throwable thrown) {
            throw translate(thrown, step.get(), context);
        } finally {
            RequiresStep.clear();
        }
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
        return quiet(new AssertionFailedError(missing.get().getMessage(), missing.get()), step);
    }

    private static Optional<NotImplementedYet> notImplemented(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof NotImplementedYet missing) {
                return Optional.of(missing);
            }
        }
        return Optional.empty();
    }

    /** A failure whose message is enough by itself. */
    private static AssertionFailedError failure(Throwable thrown, Step step, ExtensionContext context) {
        AssertionError error = inWords(thrown, step, context.getRequiredTestClass());
        return quiet(new AssertionFailedError(error.getMessage() + "\nHint: ./rnnkit hint " + step.number()
                + "\nAgain with the same numbers:\nmvn test -pl exercises -Dgroups=" + step.tag() + " -Drnnkit.seed="
                + seed(context), error), step);
    }

    private static AssertionError inWords(Throwable thrown, Step step, Class<?> test) {
        if (thrown instanceof AssertionError error) {
            return error;
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

    /** Whether a class is there but could not begin: the first time and every time after. */
    private static boolean isInitialisation(Throwable thrown) {
        return thrown instanceof ExceptionInInitializerError || thrown instanceof NoClassDefFoundError
                && String.valueOf(thrown.getMessage()).startsWith("Could not initialize class");
    }

    /** Leaves the lines of the student's step and of its tests; the rest of a trace helps nobody. */
    private static AssertionFailedError quiet(AssertionFailedError failure, Step step) {
        Throwable origin = failure.getCause();
        while (origin.getCause() != null) {
            origin = origin.getCause();
        }
        failure.setStackTrace(Arrays.stream(origin.getStackTrace())
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
        return context.getStore(NAMESPACE)
                .getOrComputeIfAbsent("manager", key -> new OpenManager(), OpenManager.class).manager;
    }

    /** Closes the manager with the test. */
    private static final class OpenManager implements AutoCloseable {
        private final NDManager manager = NDManager.newBaseManager();

        @Override
        public void close() {
            manager.close();
        }
    }
}
