package org.rnnkit.learner.play;

import io.javalin.http.Context;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.rnnkit.grader.compile.StepCompiler;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.learner.background.BackgroundWork;
import org.rnnkit.learner.background.WorkPhase;
import org.rnnkit.learner.background.WorkProgress;
import org.rnnkit.learner.play.PlayPart.PlaySession.Player;
import org.rnnkit.learner.studio.FormNumber;
import org.rnnkit.learner.studio.StudioEvents;
import org.rnnkit.learner.studio.StudioPart;
import org.rnnkit.learner.studio.StudioRoutes;
import org.rnnkit.learner.train.ChosenSteps;
import org.rnnkit.learner.train.RunFolder;
import org.rnnkit.learner.train.RunList;
import org.rnnkit.learner.worker.PlayRequest;
import org.rnnkit.toolkit.TextCleaning;

/** The studio's place to type a beginning, which a trained model continues. */
public final class PlayPart implements StudioPart {

    private static final String WRITTEN = "play";
    private static final String CHANGED = "play-state";
    private static final Duration LIMIT = Duration.ofSeconds(90);
    private static final int LENGTH = 200;
    private static final int MAX_BEGINNING = 200;
    private static final int MAX_TEMPERATURE = 5;
    private static final int CANDIDATES = 5;

    private final SmallModel small = SmallModel.read();
    private final Kit kit;
    private final StudioEvents events;
    private final BiFunction<RunFolder, Submission, Player> players;
    private final AtomicReference<String> published = new AtomicReference<>("");
    private volatile PlaySession session;
    private String playing = "";
    private String note = "";

