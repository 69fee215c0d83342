package org.rnnkit.learner.studio;

import io.javalin.http.sse.SseClient;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The live events of the open pages. An event has only a name, which says what has changed; the pages then ask for the
 * parts that show it. So a page that misses an event shows the right thing after the next one.
 */
public final class StudioEvents {

    /** Names such as "board": Server-Sent Events allow no line breaks in them. */
    private static final String NAME = "[a-z0-9-]+";

    private final Set<SseClient> pages = ConcurrentHashMap.newKeySet();

    /** Makes events without any open page. */
    public StudioEvents() { }

    /**
     * Sends an event to every open page. It returns at once where no page is open.
     *
     * @param name the event's name, of lower-case letters, digits and hyphens
     * @throws IllegalArgumentException if the name has other characters
     */
    public void publish(String name) {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException("not the name of an event: " + name);
        }
        for (SseClient page : pages) {
            synchronized (page) {
                page.sendEvent(name, "");
            }
        }
    }

    /** Sends events to a page until it is closed. */
    void open(SseClient page) {
        page.keepAlive();
        page.onClose(() -> pages.remove(page));
        pages.add(page);
        // A browser tells a page that it is connected only after the first bytes.
        page.sendComment("connected");
    }

    /** Ends all connections. */
    void close() {
        pages.forEach(SseClient::close);
    }
}
