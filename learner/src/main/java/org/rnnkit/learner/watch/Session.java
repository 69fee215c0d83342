package org.rnnkit.learner.watch;

import java.nio.charset.Charset;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.learner.guide.Attempts;
import org.rnnkit.learner.guide.StepHelp;
import org.rnnkit.learner.guide.StepStates;
import org.rnnkit.learner.train.RunFolder;
import org.rnnkit.testkit.board.Board;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * A learner's session, in a terminal or in the studio. It takes events one after the other, saves, wishes and results, and
 * remembers which step the student is at. Nothing of its state is kept when it ends.
 */
final class Session {

    private static final long MINUTE_MILLIS = 60_000;

    private final Kit kit;
    private final BiConsumer<Integer, List<Step>> tests;
    private final WatchView view;
    private boolean ended;
    private StepStates states;
    private Step current;
    /** The steps whose last report may be older than their files: a round that was ended leaves them here. */
    private final Set<Step> pending;
    /** The step of the hint that was shown last; null before the first one. */
    private Step hinted;
    private int hint;
    private boolean asksForReset;

    /** The number of the round of tests that was begun last. Results of an earlier one are ignored. */
    private int round;
    private List<Step> asked = List.of();
    /** Whether the round is shown only if a line of the board changes. */
    private boolean quiet;
    private boolean changed;
    /** Why the last round could not be finished, for a reason outside the student's code; empty if it could. */
    private String problem = "";
    /** The time of the save that the round answers, by the file's own time; 0 if a key or the start asked for it. */
    private long savedAt;
    private long begun;

    /**
     * Makes a session.
     *
     * @param tests begins a round of tests: its number, and the steps
     */
    Session(Kit kit, WatchProgress first, BiConsumer<Integer, List<Step>> tests, Screen screen, Charset charset) {
        this.kit = kit;
        this.tests = tests;
        this.view = new WatchView(screen, charset, kit.reference().isPresent(),
                () -> Board.hasTraining(RunFolder.parent(kit)));
        this.states = first.states();
        this.current = first.current();
        this.pending = new HashSet<>(first.pending());
    }

    /** Runs until the user ends it, and tells a listener the progress after each event. */
    void run(BlockingQueue<Consumer<Session>> events, Consumer<WatchProgress> listener) throws InterruptedException {
        begin(kit.steps(), false, 0);
        view.say("Testing what is written ...");
        while (!ended) {
            listener.accept(progress());
            events.take().accept(this);
        }
    }

    /** Returns what others than the session show of it. The first pending step of the round is the one that is being tested. */
    WatchProgress progress() {
        return new WatchProgress(states, current, Set.copyOf(pending),
                problem.isEmpty() ? asked.stream().filter(pending::contains).findFirst().orElse(null) : null, begun, problem);
    }

    private void begin(List<Step> steps, boolean isQuiet, long saved) {
        round++;
        asked = steps;
        quiet = isQuiet;
        changed = false;
        problem = "";
        savedAt = saved;
        begun = System.nanoTime();
        tests.accept(round, steps);
    }

    private void testPending() {
        begin(states.steps().stream().filter(pending::contains).toList(), true, 0);
    }

    /** Moves to a step; a question about another step is dropped. */
    private void goTo(Step step) {
        current = step;
        asksForReset = false;
    }

    /** Tests the steps whose files were saved at a time, in milliseconds. */
    void saved(Set<Step> steps, long millis) {
        // Several steps may be saved at once; the student goes on with the current one if it is among them.
        goTo(steps.contains(current) ? current : steps.iterator().next());
        pending.addAll(steps);
        begin(List.copyOf(steps), false, millis);
        view.say("Testing " + Steps.names(asked).replaceFirst("S", "s") + " ...");
    }

    /** Takes the report of a step from a round. */
    void tested(int number, StepReport report) {
        if (number == round) {
            take(report);
            if (asked.equals(List.of(states.step(report.id()))) && !quiet) {
                showRound();
            }
        }
    }

    /** Takes a step's result. If its code has changed, later steps may have other results, too. */
    private void take(StepReport report) {
        Step step = states.step(report.id());
        boolean news = states.isNews(report);
        pending.remove(step);
        if (news && asked.contains(step)) {
            states.steps().stream().filter(later -> later.number() > step.number() && states.report(later)
                    .filter(known -> known.status() != StepStatus.NOT_STARTED).isPresent()).forEach(pending::add);
        }
        changed |= news && (quiet || !asked.contains(step));
        states = states.with(report);
    }

