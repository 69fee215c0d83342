package org.rnnkit.classroom.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.classroom.inbox.Inbox.FolderNames;

/** Tests that no two submissions share a folder, on any file system. */
class FolderNamesTest {

    private static final List<String> TAKEN = List.of("scores.csv", "index.html");
    /** Pieces of names that have met on some file system. */
    private static final List<String> PIECES = List.of("a", "A", "-2", "-3", "_", ".", "..", " ", "con", "NUL", ".txt", "COM1",
            "com\u00B9", "\u00E9", "e\u0301", "E\u0301", "\u00DF", "ss", "\u1E9E", "\uFB01", "fi", "\u0131", "i", "\u0130",
            "\u03C3", "\u03C2", "\u03A3", "\u212B", "\u00C5", "\u200D", "\uFE0F", "\u3164", "/", "\\", ":", "~1", "*", "?",
            "\"", "<", "|", "\0", "\n", "\u202E", "\uFFFD", "\uD800", "\uD83D\uDE00", "'", "=", "scores.csv", "index.html",
            "\u0345", "\u17F0", "\uE000", "x".repeat(90), "\u4E2D".repeat(40), ".part");

    /** A file system's change of a name before it compares the name with others. */
    private static final List<UnaryOperator<String>> FILE_SYSTEMS = List.of(
            name -> name,
            name -> name.toUpperCase(Locale.ROOT),
            name -> name.toLowerCase(Locale.ROOT),
            name -> name.codePoints().map(Character::toUpperCase).mapToObj(Character::toString).collect(Collectors.joining()),
            name -> Normalizer.normalize(name, Normalizer.Form.NFC),
            name -> Normalizer.normalize(Normalizer.normalize(name, Normalizer.Form.NFD).toUpperCase(Locale.ROOT)
                    .toLowerCase(Locale.ROOT), Normalizer.Form.NFD),
            name -> Normalizer.normalize(name, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT),
            name -> name.replaceAll("[. ]+$", "").toUpperCase(Locale.ROOT),
            name -> name.replaceAll("[\\p{Cf}\\uFE0F\\u3164]", "").toLowerCase(Locale.ROOT),
            name -> new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8));

    @Test
    void noTwoNamesMeanTheSameFolderOnAnyFileSystem() {
        for (long seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            List<String> wanted = IntStream.range(0, 60).mapToObj(i -> wanted(random)).toList();

            List<String> names = name(wanted);

            assertThat(names).as("seed %d", seed).hasSize(wanted.size()).allSatisfy(FolderNamesTest::assertSafe);
            for (UnaryOperator<String> fileSystem : FILE_SYSTEMS) {
                Set<String> folders = new HashSet<>();
                TAKEN.forEach(taken -> folders.add(fileSystem.apply(taken)));
                assertThat(names).as("seed %d", seed).allSatisfy(
                        name -> assertThat(folders.add(fileSystem.apply(name))).as(name).isTrue());
            }
        }
    }

    private static String wanted(Random random) {
        return IntStream.range(0, 1 + random.nextInt(3)).mapToObj(i -> PIECES.get(random.nextInt(PIECES.size())))
                .collect(Collectors.joining());
    }

    /** Names submissions as a class does: the names that can stay as they are have the first claim. */
    private static List<String> name(List<String> wanted) {
        FolderNames names = new FolderNames(TAKEN);
        List<String> given = new ArrayList<>();
        List<String> others = new ArrayList<>();
        wanted.forEach(name -> (names.takeUnchanged(name) ? given : others).add(name));
        others.forEach(name -> given.add(names.takeSimilar(name)));
        return given;
    }

    private static void assertSafe(String name) {
        assertThat(name).isNotEmpty().doesNotStartWith(".").doesNotStartWith(" ").doesNotStartWith("'")
                .doesNotEndWith(".").doesNotEndWith(" ")
                .doesNotContainPattern("[<>:\"/\\\\|?*~\\p{Cntrl}\\p{Cf}\\p{Cs}]")
                .doesNotMatch("(?i)(con|prn|aux|nul|com[0-9\u00B9]|lpt[0-9]) *(\\..*)?");
        assertThat(name.getBytes(StandardCharsets.UTF_8).length).isBetween(1, 140);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ada", "Ada Lovelace_123_assignsubmission_file", "s-1025", "M\u00FCller, J\u00F6rg", "a.b.c",
        "console", "com10", "-x", "=1"})
    void usualNamesStayAsTheyAre(String name) {
        assertThat(new FolderNames(TAKEN).takeUnchanged(name)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"CON, _CON", "aux.zip, _aux.zip", "'nul .x', '_nul .x'", "a., a", "'a ', a", ".., _", "., _",
        ".graded, _graded", "a/b, a_b", "scores.csv, scores.csv-2", "Index.HTML, Index.HTML-2", "'', _", "LOVELA~1, LOVELA_1"})
    void otherNamesChangeAsLittleAsPossible(String name, String expected) {
        assertThat(new FolderNames(TAKEN).takeUnchanged(name)).isFalse();
        assertThat(new FolderNames(TAKEN).takeSimilar(name)).isEqualTo(expected);
    }

    @Test
    void numberingDoesNotMeetANameThatEndsInANumber() {
        assertThat(name(List.of("A", "a", "a-2"))).containsExactly("A", "a-2", "a-3");
    }
}
