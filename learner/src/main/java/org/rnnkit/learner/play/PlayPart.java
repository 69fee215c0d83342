package org.rnnkit.learner.play;

import io.javalin.http.Context;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.learner.play.PlaySession.Player;
import org.rnnkit.learner.studio.FormNumber;
import org.rnnkit.learner.studio.StudioEvents;
import org.rnnkit.learner.studio.StudioPart;
import org.rnnkit.learner.studio.StudioRoutes;
import org.rnnkit.learner.train.ChosenSteps;
import org.rnnkit.learner.train.RunFolder;
import org.rnnkit.learner.train.RunList;
import org.rnnkit.learner.train.RunList.RunRow;
import org.rnnkit.learner.worker.PlayWorker.PlayRequest;

/** The studio's place to type a beginning, which a trained model continues. */
public final class PlayPart implements StudioPart {

    private static final String WRITTEN = "play";
    private static final String CHANGED = "play-state";
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int USUAL_LENGTH = 200;
    private static final int MAX_LENGTH = 1_000;
    private static final int MAX_BEGINNING = 200;
    private static final double MAX_TEMPERATURE = 5;
    private static final int MAX_MESSAGE = 2_000;

    private final Kit kit;
    private final StudioEvents events;
    private final BiFunction<RunFolder, Submission, Player> players;
    private final AtomicReference<PlaySession.Phase> published = new AtomicReference<>();
    private volatile PlaySession session;
    private String playing = "";
    private String note = "";

    /**
     * What the model does and has written, for play-state.jte and play-text.jte.
     *
     * @param words what the model does, as a sentence
     * @param beginning the beginning
     * @param written what the model has written
     * @param message the reason of a failure; empty if there was none
     */
    public record Answer(String words, String beginning, String written, String message) {}

    /**
     * Makes the part.
     *
     * @param kit the kit with the nine steps
     * @param events the live events
     */
    public PlayPart(Kit kit, StudioEvents events) {
        this(kit, events, (run, steps) -> (next, text) -> play(kit, run, steps, next, text));
    }

    PlayPart(Kit kit, StudioEvents events, BiFunction<RunFolder, Submission, Player> players) {
        this.kit = kit;
        this.events = events;
        this.players = players;
    }

    private static void play(Kit kit, RunFolder run, Submission steps, Supplier<Optional<PlayRequest>> next,
            Consumer<String> text) {
        try (Scratch scratch = new Scratch()) {
            Path classes = StepCompiler.compileOwn(kit, steps, scratch.folder()).requireClasses();
            new PlayRun(kit, scratch.folder(), classes).play(run.folder(), run.summary().trainedConcise(), next, text);
        }
    }

    @Override
    public void addRoutes(StudioRoutes routes) {
        routes.get("play", context -> form());
        routes.get("play/models", context -> models());
        routes.get("play/state", context -> state());
        routes.get("play/text", context -> text());
        routes.post("play/write", this::write);
        routes.post("play/stop", context -> stop());
    }

    private List<RunRow> runs() {
        return RunList.read(RunFolder.parent(kit)).runs().stream().map(RunRow::of).toList();
    }

    String form() {
        return Pages.render("studio/play.jte", runs());
    }

    String models() {
        return Pages.render("studio/play-models.jte", runs());
    }

    private String write(Context context) {
        return write(context.formParam("run"), request(context.formParam("beginning"), context.formParam("length"),
                context.formParam("temperature")));
    }

    /**
     * Reads the fields of the form.
     *
     * @param beginning the beginning
     * @param length the number of characters to write
     * @param temperature the temperature
     * @return the request
     * @throws UsageException if a value is missing or not possible
     */
    public static PlayRequest request(String beginning, String length, String temperature) {
        if (beginning == null || beginning.isBlank()) {
            throw new UsageException("Type a beginning, which the model continues.");
        }
        if (beginning.length() > MAX_BEGINNING) {
            throw new UsageException("The beginning has " + beginning.length() + " characters; " + MAX_BEGINNING
                    + " are possible.");
        }
        return new PlayRequest(beginning, FormNumber.whole("The length", length, USUAL_LENGTH, 1, MAX_LENGTH),
                number("The temperature", temperature, 0, MAX_TEMPERATURE));
    }

    private static double number(String what, String value, double least, double most) {
        double number = FormNumber.orNaN(value);
        if (!(number >= least && number <= most)) {
            throw new UsageException(String.format(Locale.ROOT, "%s must be a number from %.0f to %,.0f.", what, least, most));
        }
        return number;
    }

    /**
     * Lets a model write, and loads it first if it is not the one that is loaded.
     *
     * @param name the name of the model's folder
     * @param request what to write
     * @return the answer to the form, which is empty and replaces an earlier answer
     * @throws UsageException if there is no such model, or if it is still writing
     */
    public synchronized String write(String name, PlayRequest request) {
        RunFolder run = RunList.read(RunFolder.parent(kit)).get(name == null ? "" : name);
        if (session == null || !session.isAlive() || !playing.equals(name)) {
            ChosenSteps chosen = ChosenSteps.of(kit, run.summary().steps());
            if (session != null) {
                session.close();
            }
            session = new PlaySession(players.apply(run, chosen.submission()), this::publish, LIMIT);
            playing = name;
            note = chosen.note();
        }
        session.write(request);
        return "";
    }

    /** Publishes new text, and what the model does only if it has changed: screen readers read that aloud. */
    private void publish() {
        events.publish(WRITTEN);
        PlaySession current = session;
        PlaySession.Phase phase = current == null ? null : current.phase();
        if (published.getAndSet(phase) != phase) {
            events.publish(CHANGED);
        }
    }

    /**
     * Shows what the model does.
     *
     * @return a fragment of HTML
     */
    public String state() {
        return Pages.render("studio/play-state.jte", answer());
    }

    /**
     * Shows what the model has written so far.
     *
     * @return a fragment of HTML
     */
    public String text() {
        return Pages.render("studio/play-text.jte", answer());
    }

    private synchronized Answer answer() {
        if (session == null) {
            return new Answer("", "", "", "");
        }
        PlaySession.Writing writing = session.writing();
        return new Answer(words(session.phase()),
                writing.request() == null ? "" : Printable.of(writing.request().prefix()), Printable.of(writing.text()),
                Printable.line(session.message(), MAX_MESSAGE));
    }

    private String words(PlaySession.Phase phase) {
        return switch (phase) {
            case LOADING -> "The model is being loaded. " + note;
            case WRITING -> "The model is writing.";
            case READY -> "The model is ready: with “Write” it writes another text. " + note;
            case ENDED -> "No model is loaded now.";
        };
    }

    synchronized String stop() {
        if (session != null) {
            session.close();
        }
        return "";
    }

    @Override
    public synchronized void close() {
        if (session != null) {
            session.close();
        }
    }
}
