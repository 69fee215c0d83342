package org.rnnkit.grader.gradebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rnnkit.grader.classroom.ClassSubmission;

/** Tests of the search for the student of each submission. */
class RosterMatcherTest {

    private static RosterMatches match(String roster, String... uploads) {
        RosterTable table = RosterTable.parse(roster);
        return RosterMatcher.match(RosterFormat.read(table, roster.contains("RNN Kit (") ? "RNN Kit" : null).lines(table),
                Stream.of(uploads).map(name -> new ClassSubmission(name.replaceFirst("\\.zip$", ""), Path.of(name)))
                        .flatMap(Sender::of).toList());
    }

    private static List<String> found(RosterMatches matches) {
        return matches.submissions().entrySet().stream().map(pair -> pair.getKey().name() + " = "
                + pair.getValue().submission()).toList();
    }

    @Test
    void findsMoodlesStudentsByTheNumberInTheFoldersName() {
        RosterMatches matches = match(SampleRosters.MOODLE, "Somebody Else_4102_assignsubmission_file_",
                "Ada Lovelace_4101_assignsubmission_file_", "Ada Lovelace_9999_assignsubmission_file_");

        assertThat(found(matches)).containsExactly("Ada Lovelace = Ada Lovelace_4101_assignsubmission_file_",
                "Zoë O'Brien-Núñez = Somebody Else_4102_assignsubmission_file_");
        assertThat(matches.missing()).extracting(RosterLine::name).containsExactly("Cai, Wen", "=Eve Locked");
        assertThat(matches.unknown()).extracting(Sender::id).containsExactly("9999");
        assertThat(matches.unclear()).isEmpty();
    }

    @Test
    void findsCanvasStudentsByNumberOrByTheirNamesInOneWord() {
        assertThat(found(match(SampleRosters.CANVAS, "lovelaceada_LATE_4101_77_x.zip", "obrien-nunezzoe")))
                .containsExactly("Lovelace, Ada = lovelaceada_LATE_4101_77_x", "O'Brien-Núñez, Zoë = obrien-nunezzoe");
    }

    @Test
    void findsRepositoriesOfGithubClassroomByTheirEnding() {
        assertThat(found(match(SampleRosters.GITHUB, "rnn-kit-Ada-L", "s1025"))).containsExactly("Ada Lovelace = rnn-kit-Ada-L",
                "s1025 = s1025");
    }

    /** Such a list can be copied from scores.csv. */
    @Test
    void findsStudentsByTheNamesOfTheResults() {
        RosterTable table = RosterTable.parse("name\nAda Lovelace_4101\nAda Lovelace_4102\n");
        ClassSubmission ada = new ClassSubmission("Ada Lovelace_4102", Path.of("Ada Lovelace_4102_assignsubmission_file_"));

        assertThat(found(RosterMatcher.match(RosterFormat.read(table, null).lines(table), Sender.of(ada).toList())))
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
        assertThat(matches.unclear()).containsExactly("ada lovelace may belong to Ada Lovelace or Lovelace Ada",
                "bob hall belongs to Bob Hall, and so does another submission",
                "hall bob belongs to Bob Hall, and so does another submission");
        assertThat(matches.missing()).extracting(RosterLine::name).containsExactly("Cai Wen");
        assertThat(matches.unknown()).extracting(Sender::submission).containsExactly("3x");
    }

    /** A number decides even where the names say something else. */
    @Test
    void trustsANumberMoreThanALoginAndALoginMoreThanAName() {
        assertThat(found(match("name,id,email\nbob,ada,x@y.example\nada,7,bob@y.example\n", "ada", "bob")))
                .containsExactly("bob = ada", "ada = bob");
    }
}
