package org.rnnkit.classroom.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.time.Instant;
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
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.marking.HandInTime;
import org.rnnkit.grader.marking.TimeSource;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.system.RefusedException;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.testkit.steps.Steps;

/** Tests of the list of submissions in a folder, and that no two of them share a folder in the results, on any file system. */
class InboxTest {

    @TempDir
    private Path folder;

    private void folders(String... names) throws IOException {
        for (String name : names) {
            Files.createDirectories(folder.resolve(name));
        }
    }

    private void files(String... names) throws IOException {
        for (String name : names) {
            Files.createFile(folder.resolve(name));
        }
    }

    private List<ClassroomSubmission> read(String inbox) {
        return Inbox.read(folder.resolve(inbox), folder.resolve("out"), UploadNames.MOODLE).submissions();
    }

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
    void listsFoldersAndArchivesAndNothingElse() throws IOException {
        folders("zoe", "out", "__MACOSX", ".git");
        files("bob_1_2_work.zip", "zoe.zip", "carl.rar", "metadata.yml", "scores.csv.zip", "class.json.zip");

        assertThat(read("")).extracting(ClassroomSubmission::name)
                .containsExactly("bob_1_2_work", "carl", "class.json-2", "scores.csv-2", "zoe", "zoe-2");
    }

    /** A student's computer writes the time of a commit, so the report says where a time is from. */
    @Test
    void readsTheTimesOfCommitsAndPushes() throws IOException {
        folders("ada", "bob", "carl");
        Files.writeString(folder.resolve(".times"), "ada,2026-12-01T10:00:00+01:00,commit,0a1\nbob,yesterday,push,0a2\n"
                + "carl,2026-12-01T10:00:00Z,push,0a3\nnobody,2026-12-01T10:00:00Z,push,0a4\nx\n");

        assertThat(read("")).extracting(submission -> submission.handIn().time()).containsExactly(
                new HandInTime(Instant.parse("2026-12-01T09:00:00Z"), TimeSource.COMMIT, "0a1"), HandInTime.UNKNOWN,
                new HandInTime(Instant.parse("2026-12-01T10:00:00Z"), TimeSource.PUSH, "0a3"));
    }

    @Test
    void rejectsAFolderWithoutSubmissions() throws IOException {
        Path out = folder.resolve("out");
        assertThatThrownBy(() -> Inbox.read(folder, out, UploadNames.MOODLE)).isInstanceOf(UsageException.class)
                .hasMessageContaining("no submission");
        assertThatThrownBy(() -> Inbox.read(folder.resolve("x"), out, UploadNames.MOODLE)).isInstanceOf(UsageException.class)
                .hasMessageContaining("no folder");
        files("a.zip");
        assertThatThrownBy(() -> Inbox.read(folder.resolve("a.zip"), out, UploadNames.MOODLE))
                .isInstanceOf(UsageException.class).hasMessageContaining("a.zip is a file");
    }

    /** In these folders the results would count as a submission next time, or be mixed with the files of one. */
    @ParameterizedTest
    @ValueSource(strings = {"", "ada/marks", "new/marks"})
    void rejectsResultsAmongTheSubmissions(String out) throws IOException {
        Files.createDirectory(folder.resolve("ada"));
        Files.writeString(folder.resolve("ada/A.java"), "");

        assertThatThrownBy(() -> Inbox.read(folder, folder.resolve(out).normalize(), UploadNames.MOODLE))
                .isInstanceOf(UsageException.class).hasMessageContaining("among the submissions");
    }

    /** "NAME.zip" becomes "NAME" without spaces around it, which must not lead out of the results or to the grader's files. */
    @Test
    void noNameLeadsOutOfTheResults() throws IOException {
        files(" .graded.zip", " ...zip", " ..zip", "  .zip", "ADA.zip", "ada.ZIP");
        folders("Ada");

        List<ClassroomSubmission> all = read("");

        assertThat(all).extracting(ClassroomSubmission::name).containsExactlyInAnyOrder("_graded", "_", "_-2", "_-3", "Ada",
                "ADA-2", "ada-3");
        assertThat(all).filteredOn(ClassroomSubmission::isRenamed).hasSize(6);
    }

    @Test
    @DisabledOnOs(OS.WINDOWS)
    void comparesFoldersAndNotTheirPaths() throws IOException {
        Path inbox = Files.createDirectories(folder.resolve("class/inbox"));
        Files.createDirectories(inbox.resolve("ada"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), inbox);
        Path out = Files.createDirectories(inbox.resolve("out"));

        assertThat(Inbox.read(link, out, UploadNames.MOODLE).submissions()).extracting(ClassroomSubmission::name)
                .containsExactly("ada");
        assertThatThrownBy(() -> Inbox.read(link, inbox, UploadNames.MOODLE)).hasMessageContaining("among the submissions");
        assertThatThrownBy(() -> Inbox.read(inbox, link.resolve("ada/new"), UploadNames.MOODLE))
                .hasMessageContaining("among the submissions");
    }

