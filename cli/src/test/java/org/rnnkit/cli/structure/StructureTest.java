package org.rnnkit.cli.structure;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.rnnkit.learner.studio.StudioPart;
import org.rnnkit.toolkit.Terminals;

/** Tests of the dependencies between the kit's modules and packages. */
@AnalyzeClasses(packages = "org.rnnkit", importOptions = StructureTest.MainCode.class)
class StructureTest {

    private static final String STEPS = "org.rnnkit.step*..";

    /** An option that imports main code only: test classes are in folders and jars of their own. */
    static final class MainCode implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("-tests.jar") && !location.contains("/test-classes/");
        }
    }

    @ArchTest
    static final ArchRule NO_CYCLES = slices().matching("org.rnnkit.(**)").should().beFreeOfCycles()
            .because("nobody can understand one package of a cycle without reading all of them");

    @ArchTest
    static final ArchRule MODULES_POINT_ONE_WAY = layeredArchitecture().consideringOnlyDependenciesInLayers()
            .layer("toolkit").definedBy("org.rnnkit.toolkit..")
            .layer("testkit").definedBy("org.rnnkit.testkit..")
            .layer("grader").definedBy("org.rnnkit.grader..")
            .layer("classroom").definedBy("org.rnnkit.classroom..")
            .layer("learner").definedBy("org.rnnkit.learner..")
            .layer("cli").definedBy("org.rnnkit.cli..")
            .whereLayer("cli").mayNotBeAccessedByAnyLayer()
            .whereLayer("learner").mayOnlyBeAccessedByLayers("cli")
            .whereLayer("classroom").mayOnlyBeAccessedByLayers("cli")
            .whereLayer("grader").mayOnlyBeAccessedByLayers("classroom", "learner", "cli")
            .whereLayer("testkit").mayOnlyBeAccessedByLayers("grader", "classroom", "learner", "cli")
            .whereLayer("toolkit").mayOnlyBeAccessedByLayers("testkit", "grader", "classroom", "learner", "cli")
            .because("one submission is graded without anything that helps with a class or a learner, and a test runs without "
                    + "a grader");

    @ArchTest
    static final ArchRule GIVEN_CODE_USES_NO_STEP = noClasses()
            .that().resideInAnyPackage("org.rnnkit.toolkit..", "org.rnnkit.testkit..")
            .should().dependOnClassesThat().resideInAPackage(STEPS)
            .because("steps use the toolkit, and right results must not come from a step");

    @ArchTest
    static final ArchRule STEPS_USE_ONLY_THE_TOOLKIT = noClasses().that().resideInAPackage(STEPS)
            .should().dependOnClassesThat().resideInAnyPackage("org.rnnkit.testkit..", "org.rnnkit.grader..",
                    "org.rnnkit.classroom..", "org.rnnkit.learner..", "org.rnnkit.cli..")
            .because("students write the steps, which must not depend on their tests or on grading");

    @ArchTest
    static final ArchRule ONLY_WORKERS_CALL_STEPS = noClasses()
            .that().resideOutsideOfPackages("org.rnnkit.grader.worker..", "org.rnnkit.learner..worker..", STEPS)
            .should().dependOnClassesThat().resideInAPackage(STEPS)
            .because("a student's code runs in a worker process, never in the grader's own");

    @ArchTest
    static final ArchRule THE_SANDBOX_KNOWS_ONLY_PROCESSES = noClasses().that().resideInAPackage("org.rnnkit.grader.sandbox..")
            .should().dependOnClassesThat().resideInAnyPackage("org.rnnkit.testkit..", "org.rnnkit.grader.kit..",
                    "org.rnnkit.grader.submission..", "org.rnnkit.grader.report..", "org.rnnkit.grader.verdict..", STEPS)
            .because("a sandbox must not depend on which code runs in it or on the use of its results");

    @ArchTest
    static final ArchRule FORMATS_KNOW_THE_REPORT_ONLY = noClasses().that().resideInAPackage("org.rnnkit.grader.report..")
            .should().dependOnClassesThat().resideInAnyPackage("org.rnnkit.grader", "org.rnnkit.grader.verdict..",
                    "org.rnnkit.grader.process..", "org.rnnkit.grader.submission..", "org.rnnkit.grader.compile..",
                    "org.rnnkit.grader.training..")
            .because("a report is data that can be written again without grading again");

    @ArchTest
    static final ArchRule ONLY_THE_COURSE_KNOWS_THE_PARTS = noClasses()
            .that().resideOutsideOfPackage("org.rnnkit.learner.course..").and().doNotImplement(StudioPart.class)
            .should().dependOnClassesThat().implement(StudioPart.class)
            .because("a part of the studio can be read, tested and left out without the others");

    @ArchTest
    static final ArchRule THE_TERMINAL_NEEDS_NO_SERVER = noClasses()
            .that().resideInAnyPackage("org.rnnkit.learner.watch..", "org.rnnkit.learner.feedback..",
                    "org.rnnkit.learner.guide..", "org.rnnkit.learner.chapter..", "org.rnnkit.learner.lab..")
            .should().dependOnClassesThat().resideInAnyPackage("org.rnnkit.learner.studio..", "io.javalin..")
            .because("the studio shows what these packages know, and they also work in a terminal");

    @ArchTest
    static final ArchRule WORKERS_OF_LEARNERS_KNOW_NO_PAGE = noClasses().that().resideInAPackage("org.rnnkit.learner..worker..")
            .should().dependOnClassesThat().resideInAnyPackage("org.rnnkit.learner.studio..", "org.rnnkit.grader.page..",
                    "io.javalin..", "gg.jte..", "org.rnnkit.testkit.oracle..")
            .because("a worker has only the classes that it needs, beside a student's code");

    @ArchTest
    static final ArchRule FORMATS_NAME_THEIR_LOCALE = noClasses().should()
            .callMethod(String.class, "format", String.class, Object[].class)
            .orShould().callMethod(String.class, "formatted", Object[].class)
            .orShould().callMethod(PrintStream.class, "format", String.class, Object[].class)
            .orShould().callMethod(PrintStream.class, "printf", String.class, Object[].class)
            .orShould().callMethod(PrintWriter.class, "format", String.class, Object[].class)
            .orShould().callMethod(PrintWriter.class, "printf", String.class, Object[].class)
            .orShould().callMethod(String.class, "toLowerCase").orShould().callMethod(String.class, "toUpperCase")
            .orShould().callMethod(DateTimeFormatter.class, "ofPattern", String.class)
            .because("other languages have other digits and letters, and people and programs use these texts in commands");

    @ArchTest
    static final ArchRule ONE_TYPE_OPENS_THE_TERMINAL = noClasses()
            .that().doNotHaveFullyQualifiedName(Terminals.class.getName())
            .should().dependOnClassesThat().haveFullyQualifiedName("org.jline.terminal.TerminalBuilder")
            .because("unless told otherwise, JLine ends the program at Ctrl-C without its shutdown hooks");

    @ArchTest
    static void everyTypeHasANameOfItsOwn(JavaClasses classes) {
        Map<String, List<String>> packages = classes.stream()
                .filter(type -> type.isTopLevelClass() && !type.getPackageName().startsWith("org.rnnkit.step")
                        && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getSimpleName,
                        Collectors.mapping(JavaClass::getPackageName, Collectors.toList())));

        packages.values().removeIf(places -> places.size() == 1);
        assertThat(packages).as("names of several types").isEmpty();
    }
}
