package org.rnnkit.grader.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.rnnkit.grader.worker.Envelope;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.grader.worker.ResultChannel;

/**
 * One request to a worker, and the answer to it: a file that counts only with this call's signature.
 *
 * @param <A> the kind of answer
 */
public final class WorkerCall<A> {

    private static final int MAX_BYTES = 8_000_000;

    private final Object request;
    private final Class<A> type;
    private final ResultChannel channel;

    /**
     * Makes a call that is not sent yet.
     *
     * @param request the request
     * @param type the kind of answer
     * @param folder the folder for the answer, where the worker may write
     */
    public WorkerCall(Object request, Class<A> type, Path folder) {
        this.request = request;
        this.type = type;
        this.channel = new ResultChannel(folder.resolve(UUID.randomUUID() + ".json").toString(),
                folder.resolve(UUID.randomUUID() + ".ready").toString(), UUID.randomUUID().toString());
    }

    /**
     * Sends the request.
     *
     * @param stream the worker's standard input
     * @throws IOException if the worker is gone
     */
    public void send(OutputStream stream) throws IOException {
        Messages.send(new Envelope<>(channel, request), stream);
    }

    /**
     * Looks whether the worker is about to run the steps' code.
     *
     * @return whether it has said so
     */
    public boolean isReady() {
        return Files.exists(Path.of(channel.readyFile()));
    }

    /**
     * Looks whether there is an answer. It is moved to its place whole.
     *
     * @return whether there is one, of whatever worth
     */
    public boolean isAnswered() {
        return Files.exists(Path.of(channel.resultFile()));
    }

    /**
     * Reads the answer.
     *
     * @return the answer, if there is one that can be read and that is the worker's own
     */
    public Optional<A> answer() {
        try {
            return Files.isRegularFile(Path.of(channel.resultFile()), LinkOption.NOFOLLOW_LINKS)
                    ? Messages.readAnswer(channel, type, MAX_BYTES) : Optional.empty();
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /**
     * Reads the answer, or finds the reason why there is none.
     *
     * @param end how the worker ended
     * @param without makes an answer of the reason
     * @return the answer
     */
    public A answerOr(WorkerExit end, Function<String, A> without) {
        return answer().orElseGet(() -> {
            end.requireReady();
            return without.apply(end.cause());
        });
    }

    /**
     * Returns a line that is this call's own.
     *
     * @return what a worker prints to show that everything before it belongs to this call
     */
    public String mark() {
        return channel.resultFile();
    }

    ResultChannel channel() {
        return channel;
    }
}
