package org.rnnkit.grader.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.kit.WrongSolution;
import org.rnnkit.grader.kit.WrongSolution.Help;

/** Tests of how many messages of the catalogue name the mistake. */
class CatalogueMessagesTest {

    /** Nine of ten. */
    private static final double LEAST_NAMED = 0.9;

    @Test
    void nineOfTenMessagesNameTheMistake() {
        List<WrongSolution> wrong = CatalogueEntry.all().stream().flatMap(entry -> entry.wrong().stream()).toList();
        long named = wrong.stream().filter(solution -> solution.entry().counts() == Help.NAMED).count();

        assertThat((double) named / wrong.size()).isGreaterThanOrEqualTo(LEAST_NAMED);
    }
}