    /** Ends a round: after a test of all steps, a student whose step passes goes on with the first that does not. */
    void roundOver(int number) {
        if (number != round) {
            return;
        }
        if (asked.equals(states.steps()) && states.isPassed(current)) {
            goTo(states.next().orElse(current));
        }
        if (changed || asked.size() > 1 && !quiet) {
            showRound();
        }
        if (!pending.isEmpty()) {
            testPending();
        }
    }

    /** Ends a round whose steps could not be tested, and says so. They stay pending until the next save. */
    void failed(int number, Throwable cause) {
        if (number == round) {
            problem = "Your steps could not be tested, for a reason outside your code: " + GraderException.describe(cause)
                    .replaceFirst("\\.?$", ". Save the file again to repeat the tests.");
            view.say(problem);
        }
    }

    /** Shows the board, which steps were tested and how long that took. */
    private void showRound() {
        long sinceSave = System.currentTimeMillis() - savedAt;
        // A file that was moved here keeps an older time.
        String since = sinceSave < MINUTE_MILLIS ? String.format(Locale.ROOT, ", %.2f s after the save", sinceSave / 1e3) : "";
        view.board(progress(), String.format(Locale.ROOT, "%s tested in %.2f s%s.",
                asked.equals(states.steps()) ? "All" : Steps.names(asked), (System.nanoTime() - begun) / 1e9, since));
    }

    /** Shows the board as it is. */
    void board() {
        view.board(progress(), standing());
    }

    /** Tests all steps again. */
    void testAll() {
        view.say("Testing all ...");
        pending.addAll(kit.steps());
        begin(kit.steps(), false, 0);
    }

    /** Asks whether the current step is to become the stub again. */
    void askForReset() {
        view.say("Step " + current.number() + " becomes the stub again. Your code is copied first. Sure? y or n");
        asksForReset = true;
    }

    /** Tells whether the question about a reset is not answered yet. */
    boolean asksForReset() {
        return asksForReset;
    }

    /** Takes the answer to the question about a reset. */
    void reset(boolean sure) {
        view.say(sure ? reset() : "Nothing was changed.");
        asksForReset = false;
    }

    /** Shows the reference's code of the current step, if the student's code passes. */
    void solution() {
        view.say(states.isPassed(current) ? StepHelp.solution(kit, current)
                : "You can see the solution of step " + current.number() + " once yours passes. Press h for a hint.");
    }

    /** Lists the keys. */
    void showKeys() {
        view.showKeys();
    }

    /** Ends the session. */
    void quit() {
        ended = true;
    }

    /** Says whether the board shows the files as they are now. */
    private String standing() {
        return !problem.isEmpty() ? problem : pending.isEmpty() ? "These results are up to date."
                : Steps.names(states.steps().stream().filter(pending::contains).toList()) + " still being tested.";
    }

    private String reset() {
        try {
            return Attempts.reset(kit, current).map(copy -> "The copy of your code is " + copy + ".")
                    .orElse("The stub is there again.");
        } catch (UsageException impossible) {
            return impossible.getMessage();
        }
    }

    /** Goes to the step before or after the current one; the first and the last have none. */
    void goOn(int by) {
        // A course may have removed steps, so a step's number is not its index.
        int index = states.steps().indexOf(current) + by;
        goTo(states.steps().get(Math.max(0, Math.min(states.steps().size() - 1, index))));
        begin(List.of(current), false, 0);
    }

    /** Stops the test that runs, such as an endless loop; the steps that wait behind it are tested next. */
    void stop() {
        Step running = progress().running();
        if (running != null) {
            take(StepReport.of(running, StepStatus.FAILED, "You stopped the tests. They run again when you save.", List.of()));
            view.board(progress(), "Stopped.");
            testPending();
        }
    }

    /** Shows the next hint, the first again after the last. After a step has passed, hints are about the next one. */
    void hint() {
        Step step = states.isPassed(current) ? view.nextStep(states).orElse(current) : current;
        hint = step.equals(hinted) ? hint % step.hints().size() + 1 : 1;
        hinted = step;
        view.say(StepHelp.hint(step, hint, view.width()) + "\n\n" + (hint == step.hints().size()
                ? "There are no more hints. Press h to begin again.\nThe chapter: " + step.chapterFile()
                : "Another hint: h"));
    }
}
