package org.rnnkit.classroom.gradebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.classroom.inbox.ClassroomSubmission;
import org.rnnkit.classroom.inbox.SampleSubmission;
import org.rnnkit.classroom.results.ClassroomResult;
import org.rnnkit.classroom.results.Doubt;
import org.rnnkit.classroom.results.StudentMark;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.marking.Overrides;
import org.rnnkit.grader.marking.People;
import org.rnnkit.grader.report.SampleReport;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.testkit.steps.Steps;

/** Tests that nobody gets another's mark: one key joins a hand-in and a student, and a name only confirms it. */
class RosterMatchesTest {

    private static final String BOBS = "Bob Byte_4102_assignsubmission_file_";
    private static final String MOODLE = """
            Identifier,Full name,ID number,Email address,Status,Grade,Maximum Grade,Feedback comments
            Participant 4101,Ada Lovelace,4102,ada@uni.example,No submission,,100.00,
            Participant 4102,Bob Byte,s1002,bob@uni.example,Submitted for grading,,100.00,
            Participant 4103,Cai Wen,,cai@uni.example,Submitted for grading,,100.00,
            """;

    @TempDir
    private Path folder;
    private Gradebook gradebook;

    /** Grades hand-ins, and returns who gets a mark for which one. */
    private List<String> marks(String roster, String overrides, String... uploads) throws IOException {
        gradebook = SampleRosters.read(roster, roster.equals(SampleRosters.CANVAS) ? "RNN Kit" : null, GradingConfig.DEFAULT);
        List<ClassroomSubmission> submissions = Stream.of(uploads)
                .map(upload -> SampleSubmission.of(upload, upload, gradebook.uploadNames())).toList();
        gradebook.match(submissions);
        List<ClassroomResult> results = Stream.of(uploads)
                .map(upload -> ClassroomResult.graded(upload, SampleReport.of(upload, ""))).toList();
        Path table = Files.writeString(folder.resolve("overrides.csv"), "name,step,points,comment,who\n" + overrides);
        Overrides read = Overrides.read(table, Steps.all(), gradebook.people());
        List<ClassroomResult> counted = gradebook.choose(results, SampleRosters.marking(gradebook, read)).results();
        return gradebook.file(counted, Map.of()).marks().stream().filter(mark -> !mark.handIn().isEmpty())
                .map(StudentMark::student).toList();
    }

    /** Ada's ID number is Bob's number in Moodle, and her row says that she has handed in nothing. */
    @Test
    void moodlesNumberIsComparedWithIdentifierOnly() throws IOException {
        assertThat(marks(MOODLE, "", BOBS)).containsExactly("Bob Byte");
        assertThat(gradebook.doubts()).isEmpty();
        assertThat(gradebook.missing().values()).extracting(ClassroomResult::name).containsExactly(
                "Ada Lovelace (Participant 4101)", "Cai Wen (Participant 4103)");
    }

    @ParameterizedTest
    @CsvSource({"s1002, Ada Lovelace", "S1002, Bob Byte", "s1024, Bob Byte", "S1024, Bob Byte", "bob@uni.EXAMPLE, Bob Byte",
        "ADA-L, Ada Lovelace", "4102, 'Wen, Cai'"})
    void everyOtherKeyIsComparedAsItIsWritten(String upload, String student) throws IOException {
        assertThat(marks(SampleRosters.LIST, "", upload)).containsExactly(student);
        assertThat(gradebook.strangers()).isEmpty();
    }

    /** A name joins nobody, nor does a part of a key. */
    @ParameterizedTest
    @CsvSource({"Ada Lovelace", "1002", "rnn-kit-ada-l", "ada", "s1002_2", BOBS, "x_4102_77_y.zip", "Participant 4102"})
    void anythingElseIsAStranger(String upload) throws IOException {
        assertThat(marks(SampleRosters.LIST, "", upload)).isEmpty();
        assertThat(gradebook.strangers()).containsExactly(upload);
        assertThat(gradebook.whyNobody()).contains("1 of people who are not on the roster, such as " + upload);
    }

    @ParameterizedTest
    @CsvSource({"lovelaceada_4101_77_x.zip, 'Lovelace, Ada'", "lovelaceada_late_4101_77_x.zip, 'Lovelace, Ada'",
        "obriennunezzoe_4102_77_my_work_2.zip, 'O''Brien-Núñez, Zoë'", "s1024, 'Lovelace, Ada'",
        "4102, 'O''Brien-Núñez, Zoë'",
        "ZOBRIEN, 'O''Brien-Núñez, Zoë'"})
    void canvasNumberIsItsId(String upload, String student) throws IOException {
        assertThat(marks(SampleRosters.CANVAS, "", upload)).containsExactly(student);
        assertThat(gradebook.doubts()).isEmpty();
    }

