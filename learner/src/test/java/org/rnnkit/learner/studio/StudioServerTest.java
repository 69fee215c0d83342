package org.rnnkit.learner.studio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.learner.StudioClient;

/** The studio's server: who gets an answer, and what a page may do. */
class StudioServerTest {

    private static final AtomicInteger CHANGES = new AtomicInteger();
    private static final String TOKEN = StudioAccess.newToken();
    private static final StudioEvents EVENTS = new StudioEvents();
    private static StudioServer server;
    private static URI address;

    /** A part with one page, one change and one mistake. */
    private static final class SmallPart implements StudioPart {

        private boolean closed;

        @Override
        public void addRoutes(StudioRoutes routes) {
            routes.page("", "Small", context -> "<p>a secret</p>");
            routes.post("change", context -> String.valueOf(CHANGES.incrementAndGet()));
            routes.get("mistake", context -> {
                throw new UsageException("There is no <b>step</b> 99.");
            });
            routes.get("error", context -> {
                throw new IllegalStateException("<i>broken</i>");
            });
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    @BeforeAll
    static void start() {
        server = new StudioServer(TOKEN, 0, true, EVENTS, List.of(new SmallPart()), () -> "<nav>board</nav>");
        address = URI.create(server.address());
    }

    @AfterAll
    static void end() {
        server.close();
    }

    /** Sends a request as it is, because Java's own client does not send a wrong Host header. */
    private static String send(String method, String path, String... headers) throws IOException {
        return send(0, method, path, headers);
    }

    /** Announces a body and sends none, so that the server's answer never meets a body that is still being sent. */
    private static String send(int bodyLength, String method, String path, String... headers) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), address.getPort())) {
            String request = method + " " + path + " HTTP/1.1\r\n" + String.join("", List.of(headers).stream()
                    .map(header -> header + "\r\n").toList()) + "Content-Length: " + bodyLength
                    + "\r\nConnection: close\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String host() {
        return "Host: 127.0.0.1:" + address.getPort();
    }

    private static HttpResponse<String> get(String path) {
        return new StudioClient(server.address()).get(path);
    }

    private static HttpResponse<InputStream> openEvents(String path) throws Exception {
        return HttpClient.newHttpClient().send(HttpRequest.newBuilder(address.resolve(path))
                .header("Accept", "text/event-stream").build(), HttpResponse.BodyHandlers.ofInputStream());
    }

    private static String readUntil(String text, HttpResponse<InputStream> open) throws IOException {
        StringBuilder received = new StringBuilder();
        byte[] buffer = new byte[1000];
        while (!received.toString().contains(text)) {
            int length = open.body().read(buffer);
            assertThat(length).as("the stream has ended: " + received).isPositive();
            received.append(new String(buffer, 0, length, StandardCharsets.UTF_8));
        }
        return received.toString();
    }

    @Test
    void answersUnderItsAddressWithThePageInTheFrame() throws Exception {
        assertThat(get("").body()).contains("<p>a secret</p>", "<nav>board</nav>", "<base href=\"" + address.getPath() + "\"");
    }

    @Test
    void listensOnTheLoopbackAddressOnly() throws Exception {
        for (InetAddress other : NetworkInterface.networkInterfaces().flatMap(NetworkInterface::inetAddresses)
                .filter(one -> one instanceof Inet4Address && !one.isLoopbackAddress()).toList()) {
            assertThatThrownBy(() -> new Socket(other, address.getPort()).close()).isInstanceOf(IOException.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/x/", "/assets/studio.js", "/events", "/TOKEN/"})
    void doesNotAnswerWithoutTheToken(String path) throws Exception {
        assertThat(send("GET", path, host())).startsWith("HTTP/1.1 404").doesNotContain("a secret", "board");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "assets/../../../etc/passwd", "assets/%2e%2e/%2e%2e/pom.xml", "pom.xml",
        "assets/board.jte", "..%5c..%5cpom.xml", "//etc/passwd"})
    void servesNoFiles(String path) throws Exception {
        assertThat(send("GET", address.getPath() + path, host())).matches("(?s)HTTP/1.1 4\\d\\d .*")
                .doesNotContain("root:", "<project", "BoardView");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Host: evil.example", "Host: evil.example:80", "Host: 127.0.0.1", "Host: 127.0.0.1.evil.example"})
    void doesNotAnswerUnderAnotherHost(String host) throws Exception {
        assertThat(send("GET", address.getPath(), host)).startsWith("HTTP/1.1 403").doesNotContain("a secret");
    }

    @Test
    void changesSomethingOnlyForItsOwnPages() throws Exception {
        String path = address.getPath() + "change";
        int before = CHANGES.get();

        assertThat(send("POST", path, host())).startsWith("HTTP/1.1 403");
        assertThat(send("POST", path, host(), "Origin: http://evil.example")).startsWith("HTTP/1.1 403");
        assertThat(send("POST", path, host(), "Origin: null")).startsWith("HTTP/1.1 403");
        assertThat(send("GET", path, host(), "Origin: http://127.0.0.1:" + address.getPort())).startsWith("HTTP/1.1 404");
        assertThat(CHANGES.get()).isEqualTo(before);
        assertThat(send("POST", path, host(), "Origin: http://127.0.0.1:" + address.getPort())).startsWith("HTTP/1.1 200");
        assertThat(CHANGES.get()).isEqualTo(before + 1);
    }

    @Test
    void allowsNoScriptsAndStylesButItsOwn() throws Exception {
        for (String path : List.of("", "mistake", "missing", "assets/studio.css")) {
            assertThat(get(path).headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("default-src 'none'", "script-src 'self'", "style-src 'self'",
                            "frame-ancestors vscode-file: vscode-webview:").doesNotContain("unsafe");
            assertThat(get(path).headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
            assertThat(get(path).headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/%00", "/..;/x", "/%ff<b>", "http://evil.example/<b>"})
    void answersWhatIsNoHttpWithTheSameHeadersAndWithoutRepeatingIt(String path) throws Exception {
        assertThat(send("GET", path, host())).startsWith("HTTP/1.1 400").contains("Content-Security-Policy: default-src 'none'",
                "X-Content-Type-Options: nosniff", "The studio can't read this request.").doesNotContain("<", "evil", "jetty");
    }

    @Test
    void answersAMissingPageWithASentence() throws Exception {
        HttpResponse<String> missing = get("missing/<b>".replace("<", "%3C").replace(">", "%3E"));

        assertThat(missing.statusCode()).isEqualTo(404);
        assertThat(missing.body()).contains("The studio has no such page.").doesNotContain("missing");
    }

    @ParameterizedTest
    @ValueSource(strings = {"multipart/form-data; boundary=x", "application/json", "text/plain"})
    void readsOnlyForms(String type) throws Exception {
        int before = CHANGES.get();

        assertThat(send("POST", address.getPath() + "change", host(), "Origin: http://127.0.0.1:" + address.getPort(),
                "Content-Type: " + type)).startsWith("HTTP/1.1 415").contains("only the forms of its own pages");
        assertThat(CHANGES.get()).isEqualTo(before);
    }

    @Test
    void readsNoLargeForms() throws Exception {
        assertThat(send(100_001, "POST", address.getPath() + "change", host(), "Origin: http://127.0.0.1:" + address.getPort()))
                .startsWith("HTTP/1.1 413").contains("at most 100 KB", "--text FILE");
    }

    /** Other users of a machine can read the command line of a browser. */
    @Test
    void theAddressForABrowsersCommandLineHasNoTokenAndWorksOnce() throws Exception {
        URI once = URI.create(server.addressForOnce());
        assertThat(once.toString()).doesNotContain(address.getPath());

        assertThat(send("GET", once.getPath() + "x", host())).startsWith("HTTP/1.1 404").doesNotContain(address.getPath());
        assertThat(send("GET", once.getPath(), "Host: evil.example")).startsWith("HTTP/1.1 403");
        assertThat(send("GET", once.getPath(), host())).startsWith("HTTP/1.1 302").contains("Location:", address.getPath());
        assertThat(send("GET", once.getPath(), host())).startsWith("HTTP/1.1 404").doesNotContain(address.getPath());
        assertThat(send("GET", "/open/null", host())).startsWith("HTTP/1.1 404");
    }

    @Test
    void answersAMistakeWithItsSentenceEscaped() throws Exception {
        assertThat(get("mistake").statusCode()).isEqualTo(400);
        assertThat(get("mistake").body()).contains("There is no &lt;b&gt;step&lt;/b&gt; 99.");
        assertThat(get("error").statusCode()).isEqualTo(500);
        assertThat(get("error").body()).contains("&lt;i&gt;broken").doesNotContain("\tat ");
    }

    @Test
    void sendsEventsToEveryOpenPage() throws Exception {
        HttpResponse<InputStream> open = openEvents("events");
        readUntil("connected", open);
        EVENTS.publish("board");
        // A browser ignores an event without data.
        assertThat(readUntil("event: board", open)).containsPattern("event: board\n(id:.*\n)?data: ?\\S");
        assertThatThrownBy(() -> EVENTS.publish("a\ndata: b")).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void aPageMissesNoEventBetweenItsAnswerAndItsConnection() throws Exception {
        Matcher since = Pattern.compile("events\\?since=(\\d+)").matcher(get("").body());
        assertThat(since.find()).isTrue();
        EVENTS.publish("verdict-7");

        readUntil("event: verdict-7", openEvents("events?since=" + since.group(1)));
        assertThat(get("").body()).doesNotContain(since.group());
    }

    /** No event comes here: only the comments of a quiet connection can notice that its page is gone. */
    @Test
    @Timeout(60)
    void forgetsThePagesThatAreGone() throws Exception {
        StudioEvents events = new StudioEvents(20);
        try (StudioServer quiet = new StudioServer(TOKEN, 0, true, events, List.of(new SmallPart()), () -> "")) {
            URI page = URI.create(quiet.address());
            List<Socket> open = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), page.getPort());
                open.add(socket);
                socket.getOutputStream().write(("GET " + page.getPath() + "events HTTP/1.1\r\nHost: 127.0.0.1:"
                        + page.getPort() + "\r\nAccept: text/event-stream\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
                assertThat(socket.getInputStream().read()).isEqualTo('H');
            }
            assertThat(events.pages()).isPositive().isLessThanOrEqualTo(100);
            for (Socket socket : open) {
                socket.close();
            }
            while (events.pages() > 0) {
                Thread.sleep(20);
            }
        }
    }

    @Test
    void takesTheNextFreePortUnlessItMustBeThisOne() {
        SmallPart part = new SmallPart();
        try (StudioServer next = new StudioServer(TOKEN, address.getPort(), false, new StudioEvents(), List.of(part),
                () -> "")) {
            assertThat(URI.create(next.address()).getPort()).isGreaterThan(address.getPort());
        }
        assertThat(part.closed).isTrue();
        assertThatThrownBy(() -> new StudioServer(TOKEN, address.getPort(), true, new StudioEvents(), List.of(),
                () -> ""))
                .isInstanceOf(UsageException.class).hasMessageContaining("Port " + address.getPort() + " is used")
                .hasMessageContaining("--port");
    }

    @Test
    void everyStartHasAnotherToken() {
        assertThat(StudioAccess.newToken()).hasSizeGreaterThanOrEqualTo(24).isNotEqualTo(StudioAccess.newToken());
    }

    @Test
    void answersUnderTheAddressOfACodespace() {
        Map<String, String> codespace = Map.of("CODESPACE_NAME", "Fuzzy-Waffle",
                "GITHUB_CODESPACES_PORT_FORWARDING_DOMAIN", "app.github.dev");

        assertThat(StudioAccess.hosts(7080, codespace)).contains("fuzzy-waffle-7080.app.github.dev", "localhost:7080");
        assertThat(StudioAccess.hosts(7080, Map.of())).containsExactly("127.0.0.1:7080", "localhost:7080", "[::1]:7080");
    }
}
