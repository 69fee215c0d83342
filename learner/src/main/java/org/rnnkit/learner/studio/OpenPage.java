package org.rnnkit.learner.studio;

import io.javalin.http.sse.SseClient;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The connection to one open page. Events wait in a queue of its own, because a page that does not read, such as one on a
 * phone that sleeps, must not hold up the tests or the other pages. An event that waits already is not added again.
 */
final class OpenPage {

    private static final String NONE = "";

    private final SseClient client;
    private final long quietMillis;
    private final Set<String> waiting = new LinkedHashSet<>();
    private boolean closed;

    /** Makes a connection that sends a comment after so many milliseconds without an event. */
    OpenPage(SseClient client, long quietMillis) {
        this.client = client;
        this.quietMillis = quietMillis;
    }

    /** Starts to send events. */
    void start() {
        Thread thread = new Thread(this::sendAll, "live events");
        thread.setDaemon(true);
        thread.start();
    }

    synchronized void add(String event) {
        waiting.add(event);
        notifyAll();
    }

    synchronized void close() {
        closed = true;
        notifyAll();
    }

    private void sendAll() {
        // A browser tells a page that it is connected only after the first bytes.
        client.sendComment("connected");
        try {
            for (String event = next(); event != null; event = next()) {
                if (event.equals(NONE)) {
                    client.sendComment("quiet");
                } else {
                    // A browser drops an event without data.
                    client.sendEvent(event, event);
                }
            }
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
        client.close();
    }

    /** Waits for the next event. Returns {@link #NONE} if none has come for a while, and null if the page was closed. */
    private synchronized String next() throws InterruptedException {
        if (waiting.isEmpty() && !closed) {
            wait(quietMillis);
        }
        if (closed) {
            return null;
        }
        if (waiting.isEmpty()) {
            return NONE;
        }
        String event = waiting.iterator().next();
        waiting.remove(event);
        return event;
    }
}
