package org.rnnkit.learner.studio;

import io.javalin.http.sse.SseClient;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * The live events of the open pages. An event has only a name, which says what has changed; the pages then ask for the
 * parts that show it. So a page that misses an event shows the right thing after the next one.
 */
public final class StudioEvents {

    /** Names such as "board": Server-Sent Events allow no line breaks in them. */
    private static final String NAME = "[a-z0-9-]+";

    /** Each page has a thread. A learner has a few pages; the oldest one ends for one that is too many, and reconnects. */
    private static final int MAX_PAGES = 100;
    /** A connection that its page has dropped is noticed only by sending something. */
    private static final long QUIET_MILLIS = 15_000;

    private final Set<OpenPage> pages = Collections.synchronizedSet(new LinkedHashSet<>());
    private final long quietMillis;
    private final Map<String, Long> last = new LinkedHashMap<>();
    /** It begins with the time, so that it goes on after the studio was started again. */
    private long count = System.currentTimeMillis();

    /** Makes events without any open page. */
    public StudioEvents() {
        this(QUIET_MILLIS);
    }

    /** Makes events that send a comment to each page after so many milliseconds without an event. */
    StudioEvents(long quietMillis) {
        this.quietMillis = quietMillis;
    }

    /** Sends an event to every open page. It does not wait for the pages. */
    public void publish(String name) {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException("not the name of an event: " + name);
        }
        synchronized (this) {
            last.remove(name);
            last.put(name, ++count);
        }
        pages.forEach(page -> page.add(name));
    }

    /** Counts the events so far. A page keeps the number from before it was made, to ask for all events since then. */
    synchronized long count() {
        return count;
    }

    private synchronized List<String> since(long before) {
        return last.entrySet().stream().filter(event -> event.getValue() > before).map(Map.Entry::getKey).toList();
    }

    /** Sends events to a page until it is closed, beginning with those since it was made. */
    void open(SseClient client) {
        long before = client.ctx().queryParamAsClass("since", Long.class).getOrDefault(0L);
        client.keepAlive();
        OpenPage page = new OpenPage(client);
        client.onClose(() -> {
            pages.remove(page);
            page.thread.interrupt();
        });
        add(page);
        since(before).forEach(page::add);
        page.thread.start();
    }

    private void add(OpenPage page) {
        synchronized (pages) {
            if (pages.size() == MAX_PAGES) {
                OpenPage oldest = pages.iterator().next();
                pages.remove(oldest);
                oldest.thread.interrupt();
            }
            pages.add(page);
        }
    }

    /** Counts the open pages, with those whose end has not been noticed yet. */
    int pages() {
        return pages.size();
    }

    /** Ends all connections. */
    void close() {
        pages.forEach(page -> page.thread.interrupt());
    }

    /**
     * The connection to one open page. Events wait in a queue of its own, because a page that does not read, such as one on a
     * phone that sleeps, must not hold up the tests or the other pages. An event that waits already is not added again.
     */
    private final class OpenPage {

        private final SseClient client;
        private final BlockingQueue<String> waiting = new LinkedBlockingQueue<>();
        private final Thread thread = new Thread(this::sendAll, "live events");

        OpenPage(SseClient client) {
            this.client = client;
            thread.setDaemon(true);
        }

        synchronized void add(String event) {
            if (!waiting.contains(event)) {
                waiting.add(event);
            }
        }

        /** Sends events until the thread is interrupted. */
        private void sendAll() {
            // A browser tells a page that it is connected only after the first bytes.
            client.sendComment("connected");
            try {
                while (true) {
                    String event = waiting.poll(quietMillis, TimeUnit.MILLISECONDS);
                    if (event == null) {
                        client.sendComment("quiet");
                    } else {
                        // A browser drops an event without data.
                        client.sendEvent(event, event);
                    }
                }
            } catch (InterruptedException ended) {
                client.close();
            }
        }
    }
}
