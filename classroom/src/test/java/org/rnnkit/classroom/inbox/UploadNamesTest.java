package org.rnnkit.classroom.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.io.function.Uncheck;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.classroom.inbox.ClassroomSubmission.HandIn;
import org.rnnkit.classroom.inbox.ClassroomSubmission.HandIn.Student;
import org.rnnkit.grader.marking.Marking.HandInTime.Source;

/** Tests of the names of uploads: each is read in one way, is in doubt, or is nobody's but its own. */
class UploadNamesTest {

    private static final List<String> MOODLE = List.of("Bob Byte_456_assignsubmission_file_",
            "Zoe O'Brien_457_assignsubmission_file_", "Cai_458_assignsubmission_file_");
    private static final List<String> CANVAS = List.of("bytebob_456_56780_work.zip", "obrienzoe_457_56781_work.zip",
            "cai_458_56782_work.zip");
    private static final List<String> GITHUB = List.of("hw1-bob", "hw1-zoe", "hw1-cai");

    @TempDir
    private Path folder;

    /** Reads a name in an inbox with others: the students with numbers, several if it is in doubt, none if it is plain. */
    private String read(List<String> others, Predicate<Student> roster, String name) {
        List<Path> all = Stream.concat(others.stream(), Stream.of(name)).map(this::upload).toList();
        return new UploadNames(all, Map.of(), roster).of(folder.resolve(name)).stream().map(UploadNamesTest::text)
                .collect(Collectors.joining(" or "));
    }

    /** Makes an upload: a file if its name ends like one, else a folder. */
    private Path upload(String name) {
        Path upload = folder.resolve(name);
        return Files.exists(upload) ? upload : Uncheck.get(() -> name.matches(".*\\.[a-z]+") ? Files.createFile(upload)
                : Files.createDirectory(upload));
    }

    private static String text(HandIn handIn) {
        return handIn.students().stream().map(student -> student.name() + "=" + student.id())
                .collect(Collectors.joining(",")) + (handIn.time().source() == Source.MARKED_LATE ? " late" : "");
    }

    /** In the second column: the student with the number; nobody if the name is not read as Moodle's. */
    @ParameterizedTest
    @CsvSource({
        "Ada Lovelace_123_assignsubmission_file_, Ada Lovelace=123",
        "Ada Lovelace_123_assignsubmission_file_work.zip, Ada Lovelace=123",
        "Ada Lovelace_123_assignsubmission_onlinetext_, Ada Lovelace=123",
        "Ada Lovelace_123_assignsubmission_onlinetext_onlinetext.html, Ada Lovelace=123",
        "Group A-Ada Lovelace_7_assignsubmission_file, Group A-Ada Lovelace=7",
        "Participant 1234_assignsubmission_file_, Participant 1234=1234",
        "Participant_1234_assignsubmission_file_, Participant 1234=1234",
        "Teilnehmer_1234_assignsubmission_file_, Teilnehmer=1234",
        "'Ada _123_assignsubmission_file_', Ada=123",
        "Ada_4_assignsubmission_file_rnn_2026_11_28.zip, Ada=4",
        // Names and files that look like somebody else's upload.
        "Bob Byte _456_assignsubmission_x_789_assignsubmission_file_, "
            + "Bob Byte=456 or Bob Byte _456_assignsubmission_x=789",
        "Eve_789_assignsubmission_file_Bob Byte_456_assignsubmission_file_x.zip, "
            + "Eve=789 or Eve_789_assignsubmission_file_Bob Byte=456",
        "Participant 12_34_assignsubmission_file_, Participant 12=34",
        // Names that Moodle does not write.
        "ada.zip, ''", "Ada_0456_assignsubmission_file_, ''", "_456_assignsubmission_file_, ''",
        "Bob Byte_456_assignsubmission, ''", "bytebob_456_56789_work.zip, ''"})
    void readsMoodlesNames(String name, String students) {
        assertThat(read(MOODLE, student -> false, name)).isEqualTo(students);
    }

    @ParameterizedTest
    @CsvSource({
        "lovelaceada_123_56789_work.zip, lovelaceada=123",
        "lovelaceada_LATE_123_56789_my_work-1.zip, lovelaceada=123 late",
        "lovelaceada_late_123_56789_work.zip, lovelaceada=123 late",
        "lovelaceada_123_56789_OneHotEncoding.java, lovelaceada=123",
        "lovelaceada_123_text.html, lovelaceada=123",
        "anon_aB3x9_56789_file.zip, anon_aB3x9=aB3x9",
        "o'brien_123_56789_work.zip, ''",
        // What students call their files may have numbers.
        "ada_123_56789_3_rnn.zip, ada=123", "ada_123_56789_rnn_2026_11_28.zip, ada=123",
        "ada_123_56789_Final-Work_55555_56666_x.zip, ada=123",
        // Names and files that look like somebody else's upload.
        "bytebob_456_789_56789_work.zip, bytebob_456=789",
        "bytebob_456_56777_x_789_56789_work.zip, bytebob=456 or bytebob_456_56777_x=789",
        "eve_789_56789_bytebob_456_56790_work.zip, eve=789 or eve_789_56789_bytebob=456",
        // Names that Canvas does not write.
        "ada.zip, ''", "ada_0123_56789_work.zip, ''", "ada_123_work.zip, ''",
        "Bob Byte_456_assignsubmission_file_x.zip, ''"})
    void readsCanvasNames(String name, String students) {
        assertThat(read(CANVAS, student -> false, name)).isEqualTo(students);
    }

