package org.rnnkit.grader.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Tests of how many messages of the catalogue name the mistake. */
class CatalogueTableTest {

    /** Nine of ten. */
    private static final double LEAST_NAMED = 0.9;

    private static final Path PAGE = Path.of("../docs/test-quality.md");
    private static final String BEGIN = "<!-- table -->\n";
    private static final String END = "<!-- /table -->";

    private final CatalogueTable table = new CatalogueTable(
            CatalogueEntry.all().stream().flatMap(entry -> entry.wrong().stream()).toList());

    @Test
    void nineOfTenMessagesNameTheMistake() {
        assertThat(table.namedShare()).as(table.markdown()).isGreaterThanOrEqualTo(LEAST_NAMED);
    }

    @Test
    void thePageHasTheTable() throws IOException {
        String page = Files.readString(PAGE);
        String before = page.substring(0, page.indexOf(BEGIN) + BEGIN.length());
        String current = before + table.markdown() + page.substring(page.indexOf(END));
        if (Boolean.getBoolean("golden.update")) {
            Files.writeString(PAGE, current);
        }
        assertThat(Files.readString(PAGE)).as("-Dgolden.update=true writes the table").isEqualTo(current);
    }
}
