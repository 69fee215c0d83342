package org.rnnkit.grader.classroom;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of the names that learning platforms give uploads. */
class HandInTest {

    @ParameterizedTest
    @CsvSource({
        "Ada Lovelace_123456_assignsubmission_file_, false, Ada Lovelace, 123456, false, Ada Lovelace_123456",
        "Ada Lovelace_123456_assignsubmission_file_work.zip, true, Ada Lovelace, 123456, false, Ada Lovelace_123456",
        "Ada Lovelace_123456_assignsubmission_onlinetext_, false, Ada Lovelace, 123456, false, Ada Lovelace_123456",
        "Group A-Ada Lovelace_7_assignsubmission_file, false, Group A-Ada Lovelace, 7, false, Group A-Ada Lovelace_7",
        "Participant 1234_assignsubmission_file_, false, Participant 1234, 1234, false, Participant 1234",
        "Participant_1234_assignsubmission_file_, false, Participant 1234, 1234, false, Participant 1234",
        "lovelaceada_1234_56789_file.zip, true, lovelaceada, 1234, false, lovelaceada_1234",
        "lovelaceada_LATE_1234_56789_my_work-1.zip, true, lovelaceada, 1234, true, lovelaceada_1234",
        "lovelaceada_1234_text.html, true, lovelaceada, 1234, false, lovelaceada_1234",
        "anon_aB3x9_56789_file.zip, true, anon_aB3x9, aB3x9, false, anon_aB3x9",
        "lovelaceada_1234_56789_file, false, lovelaceada_1234_56789_file, '', false, lovelaceada_1234_56789_file",
        "ada.zip, true, ada.zip, '', false, ada.zip",
        "my_work_2.zip, true, my_work_2.zip, '', false, my_work_2.zip"})
    void splitsTheNamesOfMoodleAndCanvas(String name, boolean isFile, String student, String id, boolean late, String key) {
        HandIn handIn = HandIn.of(name, isFile);

        assertThat(handIn.student()).isEqualTo(student);
        assertThat(handIn.id()).isEqualTo(id);
        assertThat(handIn.late()).isEqualTo(late);
        assertThat(handIn.key()).isEqualTo(key);
        assertThat(handIn.time()).isEmpty();
    }
}
