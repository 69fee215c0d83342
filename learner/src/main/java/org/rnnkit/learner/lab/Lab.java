package org.rnnkit.learner.lab;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.kit.Jars;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.process.Worker;
import org.rnnkit.grader.process.WorkerReply;
import org.rnnkit.grader.process.WorkerSettings;
import org.rnnkit.grader.sandbox.Sandbox;
import org.rnnkit.grader.system.Fingerprint;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.RecursiveDelete;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.grader.worker.tests.StepWorker;
import org.rnnkit.learner.worker.CellTask;
import org.rnnkit.learner.worker.LabTask;
import org.rnnkit.learner.worker.LabWorker;
import org.rnnkit.learner.worker.TestTask;
import org.rnnkit.testkit.steps.Steps;

/**
 * The place where a learner's code runs: a process that stays warm, without a sandbox. It does one task at a time. When a task
 * hangs, crashes or leaves something behind, a spare process takes its place at once.
 */
public final class Lab implements AutoCloseable {

    /** Class loaders and arrays that tasks leave open fill the memory. The spare is ready, so a new process costs no time. */
    private static final int MAX_TASKS = 50;
    private static final int NAME_LENGTH = 16;

    private final Kit kit;
    private final int seconds;
    private final LabTask<?> first;
    private final ReentrantLock oneTask = new ReentrantLock();
    private Scratch scratch = new Scratch();
    /** Null before the start, and after a task that was interrupted. */
    private volatile Worker worker;
    private Worker spare;
    private int tasks;
    private boolean ranCell;
    private boolean started;
    private boolean closed;
    /** Tells whether somebody still waits for the running task; null between tasks. */
    private volatile BooleanSupplier running;

    /**
     * Makes a lab, without a process.
     *
     * @param seconds the limit for code that may never end, in seconds of work
     * @param first the first task of each process, which makes the next ones fast; null for none
     */
    public Lab(Kit kit, int seconds, LabTask<?> first) {
        this.kit = kit;
        this.seconds = seconds;
        this.first = first;
    }

    /** Returns the limit for code that may never end, in seconds of work. */
    public int seconds() {
        return seconds;
    }

    /** Starts the process, unless it runs. It gets ready in the background. */
    public synchronized void start() {
        if (closed) {
            return;
        }
        if (!scratch.isIntact()) {
            // A studio may run for longer than temporary files live.
            end();
            scratch = new Scratch();
        }
        if (worker == null || !worker.isAlive()) {
            replace();
        }
    }

    /** Starts a spare process, unless one is ready. */
    public synchronized void prepareSpare() {
        start();
        if (spare == null && !closed) {
            spare = newWorker();
        }
    }

    private Worker newWorker() {
        WorkerSettings settings = WorkerSettings.of(LabWorker.class, kit.built().classPath(LabWorker.class, StepWorker.class,
                Steps.class), scratch.folder()).withFlags(WorkerSettings.SHORT_LIVED);
        Worker fresh = new Worker(Sandbox.none(), settings);
        if (first != null) {
            fresh.warmUp(first);
        }
        return fresh;
    }

    /** Takes the spare process. After the first replacement there is always another one, as the next task may hang, too. */
    private synchronized void replace() {
        if (closed) {
            return;
        }
        drop();
        worker = spare != null ? spare : newWorker();
        spare = started ? newWorker() : null;
        started = true;
        tasks = 0;
        ranCell = false;
    }

    private synchronized void drop() {
        if (worker != null) {
            worker.close();
            worker = null;
        }
    }

    /**
     * Does a task. Another one waits until it has ended.
     *
     * @param wanted whether the result is still wanted; who no longer wants it calls {@link #cancel} after that
     * @param news receives the news of the task, on another thread
     * @return the answer or the end of the process; empty if it is no longer wanted
     */
    public <A> Optional<WorkerReply<A>> run(LabTask<A> task, BooleanSupplier wanted, Consumer<String> news) {
        oneTask.lock();
        try {
            start();
            if (task instanceof TestTask && ranCell) {
                // A cell may have left anything behind.
                replace();
            }
            running = wanted;
            if (!wanted.getAsBoolean()) {
                return Optional.empty();
            }
            WorkerReply<A> reply = ask(task, news);
            // Before the question, so that nobody kills a process that is used again.
            running = null;
            boolean stopped = !wanted.getAsBoolean();
            tasks++;
            ranCell |= task instanceof CellTask;
            // A process that is no longer wanted is being killed, or may be.
            if (stopped || !reply.answer().map(task::isReusable).orElse(false) || tasks >= MAX_TASKS) {
                replace();
            }
            return stopped ? Optional.empty() : Optional.of(reply);
        } finally {
            running = null;
            oneTask.unlock();
        }
    }

    private <A> WorkerReply<A> ask(LabTask<A> task, Consumer<String> news) {
        Worker asked = worker;
        if (asked == null) {
            throw new UsageException("The program is being ended, so nothing new starts.");
        }
        try {
            return asked.ask(task, task.answer(), task.limit(), String.class, news);
        } catch (GraderException interruptedOrWithoutMemory) {
            drop();
            throw interruptedOrWithoutMemory;
        }
    }

    /** Stops the task that runs, if its result is no longer wanted: its process ends. Any thread may call it. */
    public void cancel() {
        // In this order, so that it is not the process of a later task.
        Worker asked = worker;
        BooleanSupplier wanted = running;
        if (wanted != null && asked != null && !wanted.getAsBoolean()) {
            asked.kill();
        }
    }

    /**
     * Writes the classes of steps to a jar for tasks. The same classes give the same file; an older one is deleted.
     *
     * @param use the name of its folder, which belongs to one user of the lab
     */
    public synchronized Path jar(String use, Map<String, byte[]> classes) {
        start();
        byte[] jar = Uncheck.get(() -> Jars.pack(classes));
        String name = use + "/" + new Fingerprint().add(jar).finish().substring(0, NAME_LENGTH) + ".jar";
        Path file = scratch.folder().resolve(name);
        if (!Files.exists(file)) {
            RecursiveDelete.deleteRecursively(file.getParent());
            Scratch.write(scratch.folder(), name, jar);
        }
        return file;
    }

    /** Returns the folder of all files of the tasks. */
    public Path folder() {
        return scratch.folder();
    }

    /** Checks that nobody else has deleted the folder of the tasks. */
    void requireIntact() {
        scratch.requireIntact();
    }

    private void end() {
        drop();
        if (spare != null) {
            spare.close();
            spare = null;
        }
        scratch.close();
    }

    @Override
    public synchronized void close() {
        closed = true;
        end();
    }
}
