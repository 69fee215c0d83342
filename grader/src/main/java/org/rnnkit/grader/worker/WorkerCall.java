package org.rnnkit.grader.worker;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** A call that a worker works on: where its news and its answer go. */
public final class WorkerCall {

    private final OutputStream out;

    WorkerCall(OutputStream out) {
        this.out = out;
    }

    /** Says that the steps' code runs from now on, so that its time begins. */
    public void begun() {
        send(FrameKind.BEGUN, "");
    }

    /** Sends news of the work. */
    public void progress(Object news) {
        send(FrameKind.PROGRESS, news);
    }

    /** Sends the answer, and ends this process, because its code does not come to an end. Any thread may call it. */
    public void answerAndEnd(Object answer) {
        try {
            send(FrameKind.ANSWER, answer);
        } finally {
            ParentWatch.end();
        }
    }

    void answer(Object answer) {
        send(FrameKind.ANSWER, answer);
    }

    private void send(FrameKind kind, Object message) {
        try {
            WorkerFrame frame = WorkerFrame.of(kind, message);
            synchronized (out) {
                frame.write(out);
            }
        } catch (IOException grader) {
            throw new UncheckedIOException("The process that has started this one has ended", grader);
        }
    }
}
