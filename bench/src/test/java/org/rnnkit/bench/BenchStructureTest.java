package org.rnnkit.bench;

import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** Tests of the dependencies between the benchmark's packages. */
@AnalyzeClasses(packages = "org.rnnkit.bench", importOptions = ImportOption.DoNotIncludeTests.class)
class BenchStructureTest {

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("org.rnnkit.(**)").should().beFreeOfCycles()
            .because("to understand one package of a cycle a reader has to read all of them");
}
