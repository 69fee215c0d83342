package org.rnnkit.cli.command;

import java.io.Console;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.Scratch;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.learner.experiment.Experiment;
import org.rnnkit.learner.experiment.ExperimentPage;
import org.rnnkit.learner.experiment.ExperimentRun;
import org.rnnkit.learner.experiment.ExperimentRun.ExperimentOrder;
import org.rnnkit.learner.experiment.ExperimentRun.ExperimentProgress;
import org.rnnkit.learner.worker.ExperimentWorker.VariantTraining.Run;
import org.rnnkit.learner.worker.ExperimentWorker.VariantTraining.Variant;
import org.rnnkit.testkit.board.WordWrap;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.Terminals;
import org.rnnkit.toolkit.TextSource;
import org.rnnkit.toolkit.TextSource.Text;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that answers one of the chapter's questions with short trainings. */
@Command(name = "experiment", description = {
    "Answers one of the chapter's questions: several short trainings, each with several seeds, on one plot.",
    "%nIt writes experiment.html, a page with the curves and the findings, and experiment.json.%n"},
    footer = {"%nExamples:",
        "  ./rnnkit experiment no-clipping",
        "  ./rnnkit experiment hidden-sizes --epochs 100 --seeds 5",
        "%nExit status:",
        "  0 done",
        "  1 the steps do not compile, or failed",
        "  2 usage error",
        "  3 an error of the kit or of the machine"})
public final class ExperimentCommand implements Callable<Integer> {

    /** The names of the experiments, for --help. */
    static final class Names implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return Experiment.commandNames().iterator();
        }
    }

    @Parameters(arity = "0..1", paramLabel = "NAME", completionCandidates = Names.class,
            description = "One of ${COMPLETION-CANDIDATES}.")
    private String name;

    @Option(names = "--seeds", paramLabel = "N", defaultValue = "3",
            description = "How often each training is run. Default: ${DEFAULT-VALUE}.")
    private int seeds;

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "40",
            description = "The number of epochs of each training. Default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Option(names = "--of", paramLabel = "TARGET",
            description = "Whose steps to use: " + CommandList.TARGETS + ". Default: " + CommandList.OWN_STEPS + ".")
    private String target;

    @Option(names = "--text", paramLabel = "FILE", description = "A text of your own, UTF-8.")
    private Path text;

    @Option(names = "--out", paramLabel = "DIR",
            description = "The folder for the page. Default: a new folder in the kit's runs/.")
    private Path out;

    @Option(names = "--guess", paramLabel = "N", description = "Your guess: which of the trainings, from 1, ends with the "
            + "lowest perplexity; 0 for no guess. In a terminal, the command asks for it.")
    private Integer guess;

    @Override
    public Integer call() {
        Experiment experiment = experiment();
        CommandChecks.atLeast(1, "--seeds", seeds);
        CommandChecks.atLeast(2, "--epochs", epochs);
        Kit kit = Kit.find(Steps.all());
        Path folder = CommandChecks.outputFolder(out, kit, experiment.commandName());
        Submission submission = submission(kit);
        Text found = TextSource.find(text);
        ExperimentOrder order = new ExperimentOrder(experiment, epochs, seeds, guess(experiment));
        try (Scratch scratch = new Scratch()) {
            Path nine = CommandChecks.compile(kit, submission, scratch);
            System.out.printf(Locale.ROOT, "%s%nTraining with %s on %s%n", experiment.question(), submission.name(),
                    found.source());
            order.sizes(found).forEach(System.out::println);
            List<List<Run>> runs;
            try (ExperimentProgress progress = new ExperimentProgress(order, System.out, Terminals.isInteractive())) {
                runs = new ExperimentRun(kit, scratch.folder(), nine).run(order, found, progress::epochFinished);
            }
            ExperimentPage page = ExperimentRun.write(folder, order, found, runs);
            int width = Terminals.width();
            page.findings().forEach(sentence -> System.out.println(WordWrap.of(sentence, width)));
            System.out.println(WordWrap.of("Why: " + experiment.why(), width));
            System.out.println("Page: " + folder.resolve("experiment.html"));
            return 0;
        }
    }

    /** Returns the label of the training that the user expects to end lowest; null for no guess. */
    private String guess(Experiment experiment) {
        List<Variant> all = experiment.variants();
        Console console = System.console();
        int number = guess != null ? CommandChecks.between(0, all.size(), "--guess", guess) : 0;
        if (guess == null && console != null && Terminals.isInteractive()) {
            System.out.println(experiment.question() + "\nWhich ends with the lowest perplexity?");
            IntStream.rangeClosed(1, all.size()).forEach(i -> System.out.println("  " + i + "  " + all.get(i - 1).label()));
            String typed = console.readLine("Your guess (only Enter: no guess): ");
            number = IntStream.rangeClosed(1, all.size())
                    .filter(i -> typed != null && String.valueOf(i).equals(typed.strip())).findFirst().orElse(0);
        }
        return number == 0 ? null : all.get(number - 1).label();
    }

    private Experiment experiment() {
        if (name == null) {
            throw new UsageException("Which experiment? " + Stream.of(Experiment.values())
                    .map(one -> String.format(Locale.ROOT, "%n  ./rnnkit experiment %-20s  %s", one.commandName(),
                            one.question()))
                    .collect(Collectors.joining()));
        }
        return Experiment.find(name);
    }

    private Submission submission(Kit kit) {
        Submission submission = new Intake(kit).take(target == null ? Layout.EXERCISES : target);
        if (submission.unwritten(kit.steps()).isEmpty()) {
            return submission;
        }
        if (target != null || kit.reference().isEmpty()) {
            throw new UsageException("An experiment needs all " + kit.steps().size() + " steps; some of " + submission.name()
                    + " are not written yet.");
        }
        return new Intake(kit).take(Layout.SOLUTIONS);
    }
}
