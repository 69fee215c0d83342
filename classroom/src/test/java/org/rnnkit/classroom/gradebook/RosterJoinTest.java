package org.rnnkit.classroom.gradebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnkit.classroom.inbox.ClassroomSubmission;
import org.rnnkit.classroom.inbox.HandIn;
import org.rnnkit.grader.config.GradingConfig;
import org.rnnkit.grader.marking.CsvFile;
import org.rnnkit.grader.marking.HandInTime;
import org.rnnkit.grader.system.UsageException;

/** Tests of the join of logins with a gradebook. */
class RosterJoinTest {

    private static final String CLASSROOM_50 = """
            username,first_name,last_name,email,section,github_id
            Ada-L,Ada,Lovelace,ADA@uni.example,A,7
            zoe.not,"Zoë ""Z"" M.","O'Brien-Núñez, dr.",zoe@uni.example,A,8
            cai,,,cai@home.example,A,9
            ,Eve,,eve@uni.example,A,
            """;

    private static RosterJoin join(String logins, String gradebook) {
        return new RosterJoin(CsvFile.of("logins.csv", logins), CsvFile.of("Grades.csv", gradebook));
    }

    /** The names are the gradebook's, and the id is what the other tables call a student. */
    @Test
    void joinsByEmailAndListsTheOthers() {
        RosterJoin join = join(CLASSROOM_50, SampleRosters.MOODLE);

        assertThat(join.roster()).isEqualToNormalizingNewlines("""
                id,name,email,login,moodle,canvas
                Participant 4101,Ada Lovelace,ada@uni.example,Ada-L,4101,
                Participant 4102,Zoë O'Brien-Núñez,zoe@uni.example,zoe.not,4102,
                Participant 4103,"Cai, Wen",cai@uni.example,,4103,
                Participant 4104,=Eve Locked,eve@uni.example,,4104,
                """);
        assertThat(join.withoutLogin()).containsExactly("Cai, Wen (Participant 4103)", "=Eve Locked (Participant 4104)");
        assertThat(join.unmatched()).containsExactly("cai");
        assertThat(join.repositories("uni/fall-rnn")).isEqualToNormalizingNewlines("""
                name,repository,ref
                Participant 4101,uni/fall-rnn-ada-l,
                Participant 4102,uni/fall-rnn-zoe.not,
                """);
    }

    @Test
    void joinsByTheIdThatBothHave() {
        RosterJoin join = join("login;id;email\nada;s1024;\nzoe;S1025;\n", SampleRosters.CANVAS);

        assertThat(join.roster()).isEqualToNormalizingNewlines("""
                id,name,email,login,moodle,canvas
                s1024,"Lovelace, Ada",,ada,,4101
                s1025,"O'Brien-Núñez, Zoë",,,,4102
                """);
        assertThat(join.unmatched()).containsExactly("zoe");
    }

    @Test
    void guessesNothing() {
        RosterJoin join = join("""
                login,id,email
                ada,s1024,zobrien
                one,s1025,
                two,s1025,
                """, SampleRosters.CANVAS);

        assertThat(join.unmatched()).containsExactly("ada, which fits several students",
                "one, one of several rows for O'Brien-Núñez, Zoë (4102)",
                "two, one of several rows for O'Brien-Núñez, Zoë (4102)");
        assertThat(join.withoutLogin()).hasSize(2);
    }

    /** The same list serves a folder of the platform's uploads and a folder with ids or logins. */
    @Test
    void theRosterKnowsAStudentByIdLoginAndThePlatformsNumber() {
        String roster = join(CLASSROOM_50, SampleRosters.MOODLE).roster();
        Gradebook gradebook = SampleRosters.read(roster, null, GradingConfig.DEFAULT);
        HandIn upload = new HandIn("Ada Lovelace", "4101", HandInTime.UNKNOWN);

        gradebook.match(List.of(submission("zoe.not", HandIn.unknown("zoe.not")), submission("upload", upload),
                submission("Participant 4103", HandIn.unknown("Participant 4103"))));

        assertThat(gradebook.missing().values()).extracting(result -> result.name())
                .containsExactly("=Eve Locked (Participant 4104)");
        assertThat(gradebook.strangers()).isEmpty();
    }

    private static ClassroomSubmission submission(String name, HandIn handIn) {
        return new ClassroomSubmission(name, List.of(Path.of(name)), List.of(handIn), "");
    }

    @Test
    void saysWhichFileHasOtherColumns() {
        assertThatThrownBy(() -> join("name,email\nAda,ada@uni.example\n", SampleRosters.MOODLE))
                .isInstanceOf(UsageException.class).hasMessageStartingWith("logins.csv needs a column login or username");
        assertThatThrownBy(() -> join("login\nada\n", SampleRosters.MOODLE)).hasMessageContaining("a column email or id");
        assertThatThrownBy(() -> join(CLASSROOM_50, SampleRosters.LIST)).hasMessageStartingWith("Grades.csv is neither");
    }
}
