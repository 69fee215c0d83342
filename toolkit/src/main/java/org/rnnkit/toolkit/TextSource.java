package org.rnnkit.toolkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
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
    private static final String STORY = "the kit's own story";

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
     * @throws TextException if it has no letters
     */
    public static Text ofUser(String raw) {
        String characters = TextCleaning.clean(raw);
        if (characters.isBlank()) {
            throw new TextException("Your text has no letters from a to z. Paste a text with some words in it.");
        }
        return new Text(characters, "a text of your own");
    }

    /** Says to the user which text would be found, without using the network. */
    public static String outlook() {
        return ofThisMachine().describe();
    }

    /** Returns the story that comes with the kit, more than 12,500 characters, without using network or cache. */
    public static Text embedded() {
        return new Text(story(), STORY);
    }

    /**
     * Reads the text that was downloaded before, without using the network.
     *
     * @return the text; empty if none was downloaded
     */
    public static Optional<Text> cached() {
        TextSource here = ofThisMachine();
        return here.cache.read().map(content -> here.remoteText(content, "cache"));
    }

    Text search(Path explicitFile) {
        if (explicitFile != null) {
            return read(explicitFile, "--text");
        }
        String named = environment.getOrDefault(VARIABLE, "");
        if (!named.isBlank()) {
            return read(path(named), VARIABLE);
        }
        return cache.read().map(content -> remoteText(content, "cache"))
                .or(this::download)
                .orElseGet(() -> new Text(story(), STORY + ", because " + remote.title() + " could not be downloaded"));
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
                : remote.title() + ", which is downloaded once; without a network, " + STORY;
    }

    private Optional<Text> download() {
        if (cache.failedRecently()) {
            return Optional.empty();
        }
        try {
            byte[] content = Download.fetch(remote.title(), remote.uri(), timeout);
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

    /** Reads a text that the user names, with an option or a variable such as "--text", for error messages. */
    private static Text read(Path file, String namedBy) {
        if (Files.isDirectory(file)) {
            throw error(file, namedBy, "is a folder: name a text file in it");
        }
        String characters;
        try {
            characters = TextCleaning.clean(Files.readString(file));
        } catch (NoSuchFileException e) {
            throw error(file, namedBy, "does not exist: name a UTF-8 text, or none for the kit's own");
        } catch (CharacterCodingException e) {
            throw error(file, namedBy, "is not a UTF-8 text: save it as UTF-8, or name another file");
        } catch (IOException e) {
            throw error(file, namedBy, "cannot be read (" + e.getClass().getSimpleName() + "): name another file");
        }
        if (characters.isBlank()) {
            throw error(file, namedBy, "has no letters from a to z: name a file with some text in it");
        }
        return new Text(characters, "file " + file);
    }

    private static TextException error(Path file, String namedBy, String problem) {
        return new TextException("The text file " + file + " (" + namedBy + ") " + problem + ".");
    }
}