    /** Each of these inboxes has no platform: every upload keeps the whole name, and nothing is joined. */
    @ParameterizedTest
    @ValueSource(strings = {
        "rnn_2026_01_ada.zip rnn_2026_01_bob.zip rnn_2026_01_cai.zip",
        "rnn_2026_1_ada.zip rnn_2026_1_bob.zip rnn_2026_1_cai.zip",
        "rnn_2026_7_ada.zip rnn_2026_8_bob.zip rnn_2026_9_cai.zip",
        "rnn_2026_7_ada.zip",
        "ada_2026_1_x.zip bob_2026_2_x.zip cai_2026_3_x.zip",
        "hw_1_7_ada.zip hw_2_8_bob.zip hw_3_9_cai.zip",
        "ada_17_2026_x.zip bob_18_2026_x.zip cai_19_2026_x.zip",
        "ada.zip bob.zip bytebob_456_56789_x.zip",
        "ada.zip bob.zip Bob_456_assignsubmission_file_",
        "hw1-bob hw1-zoe hw1-mary-ann"})
    void aCoursesOwnNamesAreNoPlatforms(String inbox) {
        List<Path> uploads = Stream.of(inbox.split(" ")).map(this::upload).toList();
        UploadNames names = new UploadNames(uploads, Map.of(), student -> false);

        assertThat(uploads).allSatisfy(upload -> assertThat(names.of(upload)).isEmpty());
    }

    /** One student who names a file like a platform's changes nothing for the others, and the other way round. */
    @Test
    void oneUploadDoesNotDecideForTheOthers() {
        List<String> convention = IntStream.range(0, 20).mapToObj(i -> "rnn_2026_" + (i + 1) + "_s" + i + ".zip").toList();
        List<Path> plain = Stream.concat(convention.stream(), Stream.of("x_7_8_y.zip", "z_9_11_y.zip"))
                .map(this::upload).toList();
        UploadNames names = new UploadNames(plain, Map.of(), student -> false);
        assertThat(plain).allSatisfy(upload -> assertThat(names.of(upload)).isEmpty());

        for (String stray : List.of("ada.zip", "bytebob_456_56789_x_457_56790_x.zip", "bytebob_456_56781_x.zip",
                "hw1-bob")) {
            List<String> canvas = Stream.concat(CANVAS.stream(), Stream.of(stray)).toList();
            assertThat(read(canvas, student -> false, CANVAS.get(0))).as(stray).isEqualTo("bytebob=456");
            List<String> moodle = Stream.concat(MOODLE.stream(), Stream.of(stray)).toList();
            assertThat(read(moodle, student -> false, MOODLE.get(0))).as(stray).isEqualTo("Bob Byte=456");
        }
    }

    /** The roster speaks for a name in any inbox; and for one reading of a name in doubt, if it has only this student. */
    @ParameterizedTest
    @CsvSource({
        "Bob Byte_456_assignsubmission_file_, Bob Byte=456",
        "bytebob_456_56789_work.zip, bytebob=456",
        "bytebob_456_56777_x_789_56789_work.zip, bytebob=456",
        "Bob Byte_999_assignsubmission_file_, ''", "Eve_456_assignsubmission_file_, ''", "rnn_2026_7_bob.zip, ''"})
    void theRosterSpeaksForANumberWithItsName(String name, String students) {
        Predicate<Student> roster = student -> student.id().equals("456")
                && student.name().toLowerCase(Locale.ROOT).contains("bob");

        assertThat(read(GITHUB, roster, name)).isEqualTo(students);
    }

    @Test
    void theRosterSettlesADoubt() {
        String name = "Bob Byte _456_assignsubmission_x_789_assignsubmission_file_";

        assertThat(read(MOODLE, student -> student.id().equals("789"), name)).isEqualTo("Bob Byte _456_assignsubmission_x=789");
        assertThat(read(MOODLE, student -> student.id().equals("7"), name)).contains(" or ");
        assertThat(read(MOODLE, student -> true, name)).contains(" or ");
    }

    /** Students who hand in each step as a file of its own are as many uploads as steps. */
    @Test
    void canvasHasManyFilesOfAStudent() {
        List<String> files = IntStream.range(0, 9).mapToObj(i -> "ada_1_" + (900 + i) + "_Step" + i + ".java").toList();

        assertThat(read(files, student -> false, "ada_1_909_Step9.java")).isEqualTo("ada=1");
    }
}