    /** Makes the part. */
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
        String model = run.summary().model();
        try (Scratch scratch = new Scratch()) {
            Path classes = StepCompiler.compileOwn(ChosenSteps.kit(kit, model), steps).jarIn(scratch.folder());
            new PlayRun(kit, scratch.folder(), classes).play(run.folder(), model, next, text);
        }
    }

    @Override
    public void addRoutes(StudioRoutes routes) {
        routes.get("play/small", context -> small(context.queryParam("beginning")));
        routes.get("play/state", context -> state());
        routes.get("play/text", context -> text());
        routes.action("play/write", context -> write(context.formParam("run"), request(context)));
        routes.action("play/write-small", context -> writeSmall(request(context)));
        routes.action("play/stop", context -> close());
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
    public synchronized void write(String name, PlayRequest request) {
        RunFolder run = RunList.read(RunFolder.parent(kit)).get(name == null ? "" : name);
        if (session == null || !session.isAlive() || !playing.equals(name)) {
            ChosenSteps chosen = ChosenSteps.of(ChosenSteps.kit(kit, run.summary().model()), run.summary().steps());
            begin(players.apply(run, chosen.submission()), name, chosen.note());
        }
        session.write(request);
    }

    /** Lets the small model write with the learner's own steps, as they are now. */
    private synchronized void writeSmall(PlayRequest request) {
        begin((next, text) -> PlayRun.playSmall(kit, next, text), "", "Your own steps are used.");
        session.write(request);
    }

    private void begin(Player player, String name, String newNote) {
        if (session != null) {
            session.close();
        }
        session = new PlaySession(player, this::publish, LIMIT);
        playing = name;
        note = newNote;
    }

    /** Publishes new text, and what the model does only if it has changed: screen readers read that aloud. */
    private void publish() {
        events.publish(WRITTEN);
        PlaySession current = session;
        String words = current == null ? "" : words(current);
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

    private synchronized PlayAnswer answer() {
        if (session == null) {
            return new PlayAnswer("", false, "", "", "");
        }
        PlaySession.Writing writing = session.writing();
        return new PlayAnswer(words(session), session.isAlive() && !writing.isReady(),
                writing.request() == null ? "" : Printable.of(writing.request().prefix()), Printable.of(writing.text()),
                session.message());
    }

    private String words(PlaySession shown) {
        return !shown.isAlive() ? "No model is loaded now."
                : shown.writing().isReady() ? "The model is ready and can write another text. " + note
                : shown.writing().loaded() ? "The model is writing." : "The model is being loaded. " + note;
    }

    @Override
    public synchronized void close() {
        if (session != null) {
            session.close();
        }
    }

    /** A trained model that stays loaded and continues one beginning after the other. */
    static final class PlaySession implements AutoCloseable {

        /** Each token is one character; "unk" in brackets has five. More can only come from code that prints it itself. */
        private static final int MAX_TOKEN = 5;

        private final Duration limit;
        private final BlockingQueue<PlayRequest> requests = new ArrayBlockingQueue<>(1);
        private final BackgroundWork<Writing, Void> work;
        private volatile boolean tooSlow;

        /** A model that writes again and again, until there are no more requests. */
        @FunctionalInterface
        interface Player {

            /** Serves requests. It asks for the next one when the text of the one before is complete; empty means the end. */
            void play(Supplier<Optional<PlayRequest>> next, Consumer<String> text);
        }

        /**
         * What the model does.
         *
         * @param number the number of requests so far
         * @param complete whether the last request's text is complete
         * @param request the last request; null before the first one
         * @param text what the model has written for it
         */
        record Writing(int number, boolean loaded, boolean complete, PlayRequest request, String text) {

            /** Tells whether the model is loaded and waits for a request. */
            boolean isReady() {
                return loaded && complete;
            }

            /** Begins a request. */
            Writing of(PlayRequest next) {
                return new Writing(number + 1, loaded, false, next, "");
            }

            /** Notes that the model waits: it is loaded now, or a text is complete. */
            Writing waiting() {
                return new Writing(number, true, complete || loaded, request, text);
            }

            /** Adds a token. The steps can print such lines, too, so the text has no more tokens than were asked for. */
            Writing with(String token) {
                return !loaded || complete || token == null || text.length() >= request.length() * MAX_TOKEN ? this
                        : new Writing(number, true, false, request,
                                text + token.substring(0, Math.min(MAX_TOKEN, token.length())));
            }
        }

        /**
         * Starts to load a model.
         *
         * @param changed called after changes, from any thread
         */
        PlaySession(Player player, Runnable changed, Duration limit) {
            this.limit = limit;
            this.work = new BackgroundWork<>("A model", new Writing(0, false, true, null, ""), changed, changed);
            work.start(work.state().progress(), progress -> {
                player.play(() -> next(progress), token -> progress.update(writing -> writing.with(token)));
                return null;
            });
        }

        /** Waits for the next request. It is called when the model is loaded, and after each complete text. */
        private Optional<PlayRequest> next(WorkProgress<Writing> progress) {
            progress.update(Writing::waiting);
            try {
                return Optional.of(requests.take());
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
                return Optional.empty();
            }
        }

        /** Continues a beginning. */
        synchronized void write(PlayRequest next) {
            if (!isAlive()) {
                throw new UsageException("The model has ended. Load it again.");
            }
            if (!writing().complete()) {
                throw new UsageException("The model is still writing. Wait for the end, or stop it.");
            }
            work.update(writing -> writing.of(next));
            requests.add(next);
            int number = writing().number();
            CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS).execute(() -> stopIfWriting(number));
        }

        private void stopIfWriting(int number) {
            if (isAlive() && writing().number() == number && !writing().complete()) {
                tooSlow = true;
                work.stop();
            }
        }

        /** Tells whether the model can take requests, now or after its current text. */
        boolean isAlive() {
            return work.state().phase() == WorkPhase.RUNNING;
        }

        Writing writing() {
            return work.state().progress();
        }

        /** Returns the reason why the model has failed; empty if it has not. */
        String message() {
            return tooSlow ? "The model did not finish within " + limit.toSeconds() + " s and was stopped. "
                    + "Is there an endless loop in step 4, 5 or 6?" : work.state().message();
        }

        @Override
        public void close() {
            work.close();
        }
    }
}
