package org.rnnkit.learner.showcase;

import io.javalin.http.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.learner.showcase.worker.ShowcaseRequest;
import org.rnnkit.learner.studio.FormNumber;
import org.rnnkit.learner.studio.StudioEvents;
import org.rnnkit.learner.studio.StudioPart;
import org.rnnkit.learner.studio.StudioRoutes;
import org.rnnkit.testkit.steps.Step;

/** The studio's part that shows what a step can do. Each step has at most one showcase that runs. */
public final class ShowcasePart implements StudioPart {

    /** The shortest time between two events of a training that goes on. */
    private static final long EVENT_NANOS = 250_000_000;
    private static final double FIRST_TEMPERATURE = 1;
    private static final long END_SECONDS = 5;

    private final ShowcaseRunner runner;
    private final Supplier<Submission> submission;
    private final Predicate<Step> passed;
    private final StudioEvents events;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "showcase");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<Integer, ShowcaseRun> runs = new HashMap<>();
    /** A step's next run waits for the end of the one that it has stopped, so that quick clicks do not add up. */
    private final Map<Integer, Semaphore> places = new ConcurrentHashMap<>();

    /**
     * Makes the part.
     *
     * @param kit the kit, with the bonus steps among its steps
     * @param submission reads the student's sources as they are now
     * @param passed tells which of the student's steps pass now
     * @param events the live events of the pages
     */
    public ShowcasePart(Kit kit, Supplier<Submission> submission, Predicate<Step> passed, StudioEvents events) {
        this.runner = new ShowcaseRunner(kit);
        this.submission = submission;
        this.passed = passed;
        this.events = events;
    }

    /** One run of a showcase. Its fields are guarded by the part. */
    private static final class ShowcaseRun {

        private final ShowcaseRequest request;
        private Future<?> task;
        private Object data;
        private ShowcaseResult result;
        private long lastEvent;

        ShowcaseRun(ShowcaseRequest request) {
            this.request = request;
        }
    }

    @Override
    public void addRoutes(StudioRoutes routes) {
        routes.get("steps/{number}/now", context -> Showcase.exists(number(context)) ? form(showcase(context)) : "");
        routes.get("steps/{number}/now/result", context -> result(showcase(context), temperature(context)));
        routes.post("steps/{number}/now", context -> {
            Showcase showcase = showcase(context);
            Map<String, String> fields = new HashMap<>();
            context.formParamMap().forEach((name, values) -> fields.put(name, values.get(0)));
            start(showcase.request(fields));
            return result(showcase, FIRST_TEMPERATURE);
        });
    }

    private static Showcase showcase(Context context) {
        return Showcase.of(number(context));
    }

    private static int number(Context context) {
        try {
            return Integer.parseInt(context.pathParam("number"));
        } catch (NumberFormatException e) {
            throw new UsageException("There is no such step.");
        }
    }

    private static double temperature(Context context) {
        String given = context.queryParam("temperature");
        double temperature = given == null ? FIRST_TEMPERATURE : FormNumber.orNaN(given);
        if (Double.isNaN(temperature)) {
            throw new UsageException("The temperature must be a number.");
        }
        return temperature;
    }

    /**
     * Starts a showcase with the initial values of its fields.
     *
     * @param step the number of the step
     */
    public void start(int step) {
        start(Showcase.of(step).request(Map.of()));
    }

    /**
     * Starts a showcase. It stops the step's one that still runs.
     *
     * @param request the step and the learner's inputs
     */
    public synchronized void start(ShowcaseRequest request) {
        ShowcaseRun run = new ShowcaseRun(request);
        ShowcaseRun before = runs.put(request.step(), run);
        if (before != null) {
            before.task.cancel(true);
        }
        run.task = threads.submit(() -> runAlone(run));
    }

    private Void runAlone(ShowcaseRun run) throws InterruptedException {
        Semaphore place = places.computeIfAbsent(run.request.step(), step -> new Semaphore(1));
        place.acquire();
        try {
            finish(run, run(run));
        } finally {
            place.release();
        }
        return null;
    }

    private ShowcaseResult run(ShowcaseRun run) {
        try {
            return runner.run(run.request, submission.get(), passed, data -> advance(run, data));
        } catch (RuntimeException e) { // the page must not wait forever for a result that does not come
            return ShowcaseResult.failed(String.valueOf(e.getMessage()));
        }
    }

    private void advance(ShowcaseRun run, Object data) {
        synchronized (this) {
            run.data = data;
            if (!isCurrent(run) || System.nanoTime() - run.lastEvent < EVENT_NANOS) {
                return;
            }
            run.lastEvent = System.nanoTime();
        }
        events.publish(ShowcaseForm.event(run.request.step()));
    }

    private void finish(ShowcaseRun run, ShowcaseResult result) {
        synchronized (this) {
            run.result = result;
            if (!isCurrent(run)) {
                return;
            }
        }
        events.publish(ShowcaseForm.event(run.request.step()));
    }

    private boolean isCurrent(ShowcaseRun run) {
        return runs.get(run.request.step()) == run;
    }

    /** Returns the HTML of a showcase: its fields and its result. */
    String form(Showcase showcase) {
        ShowcaseRun run = current(showcase);
        String text = showcase.text() == null ? "" : run == null ? showcase.text().initial() : run.request.text();
        String number = showcase.number() == null ? "" : run == null ? showcase.number().initial()
                : String.valueOf(run.request.number()).replaceFirst("\\.0$", "");
        return Pages.render("studio/showcase.jte", new ShowcaseForm(showcase, text, number,
                result(showcase, FIRST_TEMPERATURE)));
    }

    private synchronized ShowcaseRun current(Showcase showcase) {
        return runs.get(showcase.step());
    }

    /** Returns the HTML of a step's result: empty before the first run. */
    synchronized String result(Showcase showcase, double temperature) {
        ShowcaseRun run = runs.get(showcase.step());
        if (run == null) {
            return "";
        }
        if (run.result == null) {
            return run.data == null ? Pages.render("studio/showcaseState.jte", "Your code runs …")
                    : Pictures.html(showcase, run.data, true, temperature);
        }
        if (run.result.data() == null) {
            return Pages.render("studio/showcaseFailed.jte", run.result.failure());
        }
        return (run.result.failure().isEmpty() ? "" : Pages.render("studio/showcaseState.jte", run.result.failure()))
                + Pictures.html(showcase, run.result.data(), false, temperature);
    }

    /** Stops what runs, and waits until its process has ended. */
    @Override
    public void close() {
        threads.shutdownNow();
        try {
            threads.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
