package org.rnnkit.classroom.gradebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.grader.marking.CsvFile;
import org.rnnkit.grader.system.UsageException;

/** Tests of the files that are taken as a roster, and of their columns. */
class RosterTest {

    private static Roster read(String text, String column) {
        return new Roster(CsvFile.of("roster.csv", text), column);
    }

    private static Student student(String text, int number) {
        return read(text, null).students().get(number);
    }

    @Test
    void knowsItsThreeKindsByTheirDocumentedColumns() {
        assertThat(read(SampleRosters.MOODLE, null).description()).isEqualTo("The roster is Moodle's grading worksheet with 4 "
                + "students; the grade is \"Grade\", the comment \"Feedback comments\".");
        assertThat(read(SampleRosters.CANVAS, "RNN Kit").description()).isEqualTo("The roster is Canvas's gradebook with 2 "
                + "students; the grade is \"RNN Kit (90210)\".");
        assertThat(read(SampleRosters.LIST, null).description()).isEqualTo("The roster is a list of names with 3 students; "
                + "the grade is \"score\", the comment \"feedback\".");
        assertThat(read("\uFEFFName;Login;score\r\nAda;ada-l;7\r\n\r\n", null).students()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a,b\n1,2\n", "name\nada\n", "id,email\n1,x\n",
        "ID;\"Vollständiger Name\";Status;Bewertung;Bestwertung\nTeilnehmer/in4101;Ada;;;30,00\n",
        "First Name,Last Name,SID,Email,Total Score\nAda,Lovelace,1,a@x,\n", "Student,ID,SIS User ID\nAda,1,2\n"})
    void takesNoOtherFile(String text) {
        assertThatThrownBy(() -> read(text, null)).isInstanceOf(UsageException.class)
                .hasMessageMatching("(?s)\\S+ can't be used: the columns of its first line are not known.*")
                .hasMessageContaining("a list with the columns id,name,email,login");
    }

    @Test
    void namesTheColumnThatAPlatformsFileLacks() {
        assertThatThrownBy(() -> read("Identifier,Full name,Maximum Grade\nParticipant 4101,Ada,30\n", null))
                .hasMessageContaining("It looks like Moodle's grading worksheet, but lacks Grade. ");
    }

    @Test
    void saysWhatElseIsWrong() {
        assertThatThrownBy(() -> read("", null)).isInstanceOf(UsageException.class).hasMessageEndingWith(" is empty.");
        assertThatThrownBy(() -> read("id,name\n", null)).hasMessageContaining("there is no student in it");
        assertThatThrownBy(() -> read("id,name\n,Ada\n", null)).hasMessageContaining("there is no student in it");
        assertThatThrownBy(() -> read("id,name\n\"1,Ada\n", null)).hasMessageContaining("not a table that can be read");
        assertThatThrownBy(() -> read(SampleRosters.MOODLE.replace("Participant 4102", "Teilnehmer/in4102"), null))
                .hasMessageContaining("\"Teilnehmer/in4102\" is not written like \"Participant 4102\". Download Moodle's "
                        + "worksheet in English.");
        assertThatThrownBy(() -> read(SampleRosters.LIST, "score")).hasMessageContaining("--column is for Canvas's gradebook");
    }

    @ParameterizedTest
    @CsvSource({"'', 'it is not clear which assignment this is. Give its name with --column'", "RNN, 'no assignment \"RNN\"'",
        "Final Score, 'no assignment \"Final Score\"'"})
    void needsToKnowCanvasAssignment(String column, String message) {
        assertThatThrownBy(() -> read(SampleRosters.CANVAS, column.isEmpty() ? null : column)).hasMessageContaining(message)
                .hasMessageContaining("RNN Kit (90210), Quiz 1 (90211)");
    }

    @Test
    void keepsMoodlesNumberApartFromOtherIds() {
        Student cai = student(SampleRosters.MOODLE, 2);

        assertThat(cai.name()).isEqualTo("Cai, Wen");
        assertThat(cai.number()).isEqualTo("4103");
        assertThat(cai.ids()).containsExactly("Participant 4103");
        assertThat(cai.logins()).containsExactly("cai@uni.example");
        assertThat(cai.handedInNothing()).isTrue();
        assertThat(student(SampleRosters.MOODLE, 0).handedInNothing()).isFalse();
    }

    /** The pretended student and the line with the points are nobody. */
    @Test
    void readsCanvasStudents() {
        Student ada = read(SampleRosters.CANVAS, "RNN Kit").students().get(0);

        assertThat(ada.number()).isEqualTo("4101");
        assertThat(ada.ids()).containsExactly("4101", "s1024");
        assertThat(ada.logins()).containsExactly("alovelace");
        assertThat(read(SampleRosters.CANVAS, "RNN Kit").maximum(ada)).isEqualTo("50.00");
    }

    /** Another form of a time stays unknown. */
    @Test
    void readsMoodlesTimes() {
        Roster moodle = read(SampleRosters.MOODLE.replace("9:20 PM", "21:20").replace("9:25 PM", "21h25"), null);

        assertThat(moodle.times(ZoneId.of("Europe/Berlin"))).isEqualTo(Map.of(
                moodle.students().get(0), Instant.parse("2026-03-02T20:15:00Z"),
                moodle.students().get(1), Instant.parse("2026-03-02T20:20:00Z")));
        assertThat(read(SampleRosters.LIST, null).times(ZoneId.of("Z"))).isEmpty();
    }

    @Test
    void changesOnlyTheCellsThatItIsAskedTo() {
        Roster list = read("name;id;x\n\"a;b \"\"c\"\"\";1;=x\n", null);
        list.setGrade(list.students().get(0), "7");

        assertThat(list.text()).isEqualTo("name;id;x;score;feedback\r\n\"a;b \"\"c\"\"\";1;=x;7\r\n");
    }
}
