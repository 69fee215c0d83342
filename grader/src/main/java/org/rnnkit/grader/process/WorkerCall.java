package org.rnnkit.grader.process;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.commons.io.function.Uncheck;
import org.rnnkit.grader.worker.Exchange;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.grader.worker.ResultChannel;

/**
 * One request to a worker, and its answer, which is a file.
 *
 * @param <A> the type of the answer
 */
public final class WorkerCall<A> {

    /** The most bytes of an answer. */
    public static final int MAX_BYTES = 8_000_000;

    private final Object request;
    private final Class<A> type;
    private final ResultChannel channel;

    /** Makes a call and the empty files for its answer in a folder that the worker may write to, without sending it. */
    public WorkerCall(Object request, Class<A> type, Path folder) {
        this.request = request;
        this.type = type;
        this.channel = new ResultChannel(folder.resolve(UUID.randomUUID() + ".json").toString(),
                folder.resolve(UUID.randomUUID() + ".ready").toString());
        files().forEach(file -> Uncheck.run(() -> Files.createFile(file), () -> "can't write to " + folder));
    }

    /** Lists the files that the worker writes: the answer and the ready file. */
    public List<Path> files() {
        return List.of(Path.of(channel.resultFile()), Path.of(channel.readyFile()));
    }

    /**
     * Sends the request to the worker's standard input.
     *
     * @throws IOException if the worker has ended
     */
    public void send(OutputStream stream) throws IOException {
        Messages.send(new Exchange<>(channel, request), stream);
    }

    /** Tells whether the worker has written its ready file: it is ready to run the steps' code. */
    public boolean isReady() {
        return Path.of(channel.readyFile()).toFile().length() > 0;
    }

    /** Tells whether the answer is complete. */
    public boolean isAnswered() {
        // Asked hundreds of times in a second: the length of a file that is still empty costs least.
        return Path.of(channel.resultFile()).toFile().length() > 0 && Messages.isComplete(channel);
    }

    /** Reads the answer. It is empty before it has come, or if it can't be read. */
    public Optional<A> answer() {
        try {
            Optional<byte[]> message = Files.isRegularFile(Path.of(channel.resultFile()), LinkOption.NOFOLLOW_LINKS)
                    ? Messages.readAnswer(channel, MAX_BYTES) : Optional.empty();
            return message.isEmpty() ? Optional.empty() : Optional.ofNullable(WorkerText.JSON.readValue(message.get(), type));
        } catch (IOException unreadable) {
            return Optional.empty();
        }
    }

    /** Deletes the call's files. For workers that answer many calls. */
    public void deleteFiles() {
        files().forEach(file -> file.toFile().delete());
    }

    ResultChannel channel() {
        return channel;
    }
}
