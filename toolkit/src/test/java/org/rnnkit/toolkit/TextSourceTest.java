package org.rnnkit.toolkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of the source of texts, with a local server instead of the network, of their cleaning, and of the cache. */
class TextSourceTest {

    private static final byte[] NOVEL = "The Time\nTraveller, 1895".getBytes(StandardCharsets.UTF_8);
    private static final String CLEANED = "the time traveller ";
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final Path HOME = Path.of("home").toAbsolutePath();
    private static final Path ELSEWHERE = Path.of("elsewhere").toAbsolutePath();

    @TempDir
    private Path folder;

    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch over = new CountDownLatch(1);
    private HttpServer server;
    private byte[] served = NOVEL;
    private int status = 200;

    @BeforeEach
    void startServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
        server.createContext("/novel.txt", exchange -> {
            requests.incrementAndGet();
            exchange.sendResponseHeaders(status, served.length);
            exchange.getResponseBody().write(served);
            exchange.close();
        });
        server.createContext("/silent.txt", exchange -> {
            requests.incrementAndGet();
            try {
                over.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });
        server.createContext("/half.txt", exchange -> {
            exchange.sendResponseHeaders(200, NOVEL.length);
            exchange.getResponseBody().write(NOVEL, 0, 5);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stopServer() {
        over.countDown();
        server.stop(0);
    }

    @Test
    void downloadsOnceAndThenUsesTheCache() {
        Text downloaded = source("novel.txt").search(null);
        Text cached = source("novel.txt").search(null);

        assertThat(downloaded).isEqualTo(new Text(CLEANED, "The Novel (downloaded)"));
        assertThat(cached).isEqualTo(new Text(CLEANED, "The Novel (cache)"));
        assertThat(requests).hasValue(1);
        assertThat(filesInCache()).containsExactly("timemachine.txt");
    }

    @Test
    void deletesABrokenCacheFileAndDownloadsAgain() throws IOException {
        write("cache/timemachine.txt", "half a no");

        assertThat(source("novel.txt").search(null).source()).isEqualTo("The Novel (downloaded)");
        assertThat(cache().resolve("timemachine.txt")).hasBinaryContent(NOVEL);
    }

    @Test
    void neverUsesOrKeepsABrokenCacheFileWithoutNetwork() throws IOException {
        write("cache/timemachine.txt", "half a no");
        status = 404;

        assertThat(source("novel.txt").search(null).characters()).isEqualTo(TextSource.embedded().characters());
        assertThat(filesInCache()).containsExactly("timemachine.failed");
    }

    @Test
    void rejectsADownloadOfAnotherText() {
        served = "<html>Please log in</html>".getBytes(StandardCharsets.UTF_8);

        assertThat(source("novel.txt").search(null).source())
                .isEqualTo("the kit's own story, because The Novel could not be downloaded");
        assertThat(filesInCache()).containsExactly("timemachine.failed");
    }

    @Test
    void rejectsAnIncompleteDownload() {
        assertThat(source("half.txt").search(null).source()).startsWith("the kit's own story");
        assertThat(filesInCache()).containsExactly("timemachine.failed");
    }

    @Test
    void remembersAFailedDownloadForADay() throws IOException {
        status = 503;
        source("novel.txt").search(null);
        status = 200;

        assertThat(source("novel.txt").search(null).source()).startsWith("the kit's own story");
        assertThat(requests).hasValue(1);

        Files.setLastModifiedTime(cache().resolve("timemachine.failed"),
                FileTime.from(Instant.now().minus(TextCache.RETRY_AFTER).minusSeconds(1)));
        assertThat(source("novel.txt").search(null).source()).isEqualTo("The Novel (downloaded)");
        assertThat(filesInCache()).containsExactly("timemachine.txt");
    }

    @Test
    void givesUpOnAServerThatDoesNotAnswer() {
        TextSource impatient = new TextSource(cache(), novelAt(serverUri("silent.txt")), Map.of(),
                Duration.ofMillis(100));

        assertThat(impatient.search(null).source()).startsWith("the kit's own story");
        assertThat(requests.get()).as("no second try").isLessThanOrEqualTo(1);
    }

    /** The user's Stop during the first download says nothing about the network, so the next run tries again. */
    @Test
    void doesNotTakeAnInterruptForAFailedDownload() {
        Thread.currentThread().interrupt();
        assertThat(source("novel.txt").search(null).source()).startsWith("the kit's own story");
        assertThat(Thread.interrupted()).isTrue();

        assertThat(source("novel.txt").search(null).source()).isEqualTo("The Novel (downloaded)");
    }

    @Test
    void worksWithoutAWritableCache() throws IOException {
        write("cache", "a file where the folder should be");

        assertThat(source("novel.txt").search(null)).isEqualTo(new Text(CLEANED, "The Novel (downloaded)"));
    }

    @Test
    void prefersTheNamedFileToTheVariableAndTheVariableToTheCache() throws IOException {
        write("cache/timemachine.txt", new String(NOVEL, StandardCharsets.UTF_8));
        Path mine = write("mine.txt", "My own text");
        Path other = write("other.txt", "Another");
        TextSource source = source("novel.txt", Map.of("RNNKIT_TEXT", other.toString()));

        assertThat(source.search(mine)).isEqualTo(new Text("my own text", "file " + mine));
        assertThat(source.search(null)).isEqualTo(new Text("another", "file " + other));
        assertThat(source("novel.txt", Map.of("RNNKIT_TEXT", " ")).search(null).source())
                .isEqualTo("The Novel (cache)");
        assertThat(requests).hasValue(0);
    }

    @Test
    void describesTheTextWithoutUsingTheNetwork() {
        assertThat(source("novel.txt", Map.of("RNNKIT_TEXT", "mine.txt")).describe()).isEqualTo("mine.txt (RNNKIT_TEXT)");
        assertThat(source("novel.txt").describe()).isEqualTo(
                "The Novel, which is downloaded once; without a network, the kit's own story");
        assertThat(requests).hasValue(0);
        source("novel.txt").search(null);
        assertThat(source("novel.txt").describe()).isEqualTo("The Novel (cache)");
        assertThat(TextSource.outlook()).isNotEmpty();
    }

    @Test
    void explainsErrorsInANamedFile() throws IOException {
        Path empty = write("empty.txt", "");
        Path noLetters = write("digits.txt", "3.14\n2.71\n");
        Path latin1 = folder.resolve("latin1.txt");
        Files.write(latin1, new byte[] {'c', 'a', 'f', (byte) 0xE9});

        assertRejected(folder.resolve("none.txt"), "does not exist");
        assertRejected(folder, "is a folder");
        assertRejected(empty, "has no letters");
        assertRejected(noLetters, "has no letters");
        assertRejected(latin1, "is not a UTF-8 text");
        assertThatThrownBy(() -> source("novel.txt", Map.of("RNNKIT_TEXT", empty.toString())).search(null))
                .isInstanceOf(TextException.class).hasMessageContaining("RNNKIT_TEXT");
        // On Windows, quotation marks are such characters, and set keeps them.
        assertThatThrownBy(() -> source("novel.txt", Map.of("RNNKIT_TEXT", "a\0.txt")).search(null))
                .isInstanceOf(TextException.class).hasMessageContainingAll("RNNKIT_TEXT", "without quotation marks");
    }

    @Test
    void theEmbeddedStoryIsLongEnoughToTrainOn() {
        Text story = TextSource.embedded();

        assertThat(story.source()).isEqualTo("the kit's own story");
        assertThat(story.characters()).hasSizeGreaterThan(12_500).matches("[a-z ]+").doesNotContain("  ");
        assertThat(CharacterVocabulary.of(story.characters().substring(0, 10_000)).size()).isEqualTo(28);
    }

    private void assertRejected(Path file, String problem) {
        assertThatThrownBy(() -> source("novel.txt").search(file))
                .isInstanceOf(TextException.class)
                .hasMessageContainingAll(file.toString(), "--text", problem)
                .hasMessageNotContaining("\n");
    }

    private TextSource source(String served) {
        return source(served, Map.of());
    }

    private TextSource source(String served, Map<String, String> environment) {
        return new TextSource(cache(), novelAt(serverUri(served)), environment, LONG);
    }

    private static RemoteText novelAt(URI uri) {
        return new RemoteText("The Novel", uri, Sha256.of(NOVEL));
    }

    private URI serverUri(String served) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/" + served);
    }

    private Path cache() {
        return folder.resolve("cache");
    }

    private Stream<String> filesInCache() {
        return Stream.of(cache().toFile().list());
    }

    private Path write(String name, String content) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        return Files.writeString(file, content);
    }

    @ParameterizedTest(name = "{0} → {1}")
    @CsvSource(nullValues = "none", textBlock = """
            'The Time Traveller (for so',      'the time traveller for so'
            '  it''s 12 o''clock!  ',          ' it s o clock '
            'one line\nand the next',          'one line and the next'
            'one line \r\n  and the next',     'one line and the next'
            'a\r\rb',                          'a b'
            'café naïve',                      'caf na ve'
            '\uFEFFa byte order mark',         ' a byte order mark'
            'a_b',                             'a b'
            'I',                               'i'
            '12345 ... \n\n',                  ' '
            """)
    void reducesTheTextToLettersAndSpaces(String raw, String cleaned) {
        String lines = raw.replace("\\n", "\n").replace("\\r", "\r").replace("\\uFEFF", "\uFEFF");
        assertThat(TextCleaning.clean(lines)).isEqualTo(cleaned);
    }

    @Test
    void theCacheFollowsTheConventionsOfEachSystem() {
        assertThat(CacheDirectory.of("Linux", HOME, Map.of())).isEqualTo(HOME.resolve(".cache/rnnkit"));
        assertThat(CacheDirectory.of("Mac OS X", HOME, Map.of())).isEqualTo(HOME.resolve("Library/Caches/rnnkit"));
        assertThat(CacheDirectory.of("Windows 11", HOME, Map.of())).isEqualTo(HOME.resolve("AppData/Local/rnnkit"));
    }

    @Test
    void theCacheFollowsTheEnvironmentVariables() {
        Map<String, String> environment =
                Map.of("XDG_CACHE_HOME", ELSEWHERE.toString(), "LOCALAPPDATA", HOME.toString());

        assertThat(CacheDirectory.of("Linux", HOME, environment)).isEqualTo(ELSEWHERE.resolve("rnnkit"));
        assertThat(CacheDirectory.of("Windows 11", ELSEWHERE, environment)).isEqualTo(HOME.resolve("rnnkit"));
    }

    @Test
    void theCacheIsInNoRelativeFolder() {
        assertThat(CacheDirectory.of("Linux", HOME, Map.of("XDG_CACHE_HOME", "here")))
                .isEqualTo(HOME.resolve(".cache/rnnkit"));
    }
}
