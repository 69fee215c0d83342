package org.rnnkit.classroom.gradebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.classroom.inbox.ClassroomSubmission;
import org.rnnkit.classroom.inbox.SampleSubmission;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.marking.Marking.People;
import org.rnnkit.grader.system.UsageException;

/** Tests of the search for the person whom an instructor's table names. */
class ClassroomPeopleTest {

    private static final String ROSTER = """
            name,id,email,login
            Elif Özdemir,4101,elif@uni.example,eoez
            Ada Lovelace,4102,ada@uni.example,ada-l
            Ada Lovelace,4103,ada2@uni.example,ada-l2
            Wen Cai,4104,,
            """;

    private static People people(String roster, String... uploads) {
        List<ClassroomSubmission> submissions = Stream.of(uploads).map(name -> SampleSubmission.of(name, name)).toList();
        Gradebook none = Gradebook.none();
        none.match(submissions);
        return roster.isEmpty() ? none.people(false)
                : SampleRosters.read(roster, null, GradingConfig.DEFAULT, submissions).people(false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Elif Özdemir", "ozdemir elif", "4101", "ELIF@uni.example", "elif", "eoez", "work of elif_4101_"
            + "assignsubmission_file_"})
    void findsTheSubmissionByAnythingThatTheRosterHas(String written) {
        People people = people(ROSTER, "work of elif_4101_assignsubmission_file_", "Wen Cai");

        assertThat(people.submissionOf(written, false)).isEqualTo("work of elif_4101_assignsubmission_file_");
    }

    @Test
    void findsWhoHasNotHandedInYetByEachWayToWriteTheName() {
        People people = people(ROSTER, "Wen Cai");

        assertThat(people.submissionOf("4101", false)).isEqualTo(people.submissionOf("Elif Özdemir", true)).contains("/")
                .isNotEqualTo(people.submissionOf("4102", false));
    }

    @Test
    void namesAPersonAsTheRosterDoes() {
        People people = people(ROSTER, "Wen Cai");

        assertThat(people.shown(people.submissionOf("4101", true), "4101")).isEqualTo("Elif Özdemir (4101)");
        assertThat(people.shown(people.submissionOf("Elif Özdemir", true), "Elif Özdemir")).isEqualTo("Elif Özdemir");
        assertThat(people("", "ada").shown("bob", "bob")).isEqualTo("bob");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "Elif Oezdemir | \"Elif Oezdemir\" is nobody on the roster, and no submission. Do you mean Elif Özdemir (4101)? Write",
        "elif@uni.exmple | Do you mean Elif Özdemir (4101)?",
        "Lovelac | Do you mean Ada Lovelace (4102) or Ada Lovelace (4103)?",
        "Zuckmayer | and no submission. Write the name as in scores.csv, or the name, number, mail",
        "ada lovelace | \"ada lovelace\" can mean Ada Lovelace (4102) or Ada Lovelace (4103). Write a number"})
    void stopsAtNobodyAndAtTwo(String written, String message) {
        People people = people(ROSTER, "Wen Cai");

        for (boolean mayStillHandIn : new boolean[] {true, false}) {
            assertThatThrownBy(() -> people.submissionOf(written, mayStillHandIn)).isInstanceOf(UsageException.class)
                    .hasMessageContaining(message);
        }
    }

    /** A number is the person's, also if a submission is called like it; a time may name this submission. */
    @Test
    void aSubmissionThatIsCalledLikeItsOwnStudentIsThisStudents() {
        People people = people(ROSTER, "Elif Özdemir_4101_assignsubmission_file_", "4101");

        assertThat(people.submissionOf("4101", true)).isEqualTo("Elif Özdemir_4101_assignsubmission_file_");
        assertThat(people.handIns().get("Elif Özdemir_4101_assignsubmission_file_"))
                .containsExactly("Elif Özdemir_4101_assignsubmission_file_", "4101");
        assertThatThrownBy(() -> people(ROSTER, "Ada Lovelace", "4102").submissionOf("Ada Lovelace", true))
                .hasMessageContaining("can mean");
    }

    /** An extension is for the student, whichever hand-in counts. */
    @Test
    void aStudentWithSeveralHandInsIsOnePerson() {
        People people = people(ROSTER, "Elif Özdemir", "eoez", "Wen Cai");

        assertThat(people.handIns()).containsOnly(Map.entry("/1", List.of("Elif Özdemir", "eoez")));
        assertThat(Stream.of("4101", "eoez", "elif özdemir", "Elif Özdemir").map(name -> people.submissionOf(name, false)))
                .containsOnly("/1");
        assertThat(people.keysOf("eoez")).containsExactly("eoez", "/1");
    }

    @Test
    void withoutARosterOnlyTheSubmissionsAreKnown() {
        People people = people("", "Ada Lovelace_4102_assignsubmission_file_", "bob");

        assertThat(people.submissionOf("bob", false)).isEqualTo("bob");
        assertThat(people.submissionOf("4102", false)).isEqualTo(people.submissionOf("ada lovelace", true)).startsWith("Ada");
        assertThat(people.submissionOf("carla", true)).as("may hand in later").isEqualTo("carla");
        assertThatThrownBy(() -> people.submissionOf("carla", false))
                .hasMessage("There is no submission \"carla\". Write the name as in scores.csv.");
        assertThatThrownBy(() -> people.submissionOf("bbo", false)).hasMessageContaining("Do you mean bob?");
        Gradebook part = Gradebook.none();
        part.match(List.of());
        assertThat(part.people(true).submissionOf("bbo", false)).as("a part of a class")
                .isEqualTo("bbo");
    }
}
