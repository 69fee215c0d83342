package org.rnnkit.classroom.gradebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.classroom.gradebook.RosterColumns.Kind;
import org.rnnkit.classroom.gradebook.RosterColumns.RosterLine;
import org.rnnkit.classroom.gradebook.RosterTable.EncodedText;
import org.rnnkit.classroom.gradebook.RosterTable.RosterException;
import org.rnnkit.grader.config.GradingConfig.Roster;
import org.rnnkit.grader.config.SampleConfig;

/** Tests of the table that keeps a roster as it was written, and of the recognition of its columns. */
class RosterFormatTest {

    static Stream<String> rosters() {
        return Stream.of(SampleRosters.MOODLE, SampleRosters.MOODLE_GERMAN, SampleRosters.MOODLE_GRADEBOOK,
                SampleRosters.CANVAS, SampleRosters.GRADESCOPE, SampleRosters.GITHUB);
    }

    private static final Roster GERMAN = SampleConfig.of(SampleRosters.GERMAN_COLUMNS + SampleRosters.GERMAN_TIMES).roster()
            .orElseThrow();

    private static RosterColumns read(String text, String column) {
        return new RosterFormat(RosterTable.parse(text), column, null).columns();
    }

    private static List<RosterLine> lines(String text, String column) {
        return read(text, column).lines(RosterTable.parse(text));
    }

    @ParameterizedTest
    @MethodSource("rosters")
    void writesTheSameBytesInEveryEncoding(String roster) {
        for (Charset charset : new Charset[] {StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1,
            Charset.forName("windows-1252")}) {
            byte[] bytes = roster.getBytes(charset);
            assertThat(copy(bytes)).isEqualTo(bytes);
        }
        for (Charset charset : new Charset[] {StandardCharsets.UTF_16LE, StandardCharsets.UTF_16BE}) {
            byte[] bytes = ("\uFEFF" + roster).getBytes(charset);
            assertThat(copy(bytes)).isEqualTo(bytes);
            assertThat(EncodedText.of(bytes).text()).containsIgnoringCase("ada");
        }
    }

    private static byte[] copy(byte[] bytes) {
        EncodedText text = EncodedText.of(bytes);
        return RosterTable.parse(text.text()).text().getBytes(text.charset());
    }

    /** Whatever a spreadsheet wrote: as long as its quotes are closed, the same bytes come back. */
    @Test
    void writesTheSameBytesForAnyTable() {
        Random random = new Random(16);
        String alphabet = ",;\t\"\r\n aé=\u0000ß€";
        for (int table = 0; table < 3_000; table++) {
            StringBuilder text = new StringBuilder();
            random.ints(random.nextInt(40), 0, alphabet.length()).forEach(i -> text.append(alphabet.charAt(i)));
            String closed = text.chars().filter(c -> c == '"').count() % 2 == 0 ? text.toString() : text + "\"";
            byte[] bytes = closed.getBytes(StandardCharsets.UTF_8);
            assertThat(copy(bytes)).isEqualTo(bytes);
        }
    }

    @Test
    void writesTheSameBytesForBytesOfNoEncoding() {
        byte[] bytes = new byte[256];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (i == '"' ? 'x' : i);
        }

