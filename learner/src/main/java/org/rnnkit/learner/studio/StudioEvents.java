package org.rnnkit.learner.studio;

import io.javalin.http.sse.SseClient;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final Map<String, Long> last = new LinkedHashMap<>();
    private long count;

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
            page.close();
        });
        pages.add(page);
        since(before).forEach(page::add);
        page.start();
    }

    /** Ends all connections. */
    void close() {
        pages.forEach(OpenPage::close);
    }
}
