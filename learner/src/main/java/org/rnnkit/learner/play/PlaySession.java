package org.rnnkit.learner.play;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.worker.WorkerFailure;
import org.rnnkit.learner.background.BackgroundTask;
import org.rnnkit.learner.background.ChangePulse;
import org.rnnkit.learner.play.worker.PlayRequest;

/** A trained model that stays loaded and continues one beginning after the other. */
final class PlaySession implements AutoCloseable {

    /** Each token is one character; "unk" in brackets has five. More can only come from code that prints it itself. */
    private static final int MAX_TOKEN = 5;

    private final Player player;
    private final Runnable changed;
    private final Duration limit;
    private final BackgroundTask task;
    private final BlockingQueue<PlayRequest> requests = new ArrayBlockingQueue<>(1);
    private final StringBuilder written = new StringBuilder();
    private PlayRequest request;
    private boolean loaded;
    private boolean complete = true;
    private boolean tooSlow;
    private int answers;

    /** The state of the model. */
    enum Phase { LOADING, WRITING, READY, ENDED }

    /**
     * The state of a session.
     *
     * @param phase what the model does
     * @param beginning the beginning that it continues; empty before the first one
     * @param written what it has written so far
     * @param message the reason of a failure; empty if there was none
     */
    record State(Phase phase, String beginning, String written, String message) {}

    /**
     * Starts to load the model.
     *
     * @param player the model
     * @param changed called at most five times a second after changes, from any thread
     * @param limit the time limit for one answer, including the time to load the model
     */
    PlaySession(Player player, Runnable changed, Duration limit) {
        this.player = player;
        this.changed = changed;
        this.limit = limit;
        this.task = new BackgroundTask("A model", changed);
        task.start(wanted -> play());
    }

    private void play() {
        try (ChangePulse pulse = new ChangePulse(changed)) {
            Optional<WorkerFailure> failure = player.play(() -> next(pulse), token -> take(token, pulse));
            if (failure.isPresent()) {
                throw new UsageException("The steps failed while writing: " + failure.get().message());
            }
        }
    }

    /** Waits for the next request. It is called when the model is loaded, and after each complete answer. */
    private Optional<PlayRequest> next(ChangePulse pulse) {
        synchronized (this) {
            complete |= loaded;
            loaded = true;
        }
        pulse.change();
        try {
            return Optional.of(requests.take());
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private synchronized void take(String token, ChangePulse pulse) {
        if (loaded && !complete && token != null && written.length() < request.length() * MAX_TOKEN) {
            written.append(token, 0, Math.min(MAX_TOKEN, token.length()));
            pulse.change();
        }
    }

    /**
     * Continues a beginning.
     *
     * @param next the beginning, the length and the temperature
     * @throws UsageException if the model is still writing, or has ended
     */
    void write(PlayRequest next) {
        int answer;
        synchronized (this) {
            if (!task.status().isActive()) {
                throw new UsageException("The model has ended. Load it again.");
            }
            if (!complete) {
                throw new UsageException("The model is still writing. Wait for the end, or stop it.");
            }
            request = next;
            written.setLength(0);
            complete = false;
            answers++;
            answer = answers;
            requests.add(next);
        }
        CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS).execute(() -> stopIfSlow(answer));
        changed.run();
    }

    private void stopIfSlow(int answer) {
        synchronized (this) {
            if (answers != answer || complete || !task.status().isActive()) {
                return;
            }
            tooSlow = true;
        }
        task.stop();
    }

    /** Tells whether the model can take requests, now or after its current answer. */
    boolean isAlive() {
        return task.status().isActive();
    }

    synchronized State state() {
        BackgroundTask.Status status = task.status();
        Phase phase = !status.isActive() || status.phase() == BackgroundTask.Phase.STOPPING ? Phase.ENDED
                : !loaded ? Phase.LOADING : complete ? Phase.READY : Phase.WRITING;
        String message = tooSlow ? "The model did not finish within " + limit.toSeconds() + " s and was stopped. "
                + "Is there an endless loop in step 4, 5 or 6?" : status.message();
        return new State(phase, request == null ? "" : request.prefix(), written.toString(), message);
    }

    @Override
    public void close() {
        task.close();
    }
}
