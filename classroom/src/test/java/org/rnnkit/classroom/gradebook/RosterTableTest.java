package org.rnnkit.classroom.gradebook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnkit.classroom.gradebook.RosterTable.EncodedText;

/** Tests of the table that keeps a roster as it was written. */
class RosterTableTest {

    static Stream<String> rosters() {
        return Stream.of(SampleRosters.MOODLE, SampleRosters.MOODLE_GERMAN, SampleRosters.MOODLE_GRADEBOOK,
                SampleRosters.CANVAS, SampleRosters.GRADESCOPE, SampleRosters.GITHUB);
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
}