    /** The roster says that she has handed in nothing, so a hand-in with her key may be somebody else's. */
    @Test
    void workOfSomebodyWithoutASubmissionIsADoubtUntilALineSettlesIt() throws IOException {
        assertThat(marks(MOODLE, "", "Ada Lovelace_4101_assignsubmission_file_", BOBS)).containsExactly("Bob Byte");
        assertThat(gradebook.doubts()).containsExactly(new Doubt("Ada Lovelace_4101_assignsubmission_file_",
                "The roster says \"No submission\" of Ada Lovelace",
                "Ada Lovelace_4101_assignsubmission_file_,person,,REASON,YOUR NAME"));

        assertThat(marks(MOODLE, "Ada Lovelace_4101_assignsubmission_file_,person,,By mail,Grace\n",
                "Ada Lovelace_4101_assignsubmission_file_", BOBS)).containsExactly("Ada Lovelace", "Bob Byte");
        assertThat(gradebook.doubts()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"Eve_4102_assignsubmission_file_, 1", "BYTE Bób_4102_assignsubmission_file_, 0",
        "Group A-Bob Byte_4102_assignsubmission_file_, 0", "Bob_4102_assignsubmission_file_, 1"})
    void aNameOfSomebodyElseIsADoubt(String upload, int doubts) throws IOException {
        assertThat(marks(MOODLE, "", upload)).hasSize(1 - doubts);
        assertThat(gradebook.doubts()).hasSize(doubts).allSatisfy(doubt -> assertThat(doubt.reason())
                .endsWith("and the number 4102 is that of Bob Byte on the roster"));
        assertThat(marks(MOODLE, upload + ",total,7,Oral check,Grace\n", upload)).as("a total decides, too")
                .containsExactly("Bob Byte");
    }

    /** In a worksheet without names, the numbers are all that is known. */
    @Test
    void withoutNamesNothingIsInDoubt() throws IOException {
        assertThat(marks("Identifier,Status,Grade,Maximum Grade\nParticipant 7,Submitted for grading,,10\n", "",
                "Participant_7_assignsubmission_file_")).containsExactly("Participant 7");
    }

    @Test
    void aKeyOfTwoStudentsIsNobodys() throws IOException {
        String roster = "id,name,login\n7,Ada,x\n8,Bob,7\n9,Cai,9\n";

        assertThat(marks(roster, "", "7", "9")).containsExactly("Cai");
        assertThat(gradebook.doubts()).containsExactly(new Doubt("7", "may belong to Ada (7) or Bob (8)", ""));
        assertThat(gradebook.missing()).as("neither has handed in nothing").isEmpty();
        assertThatThrownBy(() -> gradebook.people().submissionOf("7", true)).isInstanceOf(UsageException.class)
                .hasMessageStartingWith("\"7\" can mean Ada (7) or Bob (8)");
    }

    @Test
    void anInstructorsTablesNamePeopleByTheSameKeys() throws IOException {
        marks(MOODLE, "", BOBS, "cai@uni.example", "stranger");
        People people = gradebook.people();

        assertThat(Stream.of("Participant 4102", "s1002", "BOB@uni.example", BOBS)
                .map(name -> people.submissionOf(name, false))).containsOnly(BOBS);
        assertThat(people.submissionOf("stranger", false)).isEqualTo("stranger");
        assertThat(people.submissionOf("ada@uni.example", false)).as("has handed in nothing")
                .isEqualTo(people.submissionOf("4102", true)).isEqualTo(people.submissionOf(
                        "Ada Lovelace (Participant 4101)", true)).startsWith("/");
        for (String name : List.of("Bob Byte", "S1002", "1002", "bob")) {
            assertThatThrownBy(() -> people.submissionOf(name, true)).hasMessage("\"" + name + "\" is nobody on the roster, "
                    + "and no submission. Write the name as in scores.csv, or the id, email or login as on the roster.");
        }
    }

    @Test
    void withoutARosterOnlyTheSubmissionsAreKnown() {
        Gradebook none = Gradebook.none();
        none.match(List.of(SampleSubmission.of("bob", "bob")));
        People people = none.people();

        assertThat(people.submissionOf("bob", false)).isEqualTo("bob");
        assertThat(people.submissionOf("carla", true)).as("may hand in later").isEqualTo("carla");
        assertThatThrownBy(() -> people.submissionOf("carla", false))
                .hasMessage("There is no submission \"carla\". Write the name as in scores.csv.");
        assertThat(none.doubts()).isEmpty();
        assertThat(none.strangers()).isEmpty();
    }
}
