package org.rnnkit.grader.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnkit.grader.kit.CatalogueSolution;
import org.rnnkit.grader.kit.CatalogueSolution.Help;

/** Tests of how many messages of the catalogue name the mistake. */
class CatalogueMessagesTest {

    /** Nine of ten. */
    private static final double LEAST_NAMED = 0.9;

    @Test
    void nineOfTenMessagesNameTheMistake() {
        List<CatalogueSolution> wrong = Catalogue.all().stream().filter(entry -> !entry.isRight()).toList();
        long named = wrong.stream().filter(solution -> solution.entry().counts() == Help.NAMED).count();

        assertThat((double) named / wrong.size()).isGreaterThanOrEqualTo(LEAST_NAMED);
    }
}