    /** A link could lead to another student's work or to the reference. Each is refused alone, with any name. */
    @Test
    @DisabledOnOs(OS.WINDOWS)
    void aLinkIsARefusedSubmissionOfItsOwn() throws IOException {
        Path ada = Files.createDirectories(folder.resolve("inbox/Ada_1_assignsubmission_file_"));
        Files.createDirectories(folder.resolve("inbox/Bob_2_assignsubmission_file_"));
        Files.createSymbolicLink(folder.resolve("inbox/eve"), ada);
        Files.createSymbolicLink(folder.resolve("inbox/m.zip"), ada.resolve("other.zip"));
        Files.createSymbolicLink(folder.resolve("inbox/Bob_2_assignsubmission_file_x.zip"), ada);

        List<ClassroomSubmission> all = read("inbox");

        assertThat(all).extracting(ClassroomSubmission::name).containsExactly("Ada_1", "Bob_2", "Bob_2_assignsubmission_file_x",
                "eve", "m");
        assertThat(all).allSatisfy(one -> assertThat(one.paths()).hasSize(1));
        Intake intake = new Intake(Kit.find(Steps.all()));
        assertThat(all.subList(2, 5)).allSatisfy(one -> assertThatThrownBy(() -> intake.take(one.name(), one.paths()))
                .isInstanceOf(RefusedException.class).hasMessageContaining("is a link, and links are never followed"));
    }

    /** A name with two readings is refused alone, with both; it neither joins nor shadows another student's upload. */
    @Test
    void aNameWithTwoReadingsCostsNobodyElse() throws IOException {
        String doubt = "bytebob_456_56777_x_789_56789_work.zip";
        files("bytebob_456_56790_a.zip", "bytebob_456_56791_b.zip", "cai_457_56792_c.zip", doubt);

        List<ClassroomSubmission> all = Inbox.read(folder, folder.resolve("out"), UploadNames.canvas(handIn -> true))
                .submissions();

        assertThat(all).extracting(ClassroomSubmission::name)
                .containsExactly("bytebob_456", "bytebob_456_56777_x_789_56789_work", "cai_457");
        assertThat(all.get(1).doubt()).startsWith("It is not clear whose upload this is. Its name can mean \"bytebob\" with "
                + "the number 456 or \"bytebob_456_56777_x\" with the number 789. Look on the platform whose it is");
        assertThat(all.get(0).paths()).hasSize(2);
        assertThat(List.of(all.get(0), all.get(2))).allSatisfy(one -> assertThat(one.doubt()).isEmpty());
    }

    /** The class is graded, also if a reason is in another encoding. */
    @Test
    void aReasonThatIsNotUtf8CostsNobodyElse() throws IOException {
        Path reasons = Files.createDirectories(folder.resolve("inbox/.not-fetched"));
        Files.write(reasons.resolve("ada"), "caf\u00e9 is closed".getBytes(StandardCharsets.ISO_8859_1));
        Files.createDirectory(reasons.resolve("folder"));
        Files.createDirectory(folder.resolve("inbox/bob"));

        List<ClassroomSubmission> all = read("inbox");

        assertThat(all).extracting(ClassroomSubmission::name).containsExactly("ada", "bob");
        assertThat(Inbox.read(folder.resolve("inbox"), folder.resolve("out"), UploadNames.MOODLE).ignored())
                .as("lines in scores.csv").isEmpty();
        assertThat(all.get(0).notFetched()).isEqualTo("caf\uFFFD is closed");
    }

    /** grade reads the same tables of overrides and extensions as grade-all. */
    @Test
    void knowsTheNameOfASingleUpload() throws IOException {
        folders("Ada_1_assignsubmission_file_", "Bob_2_assignsubmission_file_");
        files("cai.tar.gz");

        assertThat(Inbox.nameOf(folder.resolve("Ada_1_assignsubmission_file_"))).isEqualTo("Ada_1");
        assertThat(Inbox.nameOf(folder.resolve("cai.tar.gz"))).isEqualTo("cai");
    }

    /** Otherwise the report of a submission called inbox would be written into the inbox. */
    @Test
    void theInboxKeepsItsNameInTheResults() throws IOException {
        Files.createDirectories(folder.resolve("inbox/inbox"));

        assertThat(Inbox.read(folder.resolve("inbox"), folder, UploadNames.MOODLE).submissions())
                .extracting(ClassroomSubmission::name)
                .containsExactly("inbox-2");
    }

    @Test
    void noTwoNamesMeanTheSameFolderOnAnyFileSystem() {
        for (long seed = 1; seed <= 300; seed++) {
            Random random = new Random(seed);
            List<String> wanted = IntStream.range(0, 60).mapToObj(i -> wanted(random)).toList();

            List<String> names = name(wanted);

            assertThat(names).as("seed %d", seed).hasSize(wanted.size()).allSatisfy(InboxTest::assertSafe);
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
