package org.rnnkit.learner.watch;

import java.nio.charset.Charset;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.stream.Collectors;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepStatus;
import org.rnnkit.learner.guide.HintText;
import org.rnnkit.learner.guide.SolutionView;
import org.rnnkit.learner.guide.StepReset;
import org.rnnkit.learner.guide.StepStates;
import org.rnnkit.learner.watch.WatchEvent.Key;
import org.rnnkit.learner.watch.WatchEvent.RoundOver;
import org.rnnkit.learner.watch.WatchEvent.Saved;
import org.rnnkit.learner.watch.WatchEvent.Tested;
import org.rnnkit.learner.watch.WatchEvent.TestError;
import org.rnnkit.testkit.steps.Step;

/** The loop behind {@code ./rnnkit watch}: it reacts to saves and keys, and remembers which step the student is at. */
final class WatchLoop {

    private static final long MINUTE_MILLIS = 60_000;

    private final Kit kit;
    private final TestScheduler scheduler;
    private final BlockingQueue<WatchEvent> events;
    private final WatchView view;
    private final StepStates stepStates;
    /** The steps whose last result may be out of date, such as those that an interrupted round did not reach. */
    private final Set<Step> pending = new LinkedHashSet<>();
    private boolean boardChanged;

    private Step current;
    private int round;
    private List<Step> roundSteps = List.of();
    private boolean quiet;
    private long savedAt;
    private long startedAt;
    private Step hintedStep;
    private int hintNumber;
    private boolean confirmsReset;

    /**
     * Makes a loop.
     *
     * @param kit the kit
     * @param scheduler runs the tests
     * @param events the saves, keys and results to react to
     * @param screen the screen to show everything on
     * @param charset the screen's character set
     */
    WatchLoop(Kit kit, TestScheduler scheduler, BlockingQueue<WatchEvent> events, Screen screen, Charset charset) {
        this.kit = kit;
        this.scheduler = scheduler;
        this.events = events;
        this.stepStates = new StepStates(kit.steps());
        this.view = new WatchView(screen, charset, stepStates);
        this.current = kit.steps().get(0);
    }

    /** Runs until the user quits. */
    void run() throws InterruptedException {
        testAll();
        view.say("Testing what is written ...");
        while (true) {
            WatchEvent event = events.take();
            if (event instanceof Saved saved) {
                onSaved(saved);
            } else if (event instanceof Tested tested && tested.round() == round) {
                onTested(tested.report());
            } else if (event instanceof RoundOver over && over.round() == round) {
                onRoundOver();
            } else if (event instanceof TestError error) {
                view.say("Your steps could not be tested, for a reason outside your code: " + error.problem().getMessage());
            } else if (event instanceof Key key && !onKey(key.key())) {
                return;
            }
        }
    }

    private void testAll() {
        pending.addAll(kit.steps());
        startRound(kit.steps(), false);
    }

    private void onSaved(Saved saved) {
        Step step = saved.steps().iterator().next();
        savedAt = saved.millis();
        moveTo(step);
        pending.addAll(saved.steps());
        startRound(List.copyOf(saved.steps()), false);
        view.say("Testing step " + step.number() + " ...");
    }

    /** Starts a round of tests. The end of a quiet round is shown only if it changed the board. */
    private void startRound(List<Step> steps, boolean quietly) {
        roundSteps = steps;
        quiet = quietly;
        boardChanged = false;
        startedAt = System.nanoTime();
        round = scheduler.startRound(steps);
    }

    private void moveTo(Step step) {
        current = step;
        confirmsReset = false;
    }

    private void onTested(StepReport report) {
        Step step = kit.steps().stream().filter(one -> one.id().equals(report.id())).findFirst().orElseThrow();
        pending.remove(step);
        if (stepStates.update(report)) {
            boardChanged |= quiet || !roundSteps.contains(step);
            if (roundSteps.contains(step)) {
                // Later steps may use this one, so their results may change, too.
                kit.steps().stream().filter(later -> later.number() > step.number() && isStarted(later)).forEach(pending::add);
            }
        }
        if (roundSteps.size() == 1 && roundSteps.contains(step) && !quiet) {
            show();
        }
    }

    private boolean isStarted(Step step) {
        return stepStates.report(step).filter(report -> report.status() != StepStatus.NOT_STARTED).isPresent();
    }

    private void onRoundOver() {
        if (roundSteps.equals(kit.steps())) {
            moveTo(stepStates.next().orElse(current));
        }
        if (boardChanged || roundSteps.size() > 1 && !quiet) {
            show();
        }
        savedAt = 0;
        if (!pending.isEmpty()) {
            startRound(kit.steps().stream().filter(pending::contains).toList(), true);
        }
    }

    private void show() {
        long now = System.currentTimeMillis();
        // A file that was moved here keeps an older time: then the time since the save means nothing.
        String since = now - savedAt < MINUTE_MILLIS
                ? String.format(Locale.ROOT, ", %.2f s after the save", (now - savedAt) / 1e3) : "";
        String what = roundSteps.equals(kit.steps()) ? "All" : names(roundSteps);
        view.board(current, String.format(Locale.ROOT, "%s tested in %.2f s%s.", what, (System.nanoTime() - startedAt) / 1e9,
                since));
    }

    private void showAgain() {
        view.board(current, pending.isEmpty() ? "These results are up to date."
                : "Tests still running: " + names(pending) + ".");
    }

    private static String names(Collection<Step> steps) {
        return steps.stream().map(step -> "Step " + step.number()).collect(Collectors.joining(", "));
    }

    /** Reacts to a key. Returns false if the key ends the loop. */
    private boolean onKey(char key) {
        if (confirmsReset) {
            confirmsReset = false;
            answerReset(key);
            return true;
        }
        switch (Character.toLowerCase(key)) {
            case 'h' -> showHint();
            case 'l' -> showAgain();
            case 'n' -> moveBy(1);
            case 'p' -> moveBy(-1);
            case 'a' -> {
                view.say("Testing all ...");
                testAll();
            }
            case 'r' -> {
                confirmsReset = true;
                view.say("Step " + current.number() + " becomes the stub again. Your code is copied first. Sure? y or n");
            }
            case 'o' -> view.say(stepStates.isPassed(current) ? SolutionView.beside(kit, current, view.width())
                    : "You can see the solution of step " + current.number() + " once yours passes. Press h for a hint.");
            case 'q', '\u0004' -> {
                return false;
            }
            default -> view.showKeys();
        }
        return true;
    }

    /** Shows a hint: for the next step, if the current one passes already. */
    private void showHint() {
        Step step = stepStates.isPassed(current) ? view.nextStep().orElse(current) : current;
        int count = step.hints().size();
        hintNumber = step.equals(hintedStep) ? hintNumber % count + 1 : 1;
        hintedStep = step;
        view.say(HintText.single(step, hintNumber, view.width()) + "\n\n" + (hintNumber < count ? "Another hint: h"
                : "There are no more hints. Press h to begin again.\nThe chapter: " + step.chapterFile()));
    }

    private void moveBy(int by) {
        int index = Math.max(1, Math.min(kit.steps().size(), current.number() + by)) - 1;
        moveTo(kit.steps().get(index));
        startRound(List.of(current), false);
    }

    private void answerReset(char answer) {
        if (Character.toLowerCase(answer) != 'y') {
            view.say("Nothing was changed.");
            return;
        }
        try {
            view.say("The copy of your code is " + StepReset.reset(kit, current) + ".");
        } catch (UsageException impossible) {
            view.say(impossible.getMessage());
        }
    }
}
