package org.rnnkit.cli.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.rnnkit.cli.authoring.DerivedFiles;
import org.rnnkit.cli.authoring.StepMentions;
import org.rnnkit.grader.kit.CatalogueSolution;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands for those who change the kit: the wrong solutions of the catalogue, and derived files. */
public final class AuthorCommands {

    private AuthorCommands() {}

    /** The command for instructors that shows the wrong solutions of the catalogue. */
    @Command(name = "mistakes", description = {"For instructors: lists the wrong solutions of a step that test the graded "
        + "tests, or shows one of them, with the lines that differ from the reference and the message that a student reads.",
        ""},
        footer = {"%nExamples:",
            "  ./rnnkit mistakes 4                     lists those of step 4",
            "  ./rnnkit mistakes 4 batch-major-logits  shows one of them",
            "%nExit status:",
            "  0 shown",
            "  2 usage error",
            "  3 an error of the kit or of the machine"})
    public static final class MistakesCommand implements Callable<Integer> {

        @Parameters(index = "0", paramLabel = "STEP", description = "The step: 4, step4 or step4rnn.")
        private String stepName;

        @Parameters(index = "1", arity = "0..1", paramLabel = "NAME",
                description = "The wrong solution's name, or its beginning.")
        private String name;

        @Override
        public Integer call() {
            Layout layout = Kit.find(Steps.all()).layout();
            Step step = StepCommands.step(stepName);
            List<CatalogueSolution> all = CatalogueSolution.wrong(layout, step);
            if (all.isEmpty()) {
                throw new UsageException("There are no wrong solutions of step " + step.number() + " in " + layout.home()
                        + ". Only the whole kit has them, a student's copy does not.");
            }
            if (name == null) {
                all.forEach(wrong -> System.out.printf(Locale.ROOT, "%s (%s)%n    %s%n", wrong.name(),
                        wrong.entry().counts().word(), wrong.entry().mistake()));
                System.out.printf(Locale.ROOT, "%nStep %d has %d wrong solutions. (named): its message names the mistake. "
                        + "(symptom): it says what is wrong with the result.%nTo see one: ./rnnkit mistakes %d NAME%n",
                        step.number(), all.size(), step.number());
            } else {
                show(find(all, step));
            }
            return 0;
        }

        private CatalogueSolution find(List<CatalogueSolution> all, Step step) {
            List<CatalogueSolution> found = all.stream().filter(wrong -> wrong.name().startsWith(name)).toList();
            return found.stream().filter(wrong -> found.size() == 1 || wrong.name().equals(name)).findFirst()
                    .orElseThrow(() -> new UsageException(found.isEmpty()
                            ? "Step " + step.number() + " has no wrong solution \"" + name + "\". To list them: "
                                    + "./rnnkit mistakes " + step.number()
                            : "\"" + name + "\" is the beginning of several: "
                                    + found.stream().map(CatalogueSolution::name).collect(Collectors.joining(", ")) + "."));
        }

        private static void show(CatalogueSolution wrong) {
            System.out.printf(Locale.ROOT, "Step %d, %s: %s%n%n", wrong.step().number(), wrong.name(), wrong.entry().mistake());
            wrong.lines().forEach(line -> System.out.println(colored(line)));
            System.out.printf(Locale.ROOT, "%nThe student reads: %s%n", wrong.entry().message());
        }

        /** Marks a line that is taken out or put in, in color where the terminal has colors. */
        private static String colored(CatalogueSolution.Line line) {
            String text = line.mark() + " " + line.text();
            if (line.mark() == ' ' || !Ansi.AUTO.enabled()) {
                return text;
            }
            Style color = line.mark() == '+' ? Style.fg_green : Style.fg_red;
            return Style.on(color) + text + Style.off(color);
        }
    }

    /** The command for maintainers that writes every file that follows from others. */
    @Command(name = "sync", description = {"For maintainers: writes the stubs in exercises/ again from solutions/, the "
        + "chapters' examples from the graded tests, and from steps.yaml all lists of steps: the chapters' tables, "
        + "docs/grading.schema.json, .run/, .vscode/tasks.json and the class count in solutions/pom.xml. Stubs and run "
        + "configurations of steps that are not in steps.yaml any more are deleted. If a step is excluded, sync lists the "
        + "texts that still name it.", ""},
        footer = {"%nExamples:",
            "  ./rnnkit sync            writes what differs",
            "  ./rnnkit sync --check    only says what differs",
            "%nExit status:",
            "  0 done; with --check: nothing differs",
            "  1 something differs (with --check)",
            "  2 usage error",
            "  3 an error of the kit or of the machine"})
    public static final class SyncCommand implements Callable<Integer> {

        @Option(names = "--check", description = "Writes nothing and fails where something differs.")
        private boolean check;

        @Override
        public Integer call() throws IOException {
            Layout layout = Kit.find(Steps.all()).layout();
            if (!Files.isDirectory(layout.solutions())) {
                throw new UsageException("There is no solutions/ in " + layout.home() + " to write the stubs from.");
            }
            List<Path> differing = DerivedFiles.differing(layout);
            if (!check) {
                DerivedFiles.write(layout);
            }
            differing.forEach(file -> System.out.println((check ? "differs: " : Files.exists(file) ? "written: " : "deleted: ")
                    + layout.home().relativize(file)));
            if (differing.isEmpty()) {
                System.out.println("All derived files are as they should be.");
            }
            for (Step excluded : DerivedFiles.steps(layout).excluded()) {
                List<String> places = StepMentions.of(excluded, layout);
                if (!places.isEmpty()) {
                    System.out.println("these texts still name step " + excluded.number() + ", " + excluded.title()
                            + ", which is excluded:");
                    places.forEach(place -> System.out.println("  " + place));
                }
            }
            return check && !differing.isEmpty() ? 1 : 0;
        }
    }
}
