package org.rnnkit.cli.authoring;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.StepList;

/** The files that a step consists of beside its entry in steps.yaml, each found by the step's id or its class's name. */
final class StepFiles {

    private static final Pattern STEP_FOLDER = Pattern.compile("step\\d+[a-z]+");
    private static final Pattern PART = Pattern.compile("(\\w+)TolerancesTest\\.java");

    private final Layout layout;
    private final Path standIns;
    private final Path questions;
    private final Path tolerances;

    StepFiles(Layout layout) {
        this.layout = layout;
        this.standIns = layout.home().resolve("standins/src/main/java/org/rnnkit");
        this.questions = layout.home().resolve("learner/src/main/resources/org/rnnkit/learner/quiz");
        this.tolerances = layout.home().resolve("grader/src/test/java/org/rnnkit/testkit/oracle");
    }

    /** Lists the places of all files that a step has to have. */
    List<Path> required(Step step) {
        Path tests = layout.gradedTests(step);
        return List.of(layout.solution(step), layout.chapter(step), tests.resolve(step.className() + "Test.java"),
                tests.resolve(Layout.CONTRACT), layout.standIn(step));
    }

    /** Lists the folders and files of steps that are not in the list. */
    List<Path> leftOver(StepList steps) throws IOException {
        Set<String> ids = steps.withBonus().stream().map(Step::id).collect(Collectors.toSet());
        Set<String> classes = steps.withBonus().stream().map(Step::className).collect(Collectors.toSet());
        List<Path> found = new ArrayList<>();
        for (Path folder : List.of(layout.solutions().resolve("src/main/java/org/rnnkit"),
                layout.exercises().resolve("src/main/java/org/rnnkit"), standIns,
                layout.home().resolve("src/test/java/org/rnnkit"), layout.home().resolve("grader/src/test/catalogue"))) {
            list(folder).stream().filter(place -> STEP_FOLDER.matcher(name(place)).matches() && !ids.contains(name(place)))
                    .forEach(found::add);
        }
        for (Path file : list(tolerances)) {
            Matcher part = PART.matcher(name(file));
            if (part.matches() && !classes.contains(part.group(1))) {
                found.add(file);
            }
        }
        list(questions).stream().filter(file -> !ids.contains(name(file).replace(".yaml", ""))).forEach(found::add);
        return found;
    }

    private static String name(Path place) {
        return place.getFileName().toString();
    }

    private static List<Path> list(Path folder) throws IOException {
        try (Stream<Path> places = Files.list(folder)) {
            return places.sorted().toList();
        }
    }
}
