package org.rnnkit.learner.play;

import io.javalin.http.Context;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.learner.background.BackgroundWork;
import org.rnnkit.learner.background.WorkState;
import org.rnnkit.learner.lab.Lab;
import org.rnnkit.learner.studio.FormNumber;
import org.rnnkit.learner.studio.StudioEvents;
import org.rnnkit.learner.studio.StudioPart;
import org.rnnkit.learner.studio.StudioRoutes;
import org.rnnkit.learner.train.ChosenSteps;
import org.rnnkit.learner.train.RunFolder;
import org.rnnkit.learner.train.RunList;
import org.rnnkit.learner.worker.PlayRequest;
import org.rnnkit.learner.worker.TextWriter;
import org.rnnkit.toolkit.TextCleaning;

/** The studio's place to type a beginning, which a trained model continues. */
public final class PlayPart implements StudioPart {

    private static final String WRITTEN = "play";
    private static final String CHANGED = "play-state";
    private static final long SECONDS = 90;
    private static final int LENGTH = 200;
    private static final int MAX_BEGINNING = 200;
    private static final int MAX_TEMPERATURE = 5;
    private static final int CANDIDATES = 5;

    private final SmallModel small = SmallModel.read();
    private final Kit kit;
    private final StudioEvents events;
    private final Lab lab;
    private final BiFunction<RunFolder, Submission, TextWriter> models;
    private final BackgroundWork<PlayedText, Void> work;
    private final AtomicReference<String> published = new AtomicReference<>("");

    /**
     * Makes the part.
     *
     * @param lab where the models write
     */
    public PlayPart(Kit kit, StudioEvents events, Lab lab) {
        this(kit, events, lab, (run, steps) -> new PlayRun(lab, ChosenSteps.kit(kit, run.summary().model()), steps,
                run.folder(), run.summary().model(), SECONDS));
    }

    PlayPart(Kit kit, StudioEvents events, Lab lab, BiFunction<RunFolder, Submission, TextWriter> models) {
        this.kit = kit;
        this.events = events;
        this.lab = lab;
        this.models = models;
        this.work = new BackgroundWork<>("The model", PlayedText.NONE, this::publish, this::publish);
    }

    @Override
    public void addRoutes(StudioRoutes routes) {
        routes.get("play/small", context -> small(context.queryParam("beginning")));
        routes.get("play/state", context -> state());
        routes.get("play/text", context -> text());
        routes.action("play/write", context -> write(context.formParam("run"), request(context)));
        routes.action("play/write-small", context -> writeSmall(request(context)));
        routes.action("play/stop", context -> stop());
    }

    /** Lets the small model continue what was typed, even if nothing was. */
    String small(String typed) {
        String beginning = TextCleaning.clean(typed == null || typed.isEmpty() ? " " : typed);
        requireShort(beginning);
        String written = small.write(new PlayRequest(beginning, LENGTH, SmallModel.TEMPERATURE), new Random());
        return Pages.render("studio/small-text.jte", new SmallText(beginning, written,
                small.candidates(beginning, CANDIDATES), String.format(Locale.ROOT, "%,d", small.size())));
    }

    private static PlayRequest request(Context context) {
        return request(context.formParam("beginning"), context.formParam("temperature"));
    }

    /** Reads the fields of the form. */
    static PlayRequest request(String beginning, String temperature) {
        String prefix = TextCleaning.clean(beginning == null ? "" : beginning);
        if (prefix.isBlank()) {
            throw new UsageException("Type a beginning, in the letters a to z. The model continues it.");
        }
        requireShort(prefix);
        double value = FormNumber.orNaN(temperature);
        if (!(value >= 0 && value <= MAX_TEMPERATURE)) {
            throw new UsageException("The temperature must be a number from 0 to " + MAX_TEMPERATURE + ".");
        }
        return new PlayRequest(prefix, LENGTH, value);
    }

    private static void requireShort(String beginning) {
        if (beginning.length() > MAX_BEGINNING) {
            throw new UsageException("The beginning has " + beginning.length() + " characters; " + MAX_BEGINNING
                    + " are possible.");
        }
    }

    /** Lets a model write, and loads it first if it is not the one that is loaded. */
    public void write(String name, PlayRequest request) {
        RunFolder run = RunList.read(RunFolder.parent(kit)).get(name == null ? "" : name);
        ChosenSteps chosen = ChosenSteps.of(ChosenSteps.kit(kit, run.summary().model()), run.summary().steps());
        start(request, chosen.note(), () -> models.apply(run, chosen.submission()));
    }

    /** Lets the small model write with the learner's own steps, as they are now. */
    private void writeSmall(PlayRequest request) {
        start(request, "Your own steps are used.", () -> PlayRun.small(lab, kit, SECONDS));
    }

    /** Stops the text that is being written. */
    void stop() {
        work.stop();
    }

    private void start(PlayRequest request, String note, Supplier<TextWriter> model) {
        work.start(new PlayedText(request, note, ""), progress -> {
            model.get().write(request, token -> progress.update(text -> text.with(token)));
            return null;
        });
    }

    /** Publishes new text, and what the model does only if it has changed: screen readers read that aloud. */
    private void publish() {
        events.publish(WRITTEN);
        String words = words(work.state());
        if (!published.getAndSet(words).equals(words)) {
            events.publish(CHANGED);
        }
    }

    /** Shows what the model does. */
    public String state() {
        return Pages.render("studio/play-state.jte", answer());
    }

    /** Shows what the model has written so far. */
    public String text() {
        return Pages.render("studio/play-text.jte", answer());
    }

    private PlayAnswer answer() {
        WorkState<PlayedText, Void> state = work.state();
        PlayedText text = state.progress();
        return new PlayAnswer(words(state), state.isActive(), text.request() == null ? ""
                : Printable.of(text.request().prefix()), Printable.of(text.written()), state.message());
    }

    private static String words(WorkState<PlayedText, Void> state) {
        PlayedText text = state.progress();
        return switch (state.phase()) {
            case IDLE -> "";
            case RUNNING, STOPPING -> text.written().isEmpty() ? "The model is being loaded. " + text.note()
                    : "The model is writing.";
            case FINISHED -> "The model is ready and can write another text. " + text.note();
            case STOPPED, FAILED -> "No model is loaded now.";
        };
    }

    @Override
    public void close() {
        work.close();
    }
}
