package org.rnnkit.learner.showcase;

import io.javalin.http.Context;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.learner.showcase.ShowcaseRunner.ShowcaseResult;
import org.rnnkit.learner.showcase.worker.ShowcaseWorker.ShowcaseRequest;
import org.rnnkit.learner.showcase.worker.TrainingShowcases.EmbeddingRows;
import org.rnnkit.learner.showcase.worker.TrainingShowcases.ShortTrainings;
import org.rnnkit.learner.studio.FormNumber;
import org.rnnkit.learner.studio.StudioEvents;
import org.rnnkit.learner.studio.StudioPart;
import org.rnnkit.learner.studio.StudioRoutes;
import org.rnnkit.testkit.steps.Step;

/** The studio's part that shows what a step can do. Each step has at most one showcase that runs. */
public final class ShowcasePart implements StudioPart {

    private static final double FIRST_TEMPERATURE = 1;
    private static final long END_SECONDS = 5;

    private final ShowcaseRunner runner;
    private final Supplier<Submission> submission;
    private final Predicate<Step> passed;
    private final StudioEvents events;
    private final Map<Integer, ShowcaseRun> runs = new HashMap<>();
    /** A thread for each step: its next run waits for the end of the one that it has stopped, so that clicks don't add up. */
    private final Map<Integer, ExecutorService> threads = new ConcurrentHashMap<>();

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

        private final Showcase showcase;
        private final ShowcaseRequest request;
        private Future<?> task;
        private Object data;
        private ShowcaseResult result;

        ShowcaseRun(Showcase showcase, ShowcaseRequest request) {
            this.showcase = showcase;
            this.request = request;
        }
    }

    /**
     * The data of studio/showcase.jte: the fields of a showcase with what the learner has typed last, and its result.
     *
     * @param showcase the showcase
     * @param text the text in the field for it
     * @param number the number in the field for it
     * @param result the HTML of the result
     */
    public record ShowcaseForm(Showcase showcase, String text, String number, String result) {

        /** Tells whether the result changes several times a second: a screen reader should not read each change then. */
        public boolean isLive() {
            return showcase.data() == ShortTrainings.class || showcase.data() == EmbeddingRows.class;
        }
    }

    private static String event(Showcase showcase) {
        return "showcase-" + showcase.step();
    }

    @Override
    public void addRoutes(StudioRoutes routes) {
        routes.get("steps/{number}/now", context -> Showcase.find(context.pathParam("number")).map(this::form).orElse(""));
        routes.get("steps/{number}/now/result", context -> result(showcase(context), temperature(context)));
        routes.post("steps/{number}/now", context -> {
            Showcase showcase = showcase(context);
            Map<String, String> fields = new HashMap<>();
            context.formParamMap().forEach((name, values) -> fields.put(name, values.get(0)));
            start(showcase, fields);
            return result(showcase, FIRST_TEMPERATURE);
        });
    }

    private static Showcase showcase(Context context) {
        return Showcase.find(context.pathParam("number")).orElseThrow(() -> new UsageException("There is no such step."));
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
        start(Showcase.of(step), Map.of());
    }

    /** Starts a showcase with the values of its fields, by name. It stops the step's one that still runs. */
    synchronized void start(Showcase showcase, Map<String, String> fields) {
        ShowcaseRun run = new ShowcaseRun(showcase, showcase.request(fields));
        ShowcaseRun before = runs.put(showcase.step(), run);
        if (before != null) {
            before.task.cancel(true);
        }
        run.task = threads.computeIfAbsent(showcase.step(), step -> newThread()).submit(() -> run(run));
    }

    private static ExecutorService newThread() {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "showcase");
            thread.setDaemon(true);
            return thread;
        });
    }

    private void run(ShowcaseRun run) {
        ShowcaseResult result;
        try {
            result = runner.run(run.showcase, run.request, submission.get(), passed, data -> update(run, data, null));
        } catch (RuntimeException e) { // the page must not wait forever for a result that does not come
            result = ShowcaseResult.failed(String.valueOf(e.getMessage()));
        }
        update(run, result.data(), result);
    }

    /** Notes the data so far, and at the end the result. */
    private void update(ShowcaseRun run, Object data, ShowcaseResult result) {
        synchronized (this) {
            if (current(run.showcase) != run || run.result != null) {
                return; // a newer run has replaced it, or a line of the process has come after the result
            }
            run.data = data;
            run.result = result;
        }
        events.publish(event(run.showcase));
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
        ShowcaseRun run = current(showcase);
        if (run == null) {
            return "";
        }
        String sentence = run.result != null ? run.result.failure() : run.data == null ? "Your code runs …" : "";
        if (run.result != null && run.data == null) {
            return Pages.render("studio/showcaseFailed.jte", sentence);
        }
        return (sentence.isEmpty() ? "" : Pages.render("studio/showcaseState.jte", sentence))
                + (run.data == null ? "" : Pictures.html(showcase, run.data, run.result == null, temperature));
    }

    /** Stops what runs, and waits until its process has ended. */
    @Override
    public void close() {
        threads.values().forEach(ExecutorService::shutdownNow);
        try {
            for (ExecutorService thread : threads.values()) {
                thread.awaitTermination(END_SECONDS, TimeUnit.SECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
