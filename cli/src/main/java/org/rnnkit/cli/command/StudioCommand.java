package org.rnnkit.cli.command;

import java.util.List;
import java.util.concurrent.Callable;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.learner.experiment.ExperimentsPart;
import org.rnnkit.learner.lesson.LessonPart;
import org.rnnkit.learner.memory.MemoryPart;
import org.rnnkit.learner.play.PlayPart;
import org.rnnkit.learner.runs.RunsPart;
import org.rnnkit.learner.showcase.ShowcasePart;
import org.rnnkit.learner.studio.BrowserStart;
import org.rnnkit.learner.studio.StudioEvents;
import org.rnnkit.learner.studio.StudioPart;
import org.rnnkit.learner.studio.StudioServer;
import org.rnnkit.learner.train.TrainingPart;
import org.rnnkit.learner.watch.Watch;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.Terminals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command that shows the course on a page beside the editor, and tests each step when it is saved. */
@Command(name = "studio", description = {
    "Shows the course on a page beside your editor: chapters, verdicts, hints, and what your code can do.",
    "It tests each step of exercises/ as soon as it is saved, as ./rnnkit watch does.", ""},
    footer = {"%nExamples:",
        "  ./rnnkit studio                 opens the page in your browser",
        "  ./rnnkit studio --no-open       only prints its address",
        "  ./rnnkit studio --network       also for a phone in the same network",
        "%nExit status:",
        "  0 ended by you (Ctrl-C)",
        "  2 usage error",
        "  3 an error of the kit or of the machine"})
public final class StudioCommand implements Callable<Integer> {

    private static final int DEFAULT_PORT = 7080;
    private static final int LAST_PORT = 65_535;

    @Option(names = "--port", paramLabel = "N",
            description = "The port of the page; 0: any free one. Default: " + DEFAULT_PORT + ", or the next free one.")
    private Integer port;

    @Option(names = "--no-open", description = "Does not open the page in the browser.")
    private boolean noOpen;

    @Option(names = "--network", description = "Lets other machines in the same network open the page. Whoever knows the "
            + "address can use it, and the connection is not encrypted.")
    private boolean network;

    @Option(names = "--poll", description = "Checks the files three times a second instead of waiting for events of the "
            + "operating system; for drives that send none.")
    private boolean poll;

    @Mixin
    private FeedbackOptions options;

    @Override
    public Integer call() throws InterruptedException {
        int wanted = port == null ? DEFAULT_PORT : OptionChecks.between(0, LAST_PORT, "--port", port);
        Kit kit = Kit.find(Steps.withBonus());
        Kit nine = Kit.find(Steps.all());
        StudioEvents events = new StudioEvents();
        Watch watch = new Watch(kit, options.limit(), poll);
        LessonPart lessons = new LessonPart(kit, events, watch::testAll);
        List<StudioPart> parts = List.of(lessons,
                new ShowcasePart(kit, () -> new Intake(kit).take(Layout.EXERCISES), lessons::isPassed, events),
                new TrainingPart(nine, events), new RunsPart(nine), new PlayPart(nine, events),
                new ExperimentsPart(nine, events), new MemoryPart(kit, events, lessons::isPassed));
        try (StudioServer server = new StudioServer(wanted, port != null, network, events, parts, lessons::board)) {
            System.out.println("The studio: " + server.address());
            server.networkAddresses().forEach(address -> System.out.println("In this network: " + address));
            if (!noOpen && !BrowserStart.open(server.address())) {
                System.out.println("No browser could be opened. Open the address yourself.");
            }
            System.out.println("End it with Ctrl-C.");
            watch.run(System.out, Terminals.charset(), lessons::show);
            return 0;
        }
    }
}
