package org.rnnkit.cli.command;

import java.io.InputStream;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.learner.experiment.Experiment;
import org.rnnkit.learner.experiment.ExperimentTraining;
import org.rnnkit.learner.train.RunFolder;
import org.rnnkit.learner.train.TrainingRun;
import org.rnnkit.testkit.board.WordWrap;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.ConsoleMonitor;
import org.rnnkit.toolkit.Terminals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that answers one of the chapter's questions with short trainings. */
@Command(name = "experiment", description = {
    "Answers one of the chapter's questions with a few short trainings.",
    "%nEach is a training of ./rnnkit train, with a folder in runs/. The studio's page Training draws their curves.%n"},
    footer = {"%nExamples:",
        "  ./rnnkit experiment random-vs-sequential",
        "  ./rnnkit experiment hidden-sizes --epochs 100",
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

    @Option(names = "--epochs", paramLabel = "N", defaultValue = "" + Experiment.EPOCHS,
            description = "The number of epochs of each training. Default: ${DEFAULT-VALUE}.")
    private int epochs;

    @Override
    public Integer call() {
        Experiment experiment = experiment();
        CommandChecks.atLeast(2, "--epochs", epochs);
        Kit kit = Kit.find(Steps.all());
        System.out.println(experiment.question());
        List<String> results = new ArrayList<>();
        for (ExperimentTraining training : experiment.trainings()) {
            System.out.printf(Locale.ROOT, "%nTraining %d of %d: %s%n", results.size() + 1, experiment.trainings().size(),
                    training.words());
            String folder;
            try (ConsoleMonitor monitor = new ConsoleMonitor(epochs, System.out, Terminals.isInteractive())) {
                folder = TrainingRun.train(kit, step -> false, training.order(epochs), training.name(),
                        new KeyListener(monitor, InputStream.nullInputStream()));
            }
            results.add(String.format(Locale.ROOT, "  %-12s perplexity %.2f, in runs/%s", training.words(),
                    RunFolder.read(RunFolder.parent(kit).resolve(folder)).summary().perplexity(), folder));
        }
        System.out.println("\n" + experiment.question());
        results.forEach(System.out::println);
        System.out.println(WordWrap.of("Why: " + experiment.why(), Terminals.width()));
        System.out.println("Their curves: ./rnnkit studio, page Training");
        return 0;
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
}
