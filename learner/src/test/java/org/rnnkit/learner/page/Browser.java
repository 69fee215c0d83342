package org.rnnkit.learner.page;


import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.rnnkit.grader.TestMachine;
import org.rnnkit.learner.Waiting;

/** A headless Chromium, driven through its DevTools protocol over the loopback interface. */
public final class Browser implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final long SECONDS = 30;
    private static final List<String> LEAVING = List.of("Inspected target navigated", "Cannot find context");
    private static final List<String> COMPLAINTS = List.of("Runtime.consoleAPICalled", "Runtime.exceptionThrown",
            "Log.entryAdded");
    private static final int LONGEST = 500;

    private final Process process;
    private final WebSocket socket;
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<JsonNode> events = new CopyOnWriteArrayList<>();
    private int calls;

    private Browser(Path program, Path profile) throws Exception {
        process = new ProcessBuilder(program.toString(), "--headless", "--no-sandbox", "--disable-gpu", "--no-first-run",
                "--disable-background-networking", "--remote-debugging-port=0", "--user-data-dir=" + profile, "about:blank")
                .redirectOutput(ProcessBuilder.Redirect.DISCARD).redirectError(ProcessBuilder.Redirect.DISCARD).start();
        Path port = profile.resolve("DevToolsActivePort");
        await("the browser's port", () -> Files.exists(port) && lines(port).size() == 2);
        HttpClient client = HttpClient.newBuilder().proxy(HttpClient.Builder.NO_PROXY).build();
        URI list = URI.create("http://127.0.0.1:" + lines(port).get(0) + "/json/list");
        String targets = client.send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString()).body();
        JsonNode page = JSON.readTree(targets).valueStream()
                .filter(target -> target.get("type").asText().equals("page")).findFirst().orElseThrow();
        URI address = URI.create(page.get("webSocketDebuggerUrl").asText());
        socket = client.newWebSocketBuilder().buildAsync(address, new MessageListener()).join();
        Stream.of("Page", "Runtime", "Log", "Network").forEach(domain -> call(domain + ".enable", Map.of()));
    }

    /** Starts the browser with its files in a new folder. Where there is no browser, the tests are left out. */
    public static Browser start(Path folder) throws Exception {
        Optional<Path> program = program();
        TestMachine.assumeHas("Chromium", program.isPresent());
        return new Browser(program.get(), folder.resolve("profile"));
    }

    private static Optional<Path> program() {
        return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable).findFirst();
    }

    /** Opens a page on a screen of the given width, with a light or dark colour scheme. */
    public void open(Path file, int width, String scheme) {
        open(file.toUri(), width, scheme);
    }

    /** Opens an address on a screen of the given width, with a light or dark colour scheme. */
    public void open(URI address, int width, String scheme) {
        call("Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", 844, "deviceScaleFactor", 1, "mobile", width < 500));
        call("Emulation.setEmulatedMedia",
                Map.of("features", List.of(Map.of("name", "prefers-color-scheme", "value", scheme))));
        load("Page.navigate", Map.of("url", address.toString()));
    }

    /** Loads the page again. Opening it again may take another process, which does not know yet what the page has kept. */
    public void reload() {
        load("Page.reload", Map.of());
    }

    private void load(String method, Map<String, Object> parameters) {
        events.clear();
        call(method, parameters);
        await("the page", () -> events.stream().anyMatch(event -> event.at("/method").asText().equals("Page.loadEventFired")));
    }

    /** Returns all unwanted events: requests for anything but a page or a folder's files, messages on the console, errors. */
    public List<String> unwantedEvents(Path file) {
        return events(event -> COMPLAINTS.contains(event.at("/method").asText())
                || event.at("/method").asText().equals("Network.requestWillBeSent")
                && !event.at("/params/request/url").asText().startsWith("data:") // an image in the page itself
                && !event.at("/params/request/url").asText().startsWith(file.toUri().toString()));
    }

    /** Returns all messages on the console and errors, such as that of a violated policy. */
    public List<String> complaints() {
        // A note, such as the one that htmx has moved the focus before autofocus did, is not a complaint.
        return events(event -> COMPLAINTS.contains(event.at("/method").asText())
                && !event.at("/params/entry/level").asText().equals("info"));
    }

    private List<String> events(Predicate<JsonNode> wanted) {
        return events.stream().filter(wanted)
                .map(event -> event.toString().substring(0, Math.min(LONGEST, event.toString().length()))).toList();
    }

    /** Lists what axe-core finds wrong in the page, one problem in each line. */
    public String accessibilityProblems() {
        evaluate(resource("/axe.min.js") + "; 0");
        return evaluateLater("axe.run().then(result => result.violations.map(violation => violation.id + ': ' + "
                + "violation.nodes.map(node => node.html.slice(0, 200) + ' ' + node.failureSummary).join(' | ')).join('\\n'))")
                .asText();
    }

    public static String resource(String name) {
        try (InputStream content = Browser.class.getResourceAsStream(name)) {
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until an expression is true in the page. */
    public void awaitTrue(String expression) {
        await(expression, () -> read(expression).equals("true"));
    }

    /** Evaluates an expression, and waits for the value that it promises. */
    public JsonNode evaluateLater(String expression) {
        return evaluate(expression, true);
    }

    /** Evaluates an expression in the page. */
    public JsonNode evaluate(String expression) {
        return evaluate(expression, false);
    }

    private JsonNode evaluate(String expression, boolean awaits) {
        JsonNode answer = call("Runtime.evaluate",
                Map.of("expression", expression, "returnByValue", true, "awaitPromise", awaits));
        if (answer.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + answer);
        }
        return answer.at("/result/value");
    }

    /** Evaluates an expression and returns its value as text. */
    public String read(String expression) {
        return evaluate("String(" + expression + ")").asText();
    }

    /** Returns a picture of what is visible, in PNG. */
    public byte[] picture() {
        return Base64.getDecoder().decode(call("Page.captureScreenshot", Map.of("format", "png")).get("data").asText());
    }

    /** Presses a key. */
    public void press(String key) {
        // The browser's own sliders need the key codes.
        int code = Map.of("ArrowLeft", 37, "ArrowUp", 38, "ArrowRight", 39, "ArrowDown", 40, "Home", 36, "End", 35, "Tab", 9,
                "Enter", 13)
                .get(key);
        for (String type : List.of("rawKeyDown", "keyUp")) {
            call("Input.dispatchKeyEvent", Map.of("type", type, "key", key, "code", key, "windowsVirtualKeyCode", code));
        }
    }

    /** Moves the mouse to the middle of an element. */
    public void pointAt(String selector) {
        JsonNode place = evaluate("(() => { const e = document.querySelector('" + selector + "'); e.scrollIntoView(); "
                + "const r = e.getBoundingClientRect(); return { x: r.x + r.width / 2, y: r.y + r.height / 2 }; })()");
        call("Input.dispatchMouseEvent",
                Map.of("type", "mouseMoved", "x", place.get("x").asDouble(), "y", place.get("y").asDouble()));
    }

    private JsonNode call(String method, Map<String, Object> parameters) {
        int id = ++calls;
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        ObjectNode message = JSON.createObjectNode().put("id", id).put("method", method);
        message.set("params", JSON.valueToTree(parameters));
        socket.sendText(message.toString(), true).join();
        JsonNode got = answer.orTimeout(SECONDS, TimeUnit.SECONDS).join();
        if (got.has("error")) {
            throw new AssertionError(method + ": " + got.get("error"));
        }
        return got.get("result");
    }

    static void await(String what, BooleanSupplier there) {
        Waiting.until(what, () -> isTrueNow(there));
    }

    /** While the browser goes to another page, nothing can be read from it. */
    private static boolean isTrueNow(BooleanSupplier there) {
        try {
            return there.getAsBoolean();
        } catch (AssertionError notReadable) {
            if (LEAVING.stream().anyMatch(String.valueOf(notReadable.getMessage())::contains)) {
                return false;
            }
            throw notReadable;
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }

    @Override
    public void close() {
        socket.abort();
        List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle())).toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> one.onExit().join());
    }

    /** A listener that takes answers and events. */
    private final class MessageListener implements WebSocket.Listener {

        private final StringBuilder heard = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            heard.append(part);
            if (last) {
                take(heard.toString());
                heard.setLength(0);
            }
            from.request(1);
            return null;
        }

        private void take(String message) {
            try {
                JsonNode node = JSON.readTree(message);
                if (node.has("id")) {
                    answers.remove(node.get("id").asInt()).complete(node);
                } else {
                    events.add(node);
                }
            } catch (IOException e) {
                throw new AssertionError(e);
            }
        }
    }
}
