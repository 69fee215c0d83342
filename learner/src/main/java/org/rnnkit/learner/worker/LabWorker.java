package org.rnnkit.learner.worker;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.rnnkit.grader.worker.FailureSource;
import org.rnnkit.grader.worker.ThrowableMessages;
import org.rnnkit.grader.worker.WorkerCall;
import org.rnnkit.grader.worker.WorkerFailure;
import org.rnnkit.grader.worker.WorkerMain;
import org.rnnkit.grader.worker.step.EndlessLoop;
import org.rnnkit.grader.worker.tests.StepWorker;
import org.rnnkit.grader.worker.training.ModelFactory;
import org.rnnkit.testkit.cases.FreshLoader;
import org.rnnkit.testkit.limit.WorkLimit;
import org.rnnkit.toolkit.ModelException;

/**
 * The process that runs a learner's code: one task after the other, all on the thread that has loaded the engine, as an update
 * in place throws on any other. Each version of the steps has a class loader of its own, so a save needs no new process.
 */
public final class LabWorker {

    /** The class that writes texts. */
    static final String WRITER = "org.rnnkit.learner.worker.play.PlayWriter";
    /** The class that computes what pictures show. */
    static final String VALUES = "org.rnnkit.learner.worker.show.StepValues";
    /** The packages of the classes that call the steps, which each jar of steps has again. */
    private static final Set<String> CALLERS = Set.of("org.rnnkit.learner.worker.play", "org.rnnkit.learner.worker.show",
            ModelFactory.class.getPackageName());

    /** The steps of the cell that was run last, and the shell that can call them. */
    private String steps = "";
    private CellShell shell;
    /** The model that has written last. */
    private PlayModel model;
    private TextWriter writer;
    private NDManager manager;

    /** Does tasks until there are no more. */
    public static void main(String[] args) throws IOException {
        WorkerMain worker = WorkerMain.open();
        Optional<WorkerFailure> notStarted = WorkerMain.startEngine();
        if (notStarted.isPresent()) {
            // Before the first task begins, so it is not taken for the fault of a step.
            throw new IllegalStateException(notStarted.get().message());
        }
        worker.serve(LabTask.class, new LabWorker()::run);
    }

    private Object run(LabTask<?> task, WorkerCall call) throws IOException {
        if (task instanceof TestTask test) {
            return StepWorker.test(test.request(), call);
        }
        call.begun();
        if (task instanceof CellTask cell) {
            return run(cell, call);
        }
        return task instanceof ShowTask show ? compute(show, call) : write((PlayTask) task, call);
    }

    private CellResult run(CellTask cell, WorkerCall call) {
        if (shell == null || !cell.steps().equals(steps)) {
            if (shell != null) {
                shell.close();
            }
            shell = new CellShell(cell.steps());
            steps = cell.steps();
        }
        return shell.run(cell, () -> limit(cell.seconds(), call, CellResult::endless));
    }

    /** Computes what a picture shows. Whatever goes wrong, the step passes, so there is only no picture. */
    private ShowResult compute(ShowTask task, WorkerCall call) {
        WorkLimit limit = limit(task.seconds(), call, endless -> ShowResult.NONE);
        try (NDManager own = NDManager.newBaseManager(Device.cpu());
                URLClassLoader steps = loader(task.jar())) {
            return new ShowResult((double[][]) MethodHandles.publicLookup().findStatic(caller(VALUES, steps),
                    "of", MethodType.methodType(double[][].class, ShowTask.class, NDManager.class)).invoke(task, own));
        } catch (Throwable e) {
            return ShowResult.NONE;
        } finally {
            limit.stop();
        }
    }

    private PlayResult write(PlayTask task, WorkerCall call) {
        WorkLimit limit = limit(task.seconds(), call, endless -> failed(FailureSource.STEPS, endless));
        try {
            if (!task.model().equals(model)) {
                load(task.model());
            }
            writer.write(task.request(), call::progress);
            return new PlayResult(null);
        } catch (ModelException e) {
            return failed(FailureSource.USER, e.getMessage());
        } catch (RuntimeException | Error e) {
            return failed(FailureSource.STEPS, ThrowableMessages.ofSteps(e));
        } finally {
            limit.stop();
        }
    }

    private static PlayResult failed(FailureSource source, String message) {
        return new PlayResult(new WorkerFailure(source, message));
    }

    private void load(PlayModel next) {
        model = null;
        if (manager != null) {
            manager.close();
        }
        manager = NDManager.newBaseManager(Device.cpu());
        try {
            writer = (TextWriter) MethodHandles.publicLookup().findConstructor(caller(WRITER, loader(next.jar())),
                    MethodType.methodType(void.class, PlayModel.class, NDManager.class)).invoke(next, manager);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(WRITER + ": " + e, e);
        }
        model = next;
    }

    private static URLClassLoader loader(String jar) {
        try {
            return new URLClassLoader(new URL[] {new File(jar).toURI().toURL()}, LabWorker.class.getClassLoader());
        } catch (MalformedURLException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Loads a class that calls the steps of a loader. */
    private static Class<?> caller(String name, ClassLoader steps) throws ClassNotFoundException {
        return new FreshLoader(steps, CALLERS).loadClass(name);
    }

    /** Starts the limit of the steps' code on this thread. At the limit, the process answers and ends. */
    private static WorkLimit limit(int seconds, WorkerCall call, Function<String, Object> answer) {
        return WorkLimit.start(seconds, (after, trace) -> call.answerAndEnd(answer.apply(
                EndlessLoop.problem(after, trace, name -> name.startsWith("org.rnnkit.step")).failure().text())));
    }
}
