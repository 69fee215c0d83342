package org.rnnkit.cli.authoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.kit.WrongSolution;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.testkit.steps.Steps.StepList;

/** The files that a step consists of beside its entry in steps.yaml, each found by the step's id or its class's name. */
final class StepFiles {

    /** A mark, in any file of a step, for what its author still has to write. */
    static final String TO_FILL_IN = "TODO:";

    private static final Pattern STEP_FOLDER = Pattern.compile("step\\d+[a-z]+");
    private static final Pattern PART = Pattern.compile("(\\w+)(?:Probe|Check|TolerancesTest)\\.java");
    private static final Set<String> INTERFACES = Set.of("Probe.java", "StepCheck.java");

    private final Layout layout;

    StepFiles(Layout layout) {
        this.layout = layout;
    }

    Path solution(Step step) {
        return layout.solution(step);
    }

    Path chapter(Step step) {
        return layout.chapter(step);
    }

    Path test(Step step) {
        return layout.gradedTests(step).resolve(step.className() + "Test.java");
    }

    Path exampleTest(Step step) {
        return layout.gradedTests(step).resolve("ChapterExampleTest.java");
    }

    /** Returns the oracle of a new step; it is named so only where the step has one of its own. */
    Path oracle(Step step) {
        return layout.home().resolve("testkit/src/main/java/org/rnnkit/testkit/oracle")
                .resolve(step.className() + "Oracle.java");
    }

    /** Returns the class that takes the step's place while another step is graded. */
    Path standIn(Step step) {
        return standIns().resolve(step.fullName().replace('.', '/') + ".java");
    }

    private Path standIns() {
        return layout.home().resolve("standins/src/main/java");
    }

    Path probe(Step step) {
        return probes().resolve(step.className() + "Probe.java");
    }

    Path check(Step step) {
        return checks().resolve(step.className() + "Check.java");
    }

    /** Returns the folder of the step's wrong and right solutions. */
    Path catalogue(Step step) {
        return layout.catalogue(step);
    }

    private Path probes() {
        return layout.home().resolve("grader/src/main/java/org/rnnkit/grader/worker/probe");
    }

    private Path checks() {
        return layout.home().resolve("grader/src/main/java/org/rnnkit/grader/verify");
    }

    /** Returns the folder of the tests of tolerances; only some steps have one. */
    private Path tolerances() {
        return layout.home().resolve("grader/src/test/java/org/rnnkit/testkit/oracle");
    }

    /** Returns the questions of the step's chapter; a new step may have none. */
    Path questions(Step step) {
        return questions().resolve(step.id() + ".yaml");
    }

    private Path questions() {
        return layout.home().resolve("learner/src/main/resources/org/rnnkit/learner/quiz");
    }

    private Path catalogues() {
        return layout.home().resolve("grader/src/test/catalogue");
    }

    /** Lists the files that a step has to have. The nine steps share files of probes and of checks. */
    List<Path> required(Step step) {
        List<Path> files = new ArrayList<>(
                List.of(solution(step), chapter(step), test(step), exampleTest(step), standIn(step)));
        if (Steps.all().stream().noneMatch(nine -> nine.id().equals(step.id()))) {
            files.addAll(List.of(probe(step), check(step)));
        }
        return files;
    }

    /** Lists the places where something of a step is not there. */
    List<Path> missing(Step step) {
        return Stream.concat(required(step).stream(), Stream.of(WrongSolution.FILE, "right").map(catalogue(step)::resolve))
                .filter(place -> !Files.exists(place)).toList();
    }

    /** Lists the files of a step in which its author still has something to write. */
    List<Path> unfinished(Step step) throws IOException {
        List<Path> files = new ArrayList<>(required(step));
        files.add(oracle(step));
        if (Files.isDirectory(catalogue(step))) {
            try (Stream<Path> entries = Files.walk(catalogue(step))) {
                entries.filter(Files::isRegularFile).sorted().forEach(files::add);
            }
        }
        List<Path> unfinished = new ArrayList<>();
        // That entry has no colon: sync copies it into another chapter's table, and this chapter would look unfinished.
        if (step.adds().equals("TODO") || step.toString().contains(TO_FILL_IN)) {
            unfinished.add(layout.stepList());
        }
        for (Path file : files) {
            if (Files.exists(file) && Files.readString(file).contains(TO_FILL_IN)) {
                unfinished.add(file);
            }
        }
        return unfinished;
    }

    /** Lists the folders and files of steps that are not in the list. */
    List<Path> leftOver(StepList steps) throws IOException {
        Set<String> ids = steps.known().stream().map(Step::id).collect(Collectors.toSet());
        Set<String> classes = steps.known().stream().map(Step::className).collect(Collectors.toSet());
        UnaryOperator<Path> packages = module -> module.resolve("org/rnnkit");
        List<Path> found = new ArrayList<>();
        for (Path folder : List.of(packages.apply(layout.solutions().resolve("src/main/java")),
                packages.apply(layout.exercises().resolve("src/main/java")), packages.apply(standIns()),
                packages.apply(layout.home().resolve("src/test/java")), catalogues())) {
            found.addAll(list(folder).stream().filter(place -> STEP_FOLDER.matcher(name(place)).matches())
                    .filter(place -> !ids.contains(name(place))).toList());
        }
        for (Path folder : List.of(probes(), checks(), tolerances())) {
            for (Path file : list(folder)) {
                Matcher part = PART.matcher(name(file));
                if (part.matches() && !INTERFACES.contains(name(file)) && !classes.contains(part.group(1))) {
                    found.add(file);
                }
            }
        }
        found.addAll(list(questions()).stream().filter(file -> !ids.contains(name(file).replace(".yaml", ""))).toList());
        return found;
    }

    private static String name(Path place) {
        return place.getFileName().toString();
    }

    private static List<Path> list(Path folder) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> places = Files.list(folder)) {
            return places.sorted().toList();
        }
    }
}
