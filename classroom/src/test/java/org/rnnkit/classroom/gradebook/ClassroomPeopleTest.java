package org.rnnkit.classroom.gradebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.classroom.inbox.ClassroomSubmission;
import org.rnnkit.classroom.inbox.SampleSubmission;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.config.GradingConfig.HandIns;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.marking.People;

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
        return roster.isEmpty() ? ClassroomPeople.withoutRoster(submissions, false)
                : Gradebook.read(roster.getBytes(StandardCharsets.UTF_8), null, GradingConfig.DEFAULT).people(submissions);
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

    /** A student who calls a folder like somebody else's number would get that one's extension. */
    @Test
    void aSubmissionWithTheNumberOfAnotherStudentIsNotClear() {
        People people = people(ROSTER, "Elif_4101_assignsubmission_file_", "4101");

        assertThatThrownBy(() -> people.submissionOf("4101", true)).hasMessageContaining(
                "can mean Elif Özdemir (4101) or the submission \"4101\"");
        assertThat(people.submissionOf("Elif_4101_assignsubmission_file_", true)).startsWith("Elif_");
    }

    /** If the settings choose among several, an extension is for the student, whichever hand-in counts. */
    @Test
    void aStudentWithSeveralHandInsIsOnePerson() {
        List<ClassroomSubmission> submissions = Stream.of("Elif Özdemir", "eoez", "Wen Cai")
                .map(name -> SampleSubmission.of(name, name)).toList();
        GradingConfig kit = GradingConfig.DEFAULT;
        People people = Gradebook.read(ROSTER.getBytes(StandardCharsets.UTF_8), null, new GradingConfig(kit.steps(),
                kit.limits(), kit.training(), kit.feedback(), kit.bonus(), kit.style(), kit.deadline(), kit.overrides(),
                kit.roster(), Optional.of(HandIns.BEST))).people(submissions);

        assertThat(people.handIns()).containsOnly(Map.entry("/1", List.of("Elif Özdemir", "eoez")));
        assertThat(Stream.of("4101", "eoez", "elif özdemir", "Elif Özdemir").map(name -> people.submissionOf(name, false)))
                .containsOnly("/1");
        assertThat(people.keysOf("eoez")).containsExactly("eoez", "/1");
        assertThat(people(ROSTER, "Elif Özdemir", "eoez").handIns()).isEmpty();
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
        assertThat(ClassroomPeople.withoutRoster(List.of(), true).submissionOf("bbo", false)).as("a part of a class")
                .isEqualTo("bbo");
    }
}