        assertThat(copy(bytes)).isEqualTo(bytes);
    }

    @Test
    void readsQuotesSeparatorsAndLinesInsideACell() {
        RosterTable table = RosterTable.parse("name;note\n\"Núñez; \"\"Zoë\"\"\";\"two\r\nlines\"\n");

        assertThat(table.header()).containsExactly("name", "note");
        assertThat(table.value(1, 0)).isEqualTo("Núñez; \"Zoë\"");
        assertThat(table.value(1, 1)).isEqualTo("two\r\nlines");
        assertThat(table.rowCount()).isEqualTo(2);
        assertThat(table.value(1, 2)).isEmpty();
    }

    @Test
    void changesOnlyTheCellThatIsSet() {
        RosterTable table = RosterTable.parse("\"name\",\"score\"\r\n \"=Ada\" ,\"\"\r\nbob,1\r\n");

        table.set(1, 1, "5");
        table.set(2, 1, "a, \"b\"");
        table.set(2, 0, "bob");

        assertThat(table.text()).isEqualTo("\"name\",\"score\"\r\n \"=Ada\" ,\"5\"\r\nbob,\"a, \"\"b\"\"\"\r\n");
    }

    @Test
    void fillsUpAShortRow() {
        RosterTable table = RosterTable.parse("name,grade,feedback\nada\n");

        table.set(1, 2, "good");

        assertThat(table.text()).isEqualTo("name,grade,feedback\nada,,good\n");
    }

    @Test
    void namesTheLineOfAQuoteThatIsNotClosed() {
        assertThatThrownBy(() -> RosterTable.parse("name\nada\n\"bob\ncarl\n")).hasMessageStartingWith("line 3 has a quote");
    }

    @Test
    void readsMoodlesGradingWorksheet() {
        RosterColumns columns = read(SampleRosters.MOODLE, null);

        assertThat(columns).extracting(RosterColumns::kind, RosterColumns::grade, RosterColumns::maximum, RosterColumns::locked,
                RosterColumns::feedback).containsExactly(Kind.MOODLE_WORKSHEET, 4, 5, Map.of(6, "No"), 9);
        RosterTable table = RosterTable.parse(SampleRosters.MOODLE);
        assertThat(columns.lines(table)).extracting(RosterLine::name)
                .containsExactly("Ada Lovelace", "Zoë O'Brien-Núñez", "Cai, Wen", "=Eve Locked");
        assertThat(columns.lines(table).get(0).ids()).containsExactly("4101");
        assertThat(columns.lines(table).get(0).logins()).containsExactly("ada@uni.example", "ada");
        assertThat(columns.isLocked(table, 4)).isTrue();
        assertThat(columns.isLocked(table, 3)).isFalse();
        assertThat(columns.maximum(table, 1)).isEqualTo("100.00");
    }

    /** No word of the header is known in this language: grading.yaml tells what each column is. */
    @Test
    void readsAGradingWorksheetInAnotherLanguageByTheNamesInTheSettings() {
        RosterTable table = RosterTable.parse(SampleRosters.MOODLE_GERMAN);
        RosterColumns columns = new RosterFormat(table, null, GERMAN).columns();

        assertThat(columns).extracting(RosterColumns::kind, RosterColumns::grade, RosterColumns::maximum, RosterColumns::locked,
                RosterColumns::feedback).containsExactly(Kind.MOODLE_WORKSHEET, 4, 5, Map.of(6, "Nein"), 9);
        assertThat(columns.lines(table)).extracting(RosterLine::name).containsExactly("Jörg Müßig", "Ada Lovelace");
        assertThat(columns.lines(table).get(0).ids()).containsExactly("4101");
        assertThat(columns.lines(table).get(0).logins()).containsExactly("j@uni.example", "j");
        String locked = SampleRosters.MOODLE_GERMAN.replace("30,00\";Ja;-", "30,00\";Nein;-");
        assertThat(columns.isLocked(RosterTable.parse(locked), 2)).isTrue();
        assertThat(columns.isLocked(table, 2)).isFalse();
    }

    /** Its column "ID" is also that of a list: without the settings, the grades would go into a new column. */
    @Test
    void asksForTheColumnsOfAGradingWorksheetInAnotherLanguage() {
        assertThatThrownBy(() -> read(SampleRosters.MOODLE_GERMAN, null)).isInstanceOf(RosterException.class)
                .hasMessageContaining("not known: ID, Vollständiger Name").hasMessageContaining("grading.yaml")
                .hasMessageContaining("roster: {name: ");
    }

    @Test
    void readsAnyListByTheNamesInTheSettings() {
        String list = "Matrikel\tVorname\tNachname\tPunkte\ts1024\n1\tAda\tLovelace\n";
        Roster named = SampleConfig.of("roster: {id: matrikel, name: [Vorname, Nachname]}\n").roster().orElseThrow();
        RosterTable table = RosterTable.parse(list);

        assertThat(new RosterFormat(table, null, named).columns().grade()).isEqualTo(RosterColumns.NONE);
        assertThat(new RosterFormat(table, "Punkte", named).columns().grade()).isEqualTo(3);
        assertThat(new RosterFormat(table, null, named).columns().lines(table)).singleElement().satisfies(line -> {
            assertThat(line.name()).isEqualTo("Ada Lovelace");
            assertThat(line.ids()).containsExactly("1");
        });
        assertThatThrownBy(() -> new RosterFormat(RosterTable.parse("ID;Vorname\n1;Ada\n"), null, named).columns())
                .hasMessage("it has no column \"matrikel\", which grading.yaml names. Its columns are: ID, Vorname.");
    }

    @Test
    void readsTimesInTheLanguageOfTheSettings() {
        RosterTable table = RosterTable.parse(SampleRosters.MOODLE_GERMAN);

        assertThat(new RosterFormat(table, null, GERMAN).times(ZoneOffset.ofHours(1)))
                .containsExactly(Map.entry(1, Instant.parse("2026-03-02T20:15:00Z")));
        RosterTable english = RosterTable.parse(SampleRosters.MOODLE_GERMAN.replace("März", "March"));
        assertThatThrownBy(() -> new RosterFormat(english, null, GERMAN).times(ZoneOffset.UTC))
                .hasMessage("its time \"Montag, 2. March 2026, 21:15\" is not written like \"EEEE, d. MMMM yyyy, HH:mm\". "
                        + "Change timePattern or timeLanguage in grading.yaml.");
    }

    /** Between a hand-in in summer and a deadline in winter, the clocks were changed. */
    @ParameterizedTest
    @CsvSource({"2026-12-01T23:59:00+01:00[Europe/Berlin], 2026-07-01T10:00:00Z, 2026-12-01T11:00:00Z",
        "2026-07-01T23:59:00+02:00[Europe/Berlin], 2026-07-01T10:00:00Z, 2026-12-01T11:00:00Z",
        "2026-12-01T23:59:00+01:00, 2026-07-01T11:00:00Z, 2026-12-01T11:00:00Z",
        "2026-12-01T22:59:00Z, 2026-07-01T12:00:00Z, 2026-12-01T12:00:00Z"})
    void aTimeWithoutAZoneHasThatOfTheDeadline(String deadline, Instant summer, Instant winter) {
        ZoneId zone = ZonedDateTime.parse(deadline).getZone();
        RosterTable table = RosterTable.parse("name,time\nada,2026-07-01 12:00\nbob,2026-12-01 12:00\n");
        Roster named = SampleConfig.of("deadline: " + deadline + "\nroster: {name: name, time: time, timePattern: "
                + "yyyy-MM-dd HH:mm}\n").roster().orElseThrow();

        assertThat(new RosterFormat(table, null, named).times(zone)).isEqualTo(Map.of(1, summer, 2, winter));
    }

    @Test
    void readsAGradingWorksheetWithoutNames() {
        String blind = """
                Identifier,Status,Grade,"Maximum grade","Grade can be changed","Last modified (grade)"
                "Participant 12",-,,10.00,Yes,-
                """;

        assertThat(lines(blind, null)).extracting(RosterLine::name).containsExactly("12");
    }

    @Test
    void readsMoodlesGradebook() {
        RosterColumns columns = read(SampleRosters.MOODLE_GRADEBOOK, "assignment: rnn");

        assertThat(columns).extracting(RosterColumns::kind, RosterColumns::grade)
                .containsExactly(Kind.MOODLE_GRADEBOOK, 6);
        assertThat(lines(SampleRosters.MOODLE_GRADEBOOK, "Assignment: RNN (Real)")).extracting(RosterLine::name)
                .containsExactly("Ada Lovelace", "Zoë O'Brien");
        assertThatThrownBy(() -> read(SampleRosters.MOODLE_GRADEBOOK, null)).hasMessageContaining("--column")
                .hasMessageEndingWith("Assignment: RNN (Real), Quiz: Week 1 (Real).");
    }

    @Test
    void readsCanvasWithItsRowsBeforeTheStudents() {
        RosterColumns columns = read(SampleRosters.CANVAS, "RNN Kit");
        RosterTable table = RosterTable.parse(SampleRosters.CANVAS);

        assertThat(columns).extracting(RosterColumns::kind, RosterColumns::grade, RosterColumns::first)
                .containsExactly(Kind.CANVAS, 5, 3);
        assertThat(columns.maximum(table, 3)).isEqualTo("50.00");
        assertThat(columns.lines(table)).extracting(RosterLine::name)
                .containsExactly("Lovelace, Ada", "O'Brien-Núñez, Zoë");
        assertThat(columns.lines(table).get(0).ids()).containsExactly("4101", "s1024");
    }

    @Test
    void neverGuessesWhichAssignmentOfCanvasIsMeant() {
        assertThatThrownBy(() -> read(SampleRosters.CANVAS, null))
                .hasMessageContaining("--column").hasMessageEndingWith("RNN Kit (90210), Quiz 1 (90211).");
        assertThatThrownBy(() -> read(SampleRosters.CANVAS, "Homework"))
                .hasMessageStartingWith("it has no column \"Homework\"").hasMessageContaining("RNN Kit (90210)");
        assertThatThrownBy(() -> read(SampleRosters.CANVAS, "Final Score"))
                .hasMessageContaining("Canvas calculates the column \"Final Score\"");
        assertThat(read(SampleRosters.CANVAS.replace(",Quiz 1 (90211)", "").replace(",10.00,", ",").replace(",9.00,", ",")
                .replace(",,,\n", ",,\n"), null).grade()).isEqualTo(5);
    }

    @Test
    void readsGradescope() {
        RosterColumns columns = read(SampleRosters.GRADESCOPE, null);

        assertThat(columns).extracting(RosterColumns::kind, RosterColumns::grade, RosterColumns::maximum)
                .containsExactly(Kind.GRADESCOPE, 5, 6);
        assertThat(lines(SampleRosters.GRADESCOPE, null).get(0).ids()).containsExactly("s1024", "330001");
        assertThat(read("Name,SID,Email,Role\nAda,1,a@b.example,Student\n", null).grade()).isNegative();
        assertThat(read("Name,Email,SID,Lab,Lab - Max Points,Quiz,Quiz - Max Points\n", "Quiz").maximum()).isEqualTo(6);
    }

    @Test
    void readsGithubClassroomsRoster() {
        assertThat(read(SampleRosters.GITHUB, null).kind()).isEqualTo(Kind.GITHUB_CLASSROOM);
        assertThat(lines(SampleRosters.GITHUB, null)).extracting(RosterLine::name).containsExactly("Ada Lovelace", "s1025");
        assertThat(lines(SampleRosters.GITHUB, null).get(0).logins()).containsExactly("ada-l");
    }

    @ParameterizedTest
    @ValueSource(strings = {"name,repository,ref\nada,x/y,\n", "Email;Points\nada@x.example;\n", "student id\tname\n1\tada\n",
        "id\ns1024\n", "SID;Programme;Semester\n1024;Physics;3\n", "Matrikel,Number\nx,S1024\n"})
    void readsAListOfOnesOwn(String list) {
        assertThat(read(list, null).kind()).isEqualTo(Kind.LIST);
        assertThat(lines(list, null)).hasSize(1);
    }

    /** A roster that nobody has thought of is read or refused with a reason; it never ends the command with a stack trace. */
    @Test
    void readsOrRefusesAnyTable() {
        Random random = new Random(16);
        List<String> cells = List.of("Identifier", "Grade", "Student", "ID", "Section", "RNN (1)", "RNN (1)", "SID", "Email",
                "name", "First name", "Last name", "Email address", "RNN (Real)", "Points Possible", "(read only)", "",
                "Participant 1", "100,00", "No", "a@b.example", "\uFEFF");
        int read = 0;
        for (int i = 0; i < 3_000; i++) {
            String text = random.ints(1 + random.nextInt(30), 0, cells.size())
                    .mapToObj(cell -> cells.get(cell) + (random.nextInt(4) == 0 ? "\n" : ","))
                    .collect(Collectors.joining());
            try {
                assertThat(lines(text, random.nextBoolean() ? null : "rnn")).allSatisfy(line ->
                        assertThat(line.name()).isNotEmpty());
                read++;
            } catch (RosterException refused) {
                assertThat(refused).message().isNotBlank();
            }
        }
        assertThat(read).isBetween(100, 2_900);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "a,b,c\n1,2,3\n", "{\"json\": true}"})
    void saysWhichColumnsItNeeds(String other) {
        assertThatThrownBy(() -> read(other, null)).isInstanceOf(RosterException.class)
                .hasMessageContaining("name, and if you have them id and email");
    }
}
