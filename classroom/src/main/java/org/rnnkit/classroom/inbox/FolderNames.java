package org.rnnkit.classroom.inbox;

import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The names of a class's submissions. Each is the name of a folder in the results, so every name is valid on every file
 * system, and no two names mean the same folder on any of them: some do not distinguish upper from lower case or é from
 * e with an accent, and Windows ignores dots and spaces at the end.
 */
final class FolderNames {

    /** Some encrypted file systems allow no more than 143 bytes. */
    private static final int MAX_BYTES = 140;
    private static final String REPLACEMENT = "_";

    /**
     * Characters that a file system forbids or gives a meaning, and those that nobody sees. A "~" is among them because of
     * the short names of Windows: LOVELA~1 may mean the folder lovelace_ada.
     */
    private static final Pattern UNSAFE = Pattern.compile(
            "[<>:\"/\\\\|?*~\\p{Cc}\\p{Cf}\\p{Cs}\\p{Co}\\p{Cn}\\p{Zl}\\p{Zp}\\uFFFD"
            + "\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u3164\\uFFA0\\uFE00-\\uFE0F\\x{E0100}-\\x{E01EF}]");
    /** On Windows these names mean devices, also with any ending, such as con.txt. */
    private static final Pattern DEVICE = Pattern.compile(
            "(?i)(con|prn|aux|nul|com[0-9]|lpt[0-9]|conin\\$|conout\\$) *(\\..*)?");

    private final Set<String> used = new HashSet<>();

    /** Starts without submissions; these names are taken by other files. */
    FolderNames(Collection<String> taken) {
        taken.forEach(name -> used.add(key(name)));
    }

    /** Takes a name as it is. Returns whether that was possible: the name is safe, and nobody has taken it before. */
    boolean takeUnchanged(String name) {
        return safe(name).equals(name) && used.add(key(name));
    }

    /** Takes a name that is safe and free, and as similar as possible. */
    String takeSimilar(String name) {
        String safe = safe(name);
        String free = safe;
        for (int number = 2; !used.add(key(free)); number++) {
            String end = "-" + number;
            free = cut(safe, MAX_BYTES - end.length()) + end;
        }
        return free;
    }

    private static String safe(String name) {
        String visible = UNSAFE.matcher(representable(name)).replaceAll(REPLACEMENT).strip();
        // Hidden files are the grader's own. A spreadsheet does not show an apostrophe at the beginning of a cell.
        String begun = visible.replaceFirst("^[.']", REPLACEMENT);
        boolean device = DEVICE.matcher(Normalizer.normalize(begun, Form.NFKD)).matches();
        String cut = cut(device ? REPLACEMENT + begun : begun, MAX_BYTES);
        return cut.isEmpty() ? REPLACEMENT : cut;
    }

    /** Replaces what this machine's file names can't express, as in a shell without a language. */
    private static String representable(String name) {
        try {
            Path.of(name.replace("\0", REPLACEMENT));
            return name;
        } catch (InvalidPathException e) {
            return name.replaceAll("[^ -~]", REPLACEMENT);
        }
    }

    /** Cuts a name to a number of bytes in UTF-8, and removes dots and spaces from its end. */
    private static String cut(String name, int maxBytes) {
        String cut = name;
        while (cut.getBytes(StandardCharsets.UTF_8).length > maxBytes) {
            cut = cut.substring(0, cut.offsetByCodePoints(cut.length(), -1));
        }
        return cut.replaceFirst("[. ]+$", "");
    }

    /** Returns a text that is the same for all names that mean the same folder on some file system. */
    private static String key(String name) {
        String folded = Normalizer.normalize(name, Form.NFKD);
        // Twice: the lower case of a capital sharp s is a small one, and the upper case of that is SS.
        for (int i = 0; i < 2; i++) {
            folded = Normalizer.normalize(folded.toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT), Form.NFKD);
        }
        return folded;
    }
}
