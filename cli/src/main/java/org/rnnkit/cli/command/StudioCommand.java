package org.rnnkit.cli.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.learner.course.Studio;
import org.rnnkit.learner.studio.RunningStudio;
import org.rnnkit.learner.train.RunFolder;
import org.rnnkit.learner.watch.Watch;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.Terminals;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** The command that shows the course on a page beside the editor, and tests each step when it is saved. */
@Command(name = "studio", description = {
    "Shows the course on a page beside your editor: chapters, verdicts, hints, training.",
    "It tests each step of exercises/ as soon as it is saved, as ./rnnkit watch does.", ""},
    footer = {"%nExamples:",
        "  ./rnnkit studio                 opens the page in your browser",
        "  ./rnnkit studio --no-open       only prints its address",
        "%nExit status:",
        "  0 ended by you (Ctrl-C), or a studio of this copy runs already",
        "  2 usage error",
        "  3 an error of the kit or of the machine"})
public final class StudioCommand implements Callable<Integer> {

    private static final int DEFAULT_PORT = 7080;
    private static final int LAST_PORT = 65_535;
    private static final long BROWSER_SECONDS = 5;

    @Option(names = "--port", paramLabel = "N",
            description = "The port of the page; 0: any free one. Default: " + DEFAULT_PORT + ", or the next free one.")
    private Integer port;

    @Option(names = "--no-open", description = "Does not open the page in the browser.")
    private boolean noOpen;

    @Option(names = "--poll", description = "Checks the files three times a second instead of waiting for events of the "
            + "operating system; for drives that send none.")
    private boolean poll;

    @Mixin
    private FeedbackOptions options;

    @Override
    public Integer call() throws InterruptedException, IOException {
        int wanted = port == null ? DEFAULT_PORT : CommandChecks.between(0, LAST_PORT, "--port", port);
        Kit all = Kit.find(Steps.withBonus());
        CommandChecks.noteDifferencesFromMaven(all);
        Path runs = RunFolder.parent(all);
        Optional<RunningStudio> running = RunningStudio.begin(runs);
        if (running.isEmpty()) {
            String address = RunningStudio.address(runs);
            System.out.println("The studio: " + address);
            System.out.println("It runs already, in another terminal: open this address, or end it there with Ctrl-C.");
            return 0;
        }
        Watch watch = new Watch(all, options.limit(), poll);
        try (RunningStudio own = running.get();
                Studio studio = new Studio(all, Kit.find(Steps.all()), watch, wanted, port != null)) {
            own.at(studio.server().address());
            System.out.println("The studio: " + studio.server().address());
            if (!noOpen && !openBrowser(studio.server().addressForOnce())) {
                System.out.println("No browser could be opened. Open the address yourself.");
            }
            System.out.println("End it with Ctrl-C.");
            studio.run(System.out, Terminals.charset());
            return 0;
        }
    }

    /** Opens an address in the user's browser, and tells whether a program took it. */
    private static boolean openBrowser(String address) throws InterruptedException {
        try {
            Process started = new ProcessBuilder(browser(address)).redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD).start();
            // A browser that is started itself, instead of a program that calls it, goes on running.
            return !started.waitFor(BROWSER_SECONDS, TimeUnit.SECONDS) || started.exitValue() == 0;
        } catch (IOException missing) {
            return false;
        }
    }

    /** Returns the command that opens an address on this system. A codespace names its own. */
    private static List<String> browser(String address) {
        String named = System.getenv("BROWSER");
        if (named != null && !named.isBlank()) {
            return List.of(named, address);
        }
        String system = System.getProperty("os.name");
        return system.startsWith("Windows") ? List.of("rundll32", "url.dll,FileProtocolHandler", address)
                : List.of(system.startsWith("Mac") ? "open" : "xdg-open", address);
    }
}
