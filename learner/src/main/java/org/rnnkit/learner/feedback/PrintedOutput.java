package org.rnnkit.learner.feedback;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** What a worker's code prints between one request and the line that says that it is answered; not without end. */
final class PrintedOutput implements Consumer<String> {

    private static final int MAX_LINES = 200;
    private static final long GRACE_MILLIS = 500;

    private final List<String> lines = new ArrayList<>();
    private String mark = "";
    private String markBefore = "";
    private CountDownLatch end = new CountDownLatch(1);

    synchronized void begin(String endMark) {
        lines.clear();
        markBefore = mark;
        mark = endMark;
        end = new CountDownLatch(1);
    }

    @Override
    public synchronized void accept(String line) {
        if (line.strip().equals(mark)) {
            end.countDown();
        } else if (!markBefore.isEmpty() && line.strip().equals(markBefore)) {
            lines.clear();
        } else if (lines.size() < MAX_LINES) {
            lines.add(line);
        } else if (lines.size() == MAX_LINES) {
            lines.add("… (more is printed than is shown here)");
        }
    }

    /** Waits for the line; code that has closed the stream prints none. */
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
