package org.rnnkit.cli.command;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.report.Plural;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.learner.memory.Memory;
import org.rnnkit.learner.memory.MemoryRun;
import org.rnnkit.learner.site.CourseSite;
import org.rnnkit.learner.site.SiteFolder;
import org.rnnkit.learner.train.RunFolder;
import org.rnnkit.learner.train.RunList;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.TextSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command that writes the course as a static site. */
@Command(name = "site", description = {
    "Writes the course as a static site: chapters, drawings, questions, a search, and a trained model.",
    "%nThe pages work from a folder and on any web server. They have no solution and no hint. An earlier site in the "
        + "same folder is replaced.%n"},
    footer = {"%nExamples:",
        "  ./rnnkit site ~/course-site             with the newest model of runs/",
        "  ./rnnkit site ~/course-site --no-model  without a model",
        "  ./rnnkit site ~/course-site --memory    with a page about what networks",
        "                                          remember",
        "%nExit status:",
        "  0 written",
        "  2 usage error: nothing is written",
        "  3 an error of the kit or of the machine: nothing is written"})
public final class SiteCommand implements Callable<Integer> {

    @Parameters(paramLabel = "DIR", description = "The folder to write: new, empty, or an earlier site.")
    private Path folder;

    @Option(names = "--model", paramLabel = "RUN_DIR", description = "The model to show: a folder that ./rnnkit train wrote. "
            + "Default: the newest in the kit's runs/; without one, the site has no page for a model.")
    private Path model;

    @Option(names = "--no-model", description = "Shows no model.")
    private boolean noModel;

    @Option(names = "--memory", description = "Adds a page about what networks remember. For that, it trains a few small "
            + "networks, which takes a minute or more.")
    private boolean memory;

    @Option(names = "--repository", paramLabel = "URL", description = "The web address of the kit's repository, for a link on "
            + "the first page.")
    private String repository;

    @Override
    public Integer call() {
        if (noModel && model != null) {
            throw new UsageException("--model --no-model: choose one.");
        }
        if (repository != null && !repository.matches("https?://\\S+")) {
            throw new UsageException("--repository " + repository + ": give an address that begins with https://.");
        }
        Kit kit = Kit.find(Steps.withBonus());
        SiteFolder site = new SiteFolder(folder);
        Map<String, String> files = new CourseSite(kit.built().course(), repository == null ? "" : repository, run(kit),
                memory ? memory(kit) : null).files();
        site.write(files);
        System.out.println("Written: " + site.index() + ", "
                + Plural.of((int) files.keySet().stream().filter(file -> file.endsWith(".html")).count(), "page"));
        return 0;
    }

    private RunFolder run(Kit kit) {
        if (model != null) {
            return RunFolder.read(model.toAbsolutePath().normalize());
        }
        List<RunFolder> runs = noModel ? List.of() : RunList.read(RunFolder.parent(kit)).runs();
        return runs.isEmpty() ? null : runs.get(0);
    }

    /** Measures the memory of the reference's networks; in a copy without the reference, of the learner's. */
    private static Memory memory(Kit kit) {
        Submission own = new Intake(kit).take(Layout.EXERCISES);
        return new MemoryRun(kit, step -> kit.reference().isEmpty() && own.isWritten(step))
                .run(TextSource.find(null), Optional.empty(), part -> { });
    }
}
