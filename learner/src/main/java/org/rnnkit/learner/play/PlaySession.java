package org.rnnkit.learner.play;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.learner.background.BackgroundWork;
import org.rnnkit.learner.background.BackgroundWork.Progress;
import org.rnnkit.learner.background.BackgroundWork.State;
import org.rnnkit.learner.worker.PlayWorker.PlayRequest;

/** A trained model that stays loaded and continues one beginning after the other. */
final class PlaySession implements AutoCloseable {

    /** Each token is one character; "unk" in brackets has five. More can only come from code that prints it itself. */
    private static final int MAX_TOKEN = 5;

    private final Duration limit;
    private final BlockingQueue<PlayRequest> requests = new ArrayBlockingQueue<>(1);
    private final BackgroundWork<Writing, Void> work;
    private volatile boolean tooSlow;

    /** The phase of the model. */
    enum Phase { LOADING, WRITING, READY, ENDED }

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
     * @param loaded whether the model is loaded
     * @param complete whether the last request's text is complete
     * @param request the last request; null before the first one
     * @param text what the model has written for it
     */
    record Writing(int number, boolean loaded, boolean complete, PlayRequest request, String text) {

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
     * @param limit the time limit for one text, including the time to load the model
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
    private Optional<PlayRequest> next(Progress<Writing> progress) {
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
        return work.state().isActive();
    }

    Writing writing() {
        return work.state().progress();
    }

    Phase phase() {
        State<Writing, Void> state = work.state();
        return state.phase() != BackgroundWork.Phase.RUNNING ? Phase.ENDED
                : !state.progress().loaded() ? Phase.LOADING : state.progress().complete() ? Phase.READY : Phase.WRITING;
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
