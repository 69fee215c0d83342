package org.rnnkit.grader.catalogue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** The tests of the catalogue for the steps whose tests take the longest. */
@Tag("slow")
class CatalogueLongStepsTest {

    @TempDir
    private static Path folder;

    @TestFactory
    Stream<DynamicContainer> catalogue() throws IOException {
        return CatalogueTest.of(step -> CatalogueTest.LONG.contains(step.number()), folder);
    }
}
