package org.rnnkit.testkit.translation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The language that a user has chosen: the system property {@code rnnkit.language}, or else the environment variable
 * {@code RNNKIT_LANG}, or else the word in the kit's file {@code language.txt}. The machine's own language does not count:
 * a student's message must be the one that the course's pages show.
 *
 * @param code the language, such as "de"; "en" for English
 * @param folder the folder of all translations; null if the copy has no translations
 */
record ChosenLanguage(String code, Path folder) {

    static final String ENGLISH = "en";

    /** The name of the folder of all translations. */
    static final String FOLDER = "translations";

    /** The name of the file with the language's code. */
    static final String FILE = "language.txt";

    /** The kit's folder is the working directory of a test run in an IDE, or one or two levels above it. */
    private static final int LEVELS = 4;

    /** Finds the language of this process. */
    static ChosenLanguage find() {
        Path home = home();
        String code = Stream.of(System.getProperty("rnnkit.language"), System.getenv("RNNKIT_LANG"), word(home))
                .filter(Objects::nonNull).map(String::strip).filter(word -> !word.isEmpty()).findFirst().orElse(ENGLISH);
        return new ChosenLanguage(code.toLowerCase(Locale.ROOT), home == null ? null : home.resolve(FOLDER));
    }

    private static Path home() {
        String given = System.getProperty("rnnkit.home");
        Path folder = Path.of(given == null ? "" : given).toAbsolutePath();
        for (int level = 0; level < LEVELS && folder != null; level++) {
            if (Files.isDirectory(folder.resolve(FOLDER))) {
                return folder;
            }
            folder = folder.getParent();
        }
        return null;
    }

    private static String word(Path home) {
        if (home == null) {
            return null;
        }
        try {
            return Files.readString(home.resolve(FILE)).strip();
        } catch (IOException missing) { // English, as in a kit that has no such file
            return null;
        }
    }

    boolean isEnglish() {
        return code.equals(ENGLISH);
    }

    /** Tells whether the code is one word, so that it can't lead out of the folder, and has a folder of its own. */
    boolean exists() {
        return folder != null && code.matches("[a-z]{2,3}(-[a-z0-9]{2,8})?") && Files.isDirectory(folder.resolve(code));
    }

    /** Says that there is no such translation, and which there are. */
    String problem() {
        return "There is no translation \"" + code + "\", so the texts are English. The languages are: "
                + Stream.concat(Stream.of(ENGLISH), languages(folder).stream()).collect(Collectors.joining(", "))
                + ". Choose one with RNNKIT_LANG, -Drnnkit.language or the file " + FILE + ".";
    }

    private static List<String> languages(Path folder) {
        if (folder == null) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(Files::isDirectory).map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException unreadable) {
            return List.of();
        }
    }
}
