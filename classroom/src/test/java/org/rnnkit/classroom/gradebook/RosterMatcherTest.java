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
import org.rnnkit.classroom.gradebook.RosterColumns.RosterLine;
import org.rnnkit.classroom.gradebook.RosterMatcher.RosterMatches;
import org.rnnkit.classroom.gradebook.RosterMatcher.Sender;
import org.rnnkit.classroom.inbox.ClassroomSubmission;
import org.rnnkit.classroom.inbox.SampleSubmission;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.marking.Marking.People;
import org.rnnkit.grader.system.UsageException;

/** Tests of the search for the student of each submission, and for the person whom an instructor's table names. */
class RosterMatcherTest {

    private static RosterMatches match(String roster, String... uploads) {
        RosterTable table = RosterTable.parse(roster);
        RosterFormat format = new RosterFormat(table, roster.contains("RNN Kit (") ? "RNN Kit" : null, null);
        return RosterMatcher.match(format.columns().lines(table),
                Stream.of(uploads).map(name -> SampleSubmission.of(name.replaceFirst("\\.zip$", ""), name)).toList());
    }

    private static List<String> found(RosterMatches matches) {
        return matches.submissions().entrySet().stream().map(pair -> pair.getKey().name() + " = "
                + pair.getValue().submission()).toList();
    }

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
        return roster.isEmpty() ? none.people()
                : SampleRosters.read(roster, null, GradingConfig.DEFAULT, submissions).people();
    }

    @Test
    void findsMoodlesStudentsByTheNumberInTheFoldersName() {
        RosterMatches matches = match(SampleRosters.MOODLE, "Somebody Else_4102_assignsubmission_file_",
                "Ada Lovelace_4101_assignsubmission_file_", "Ada Lovelace_9999_assignsubmission_file_");

        assertThat(found(matches)).containsExactly("Ada Lovelace = Ada Lovelace_4101_assignsubmission_file_",
                "Zoë O'Brien-Núñez = Somebody Else_4102_assignsubmission_file_");
        assertThat(matches.missing()).extracting(RosterLine::name).containsExactly("Cai, Wen", "=Eve Locked");
        assertThat(matches.unknown()).isEmpty();
        assertThat(matches.unclear()).isEmpty();
        assertThat(matches.passedOver().values().iterator().next()).extracting(Sender::submission)
                .containsExactly("Ada Lovelace_9999_assignsubmission_file_");
    }

    @Test
    void findsCanvasStudentsByNumberOrByTheirNamesInOneWord() {
        assertThat(found(match(SampleRosters.CANVAS, "lovelaceada_LATE_4101_77_x.zip", "obrien-nunezzoe")))
                .containsExactly("Lovelace, Ada = lovelaceada_LATE_4101_77_x", "O'Brien-Núñez, Zoë = obrien-nunezzoe");
    }

    @Test
    void findsRepositoriesOfGithubClassroomByTheirEnding() {
        String roster = SampleRosters.GITHUB.replace("\"\",\"\",\"\"", "zoe,,");

        assertThat(found(match(roster, "rnn-kit-Ada-L", "rnn-kit-zoe", "s1026")))
                .containsExactly("Ada Lovelace = rnn-kit-Ada-L", "s1025 = rnn-kit-zoe");
    }

    /** The user name may be longer than the part behind the last hyphen. */
    @Test
    void takesNoPartOfAUserNameForAnother() {
        String roster = "name,github_username\nAnn,ann\nBob,bob\nMary,\nZoe,zoe\n";

        RosterMatches whole = match(roster, "hw1-bob", "hw1-zoe", "hw1-mary-ann");
        assertThat(found(whole)).containsExactly("Bob = hw1-bob", "Zoe = hw1-zoe");
        assertThat(whole.unknown()).extracting(Sender::submission).containsExactly("hw1-mary-ann");
        assertThat(whole.missing()).extracting(RosterLine::name).containsExactly("Ann", "Mary");

        RosterMatches alone = match(roster, "hw1-mary-ann", "bob");
        assertThat(found(alone)).containsExactly("Bob = bob");
        assertThat(alone.unclear()).containsExactly("hw1-mary-ann may belong to Ann or to somebody else");
        assertThat(alone.missing()).extracting(RosterLine::name).containsExactly("Mary", "Zoe");

        RosterMatches own = match(roster, "hw1-mary-ann", "hw1-ann");
        assertThat(own.submissions()).isEmpty();
        assertThat(match(roster, "hw1-bob", "hw1-zoe", "hw1-mary-ann", "hw1-ann").submissions()).hasSize(3);
    }

    /** A student can choose a name, and on some platforms a number. That never takes another student's grade away. */
    @Test
    void whoUsesAnothersNumberOrNameGetsNoGradeForIt() {
        String roster = "name,id,email\nBob Byte,456,bob@uni.example\nEve,789,eve@uni.example\n";

        RosterMatches number = match(roster, "Bob Byte_456_assignsubmission_file_", "Eve_456_assignsubmission_file_");
        assertThat(found(number)).containsExactly("Bob Byte = Bob Byte_456_assignsubmission_file_");
        assertThat(number.missing()).extracting(RosterLine::name).containsExactly("Eve");

        RosterMatches login = match(roster, "Bob Byte_456_assignsubmission_file_", "bob");
        assertThat(found(login)).containsExactly("Bob Byte = Bob Byte_456_assignsubmission_file_");
        assertThat(login.passedOverInWords()).hasSize(1).first().asString().startsWith("bob does not count");
    }

    /** In Gradescope students can write their own number, so the platform's own list may have it twice. */
    @Test
    void aNumberThatTwoStudentsHaveIsDecidedByTheName() {
        RosterMatches matches = match("name,id\nBob Byte,456\nEve,456\n", "Bob Byte_456_assignsubmission_file_",
                "Eve_456_assignsubmission_file_");

        assertThat(found(matches)).containsExactly("Bob Byte = Bob Byte_456_assignsubmission_file_",
                "Eve = Eve_456_assignsubmission_file_");
    }

    @Test
    void tellsStudentsOfOneNameApartByTheirNumbers() {
        assertThat(match("name,id\nAnna Schmidt,4101\nAnna Schmidt,4102\n", "Anna Schmidt").unclear())
                .containsExactly("Anna Schmidt may belong to Anna Schmidt (4101) or Anna Schmidt (4102)");
    }

    /** Nobody whose submission it may be gets a 0 for having handed in nothing. */
    @Test
    void aSubmissionInDoubtIsNobodysAndNobodyIsMissing() {
        String doubt = "Bob Byte _456_assignsubmission_x_789_assignsubmission_file_";
        String roster = "name,id\nBob Byte,456\nBob Byte _456_assignsubmission_x,789\nCai,1\n";

        RosterMatches matches = match(roster, doubt);
        assertThat(matches.submissions()).isEmpty();
        assertThat(matches.missing()).extracting(RosterLine::name).containsExactly("Cai");
        assertThat(matches.unclear()).containsExactly(doubt + " may belong to Bob Byte or Bob Byte _456_assignsubmission_x");

        assertThat(found(match(roster, doubt, "Bob Byte_456_assignsubmission_file_")))
                .containsExactly("Bob Byte = Bob Byte_456_assignsubmission_file_");
    }

    /** Such a list can be copied from scores.csv. */
    @Test
    void findsStudentsByTheNamesOfTheResults() {
        RosterTable table = RosterTable.parse("name\nAda Lovelace_4101\nAda Lovelace_4102\n");
        ClassroomSubmission ada = SampleSubmission.of("Ada Lovelace_4102", "Ada Lovelace_4102_assignsubmission_file_");

        assertThat(found(RosterMatcher.match(new RosterFormat(table, null, null).columns().lines(table), List.of(ada))))
                .containsExactly("Ada Lovelace_4102 = Ada Lovelace_4102");
    }

    @ParameterizedTest
    @CsvSource({"Ada Lovelace, LOVELACE Ada", "'Lovelace, Ada', Ada Lovelace", "Zoë Núñez, zoe nunez", "Jörg Müßig, jorgmussig",
        "Łucja Østergård, lucja ostergard", "O'Brien Pat, pat obrien", "'de la Cruz, Ana Maria', anamariadelacruz",
        "Ana María Núñez, nunez maria ana", "李 小龍, 小龍 李", "Zoe\u0308 N, Zoë N"})
    void findsANameHoweverItIsWritten(String onRoster, String submission) {
        assertThat(found(match("name\n\"" + onRoster + "\"\nSomebody Else\n", submission))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({"Ada Lovelace, Ada", "Ada Lovelace, Ada Lovelac", "Ann Marie, Anna Rie", "Ada B. Lovelace, Ada Lovelace"})
    void neverTakesASimilarNameForTheSame(String onRoster, String submission) {
        RosterMatches matches = match("name\n" + onRoster + "\n", submission);

        assertThat(found(matches)).isEmpty();
        assertThat(matches.unknown()).hasSize(1);
    }

    @Test
    void neverGuessesBetweenTwoStudentsOrTwoSubmissions() {
        RosterMatches matches = match("name,id\nAda Lovelace,1\nLovelace Ada,2\nBob Hall,3\nCai Wen,4\n", "ada lovelace",
                "bob hall", "hall bob", "3x");

        assertThat(found(matches)).isEmpty();
        assertThat(matches.unclear()).containsExactly("ada lovelace may belong to Ada Lovelace or Lovelace Ada");
        assertThat(matches.several().values().stream().flatMap(List::stream)).extracting(Sender::submission)
                .containsExactly("bob hall", "hall bob");
        assertThat(matches.missing()).extracting(RosterLine::name).containsExactly("Cai Wen");
        assertThat(matches.unknown()).extracting(Sender::submission).containsExactly("3x");
    }

    /** Where the name of a folder is one student's number and another student's name, nobody knows who has chosen it. */
    @Test
    void neverGuessesBetweenANumberALoginAndAName() {
        assertThat(found(match("name,id,email\nbob,ada,x@y.example\nada,7,bob@y.example\n", "ada", "bob"))).isEmpty();
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
    }
}
