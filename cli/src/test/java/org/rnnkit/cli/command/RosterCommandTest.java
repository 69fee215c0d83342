package org.rnnkit.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rnnkit.cli.CommandOutcome;

/** Tests of the command that joins logins with a gradebook. */
class RosterCommandTest {

    @TempDir
    private Path folder;

    private CommandOutcome run(String... more) throws IOException {
        Files.writeString(folder.resolve("Grades.csv"), """
                Identifier,Full name,ID number,Email address,Grade,Maximum Grade
                Participant 4101,Ada Lovelace,s1,ada@uni.example,,100
                Participant 4102,Bob Byte,s2,bob@uni.example,,100
                """);
        String[] words = {"roster", folder.resolve("logins.csv").toString(), folder.resolve("Grades.csv").toString(), "--out",
            folder.resolve("roster.csv").toString(), "--repositories", more.length == 0 ? "uni/fall-rnn" : more[0]};
        return CommandOutcome.of(words);
    }

    @Test
    void writesTheRosterAndTheRepositories() throws IOException {
        Files.writeString(folder.resolve("logins.csv"), "login,email\nAda-L,ada@uni.example\nbob,bob@uni.example\n");

        assertThat(run().hasStatus(0).printed()).startsWith("2 of 2 students joined.\nRoster: ");

        assertThat(folder.resolve("roster.csv")).content().startsWith("id,name,email,login,moodle,canvas")
                .contains("s1,Ada Lovelace,ada@uni.example,Ada-L,4101,");
        assertThat(folder.resolve("repositories.csv")).content().contains("s1,uni/fall-rnn-ada-l,", "s2,uni/fall-rnn-bob,");
    }

    @Test
    void listsWhomItCanNotJoin() throws IOException {
        Files.writeString(folder.resolve("logins.csv"), "login,email\nAda-L,ada@uni.example\nbob,bob@home.example\n");

        assertThat(run().hasStatus(1).printed()).startsWith("1 of 2 students joined.\n"
                + "In the gradebook, without a login (1): Bob Byte (Participant 4102).\nNot in the gradebook (1): bob.\n");
    }

    @Test
    void overwritesNoFileThatItJoins() throws IOException {
        Path logins = Files.writeString(folder.resolve("logins.csv"), "login,email\nAda-L,ada@uni.example\n");

        assertThat(CommandOutcome.of("roster", logins.toString(), folder.resolve("Grades.csv").toString(), "--out",
                logins.toString()).hasStatus(2).errors()).contains("is one of the files to join");
        assertThat(logins).hasContent("login,email\nAda-L,ada@uni.example");
    }

    @Test
    void rejectsAnOddRepository() throws IOException {
        Files.writeString(folder.resolve("logins.csv"), "login,email\nAda-L,ada@uni.example\n");

        assertThat(run("https://github.com/uni").hasStatus(2).errors()).contains("not written like your-org/fall-rnn");
    }
}
