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

    private final Set<OpenPage> pages = ConcurrentHashMap.newKeySet();

    /** Makes events without any open page. */
    public StudioEvents() { }

    /**
     * Sends an event to every open page. It does not wait for the pages.
     *
     * @param name the event's name, of lower-case letters, digits and hyphens
     * @throws IllegalArgumentException if the name has other characters
     */
    public void publish(String name) {
        if (!name.matches(NAME)) {
            throw new IllegalArgumentException("not the name of an event: " + name);
        }
        pages.forEach(page -> page.add(name));
    }

    /** Sends events to a page until it is closed. */
    void open(SseClient client) {
        client.keepAlive();
        OpenPage page = new OpenPage(client);
        client.onClose(() -> {
            pages.remove(page);
            page.close();
        });
        pages.add(page);
        page.start();
    }

    /** Ends all connections. */
    void close() {
        pages.forEach(OpenPage::close);
    }
}
