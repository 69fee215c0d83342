package org.rnnkit.classroom.inbox;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.grader.marking.TimeSource;

/** Tests of the names that platforms give to uploads. Students choose parts of them. */
class UploadNamesTest {

    /** Reads a name: the students with numbers, several if it is in doubt, none if it is plain. */
    private static String read(UploadNames names, String name) {
        return names.of(Path.of(name)).stream().map(handIn -> handIn.student() + "=" + handIn.number()
                + (handIn.time().source() == TimeSource.MARKED_LATE ? " late" : "")).collect(Collectors.joining(" or "));
    }

    @ParameterizedTest
    @CsvSource({
        "Ada Lovelace_123_assignsubmission_file_, Ada Lovelace=123",
        "Ada Lovelace_123_assignsubmission_file_work.zip, Ada Lovelace=123",
        "Ada Lovelace_123_assignsubmission_onlinetext_onlinetext.html, Ada Lovelace=123",
        "Group A-Ada Lovelace_7_assignsubmission_file, Group A-Ada Lovelace=7",
        "Participant_1234_assignsubmission_file_, Participant=1234",
        "'Ada _123_assignsubmission_file_', Ada=123",
        "Eve_789_assignsubmission_file_Bob Byte_456_assignsubmission_file_x.zip, Eve=789",
        // Names that Moodle does not write.
        "ada.zip, ''", "Ada_0456_assignsubmission_file_, ''", "_456_assignsubmission_file_, ''",
        "Bob_x_456_assignsubmission_file_, ''", "Bob Byte_456_assignsubmission, ''", "bytebob_456_56789_work.zip, ''"})
    void readsMoodlesNames(String name, String student) {
        assertThat(read(UploadNames.MOODLE, name)).isEqualTo(student);
    }

    @ParameterizedTest
    @CsvSource({
        "lovelaceada_123_56789_work.zip, lovelaceada=123",
        "lovelaceada_LATE_123_56789_my_work-1.zip, lovelaceada=123 late",
        "lovelaceada_late_123_56789_work.zip, lovelaceada=123 late",
        "lovelaceada_123_56789_OneHotEncoding.java, lovelaceada=123",
        "lovelaceada_123_text.html, lovelaceada=123",
        // What students call their files may have numbers, and look like somebody else's upload.
        "bytebob_456_56789_3_rnn.zip, bytebob=456",
        "bytebob_456_56789_rnn_2026_11_28.zip, bytebob=456",
        "eve_789_56789_bytebob_456_56790_work.zip, eve=789 or eve_789_56789_bytebob=456",
        // Names that Canvas does not write.
        "ada.zip, ''", "ada_0123_56789_work.zip, ''", "ada_123_work.zip, ''", "rnn_2026_ada.zip, ''",
        "Bob Byte_456_assignsubmission_file_x.zip, ''"})
    void readsCanvasNames(String name, String students) {
        Predicate<HandIn> bob = handIn -> handIn.student().equals("bytebob") && handIn.number().equals("456");
        assertThat(read(UploadNames.canvas(bob.or(handIn -> handIn.number().equals("789")
                || handIn.student().endsWith("_bytebob"))), name)).isEqualTo(students);
    }
}
