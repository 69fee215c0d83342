package org.rnnkit.learner.feedback;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The output of one request's code: the lines up to the mark that ends an answer, 200 at most. */
final class PrintedOutput implements Consumer<String> {

    private static final int MAX_LINES = 200;
    private static final long GRACE_MILLIS = 500;

    private final List<String> lines = new ArrayList<>();
    private String endMark = "";
    private String previousMark = "";
    private CountDownLatch end = new CountDownLatch(1);

    synchronized void begin(String mark) {
        lines.clear();
        previousMark = endMark;
        endMark = mark;
        end = new CountDownLatch(1);
    }

    @Override
    public synchronized void accept(String line) {
        if (line.strip().equals(endMark)) {
            end.countDown();
        } else if (!previousMark.isEmpty() && line.strip().equals(previousMark)) {
            lines.clear();
        } else if (lines.size() < MAX_LINES) {
            lines.add(line);
        } else if (lines.size() == MAX_LINES) {
            lines.add("… (there is more output, not shown here)");
        }
    }

    /** Waits a short time for the mark, which never comes if the code has closed the stream. */
    void awaitEnd() throws InterruptedException {
        CountDownLatch awaited;
        synchronized (this) {
            awaited = end;
        }
        awaited.await(GRACE_MILLIS, TimeUnit.MILLISECONDS);
    }

    synchronized String text() {
        return String.join("\n", lines).strip();
    }
}
