package org.rnnkit.toolkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * The source of the text to train on: a file that the user names, else <em>The Time Machine</em> from the cache
 * or the network, else the story that comes with the kit.
 */
public final class TextSource {

    private static final String VARIABLE = "RNNKIT_TEXT";

    private final RemoteText remote;
    private final TextCache cache;
    private final Map<String, String> environment;
    private final Duration timeout;

    TextSource(Path cacheDirectory, RemoteText remote, Map<String, String> environment, Duration timeout) {
        this.remote = remote;
        this.cache = new TextCache(cacheDirectory, remote);
        this.environment = environment;
        this.timeout = timeout;
    }

    /**
     * Finds the text. Without a network this takes about three seconds, but only once a day.
     *
     * @param explicitFile the file that the user named, or null; the variable RNNKIT_TEXT comes next
     * @return the text and where it comes from
     * @throws TextException if the file named is missing, a folder, unreadable, not UTF-8 or without letters
     */
    public static Text find(Path explicitFile) {
        return ofThisMachine().search(explicitFile);
    }

    private static TextSource ofThisMachine() {
        Path cacheDirectory = CacheDirectory.of(System.getProperty("os.name"),
                Path.of(System.getProperty("user.home")), System.getenv());
        return new TextSource(cacheDirectory, RemoteText.TIME_MACHINE, System.getenv(), Duration.ofSeconds(3));
    }

    /**
     * Cleans a text that the user has typed or pasted.
     *
     * @param raw the text
     * @return the cleaned text
     * @throws TextException if it has no letters
     */
    public static Text ofUser(String raw) {
        String characters = TextCleaning.clean(raw);
        if (characters.isEmpty()) {
            throw new TextException("Your text has no letters from a to z. Paste a text with some words in it.");
        }
        return new Text(characters, "a text of your own");
    }

    /**
     * Says which text would be found, without using the network.
     *
     * @return a phrase for the user
     */
    public static String outlook() {
        return ofThisMachine().describe();
    }

    /**
     * Returns the story that comes with the kit, without using network or cache.
     *
     * @return the text, more than 12,500 characters
     */
    public static Text embedded() {
        return new Text(story(), "embedded story");
    }

    Text search(Path explicitFile) {
        if (explicitFile != null) {
            return TextFile.read(explicitFile, "--text");
        }
        String named = environment.getOrDefault(VARIABLE, "");
        if (!named.isBlank()) {
            return TextFile.read(path(named), VARIABLE);
        }
        return cache.read().map(content -> remoteText(content, "cache"))
                .or(this::download)
                .orElseGet(() -> new Text(story(),
                        "embedded story (" + remote.title() + " could not be downloaded)"));
    }

    private static Path path(String named) {
        try {
            return Path.of(named);
        } catch (InvalidPathException e) {
            throw new TextException("The variable " + VARIABLE + " has no valid path: " + e.getMessage()
                    + ". Set it to the path of a UTF-8 text, without quotation marks.");
        }
    }

    String describe() {
        String named = environment.getOrDefault(VARIABLE, "");
        if (!named.isBlank()) {
            return named + " (" + VARIABLE + ")";
        }
        return cache.read().isPresent() ? remote.title() + " (cache)"
                : remote.title() + ", which is downloaded once; without a network, the kit's own story";
    }

    private Optional<Text> download() {
        if (cache.failedRecently()) {
            return Optional.empty();
        }
        try (DownloadBar bar = new DownloadBar(remote.title(), System.err, Terminals.isInteractive())) {
            byte[] content = Download.fetch(remote.uri(), timeout, bar);
            if (!remote.matches(content)) {
                throw new IOException("the downloaded file is not the text (its SHA-256 differs)");
            }
            cache.store(content);
            return Optional.of(remoteText(content, "downloaded"));
        } catch (InterruptedIOException stopped) {
            return Optional.empty(); // the next run tries again
        } catch (IOException e) {
            cache.noteFailure(e);
            return Optional.empty();
        }
    }

    private Text remoteText(byte[] content, String from) {
        String characters = TextCleaning.clean(new String(content, StandardCharsets.UTF_8));
        return new Text(characters, remote.title() + " (" + from + ")");
    }

    private static String story() {
        try (InputStream story = TextSource.class.getResourceAsStream("story.txt")) {
            return TextCleaning.clean(new String(story.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("The kit's own text cannot be read", e);
        }
    }
}
