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
import org.rnnkit.learner.watch.WatchEvent.Over;
import org.rnnkit.learner.watch.WatchEvent.Saved;
import org.rnnkit.learner.watch.WatchEvent.Tested;
import org.rnnkit.learner.watch.WatchEvent.Trouble;
import org.rnnkit.testkit.steps.Step;

/** What happens on a save and on a key. It alone knows where the student is; nothing of that is kept. */
final class WatchLoop {

    private static final long MINUTE_MILLIS = 60_000;

    private final Kit kit;
    private final TestScheduler rounds;
    private final BlockingQueue<WatchEvent> events;
    private final WatchView view;
    private final StepStates standings;
    /** Whose verdict may not be that of the files: a round that was ended leaves here what it did not come to. */
    private final Set<Step> pending = new LinkedHashSet<>();
    private boolean changed;

    private Step current;
    private int round;
    private List<Step> asked = List.of();
    private boolean quiet;
    private long savedAt;
    private long begun;
    private Step hinted;
    private int hints;
    private boolean asksForReset;

    /**
     * Makes a loop.
     *
     * @param kit the kit
     * @param rounds what tests
     * @param events what comes in
     * @param screen where things are shown
     * @param charset what they are shown in
     */
    WatchLoop(Kit kit, TestScheduler rounds, BlockingQueue<WatchEvent> events, Screen screen, Charset charset) {
        this.kit = kit;
        this.rounds = rounds;
        this.events = events;
        this.standings = new StepStates(kit.steps());
        this.view = new WatchView(screen, charset, standings);
        this.current = kit.steps().get(0);
    }

    /** Goes on until the user has had enough. */
    void run() throws InterruptedException {
        all();
        view.say("Testing what is written ...");
        while (true) {
            WatchEvent event = events.take();
            if (event instanceof Saved saved) {
                saved(saved);
            } else if (event instanceof Tested tested && tested.round() == round) {
                tested(tested.report());
            } else if (event instanceof Over over && over.round() == round) {
                over();
            } else if (event instanceof Trouble trouble) {
                view.say("This save could not be tested, by no fault of yours: " + trouble.problem().getMessage());
            } else if (event instanceof Key key && !pressed(key.key())) {
                return;
            }
        }
    }

    private void all() {
        pending.addAll(kit.steps());
        begin(kit.steps(), false);
    }

    private void saved(Saved saved) {
        Step step = saved.steps().iterator().next();
        savedAt = saved.millis();
        move(step);
        pending.addAll(saved.steps());
        begin(List.copyOf(saved.steps()), false);
        view.say("Testing step " + step.number() + " ...");
    }

    /** A quiet round shows itself only where it changes something. */
    private void begin(List<Step> steps, boolean quietly) {
        asked = steps;
        quiet = quietly;
        changed = false;
        begun = System.nanoTime();
        round = rounds.begin(steps);
    }

    private void move(Step step) {
        current = step;
        asksForReset = false;
    }

    private void tested(StepReport report) {
        Step step = kit.steps().stream().filter(one -> one.id().equals(report.id())).findFirst().orElseThrow();
        pending.remove(step);
        if (standings.put(report)) {
            changed |= quiet || !asked.contains(step);
            if (asked.contains(step)) {
                // What was changed may have changed what comes after it.
                kit.steps().stream().filter(later -> later.number() > step.number() && isBegun(later)).forEach(pending::add);
            }
        }
        if (asked.size() == 1 && asked.contains(step) && !quiet) {
            show();
        }
    }

    private boolean isBegun(Step step) {
        return standings.of(step).filter(report -> report.status() != StepStatus.NOT_STARTED).isPresent();
    }

    private void over() {
        if (asked.equals(kit.steps())) {
            move(standings.next().orElse(current));
        }
        if (changed || asked.size() > 1 && !quiet) {
            show();
        }
        savedAt = 0;
        if (!pending.isEmpty()) {
            begin(kit.steps().stream().filter(pending::contains).toList(), true);
        }
    }

    private void show() {
        long now = System.currentTimeMillis();
        // A file that was moved here keeps an older time.
        String since = now - savedAt < MINUTE_MILLIS
                ? String.format(Locale.ROOT, ", %.2f s after the save", (now - savedAt) / 1e3) : "";
        String what = asked.equals(kit.steps()) ? "All" : names(asked);
        view.board(current, String.format(Locale.ROOT, "%s tested in %.2f s%s.", what, (System.nanoTime() - begun) / 1e9,
                since));
    }

    private void showAgain() {
        view.board(current, pending.isEmpty() ? "All of this is tested." : "Still being tested: " + names(pending) + ".");
    }

    private static String names(Collection<Step> steps) {
        return steps.stream().map(step -> "Step " + step.number()).collect(Collectors.joining(", "));
    }

    /** Does what a key asks for; false ends the loop. */
    private boolean pressed(char key) {
        if (asksForReset) {
            asksForReset = false;
            reset(key);
            return true;
        }
        switch (Character.toLowerCase(key)) {
            case 'h' -> hint();
            case 'l' -> showAgain();
            case 'n' -> go(1);
            case 'p' -> go(-1);
            case 'a' -> {
                view.say("Testing all ...");
                all();
            }
            case 'r' -> {
                asksForReset = true;
                view.say("Step " + current.number() + " becomes the stub again; what you have is copied first. Sure? y or n");
            }
            case 'o' -> view.say(standings.isPassed(current) ? SolutionView.beside(kit, current, view.width())
                    : "The solution of step " + current.number() + " can be opened when yours passes. A hint: h");
            case 'q', '\u0004' -> {
                return false;
            }
            default -> view.keys();
        }
        return true;
    }

    /** Whoever passes a step needs help with the next. */
    private void hint() {
        Step step = standings.isPassed(current) ? view.wanted().orElse(current) : current;
        int count = step.hints().size();
        hints = step.equals(hinted) ? hints % count + 1 : 1;
        hinted = step;
        view.say(HintText.single(step, hints, view.width()) + "\n\n" + (hints < count ? "One more: h"
                : "There are no more hints; h begins again.\nThe chapter: " + step.chapterFile()));
    }

    private void go(int by) {
        int index = Math.max(1, Math.min(kit.steps().size(), current.number() + by)) - 1;
        move(kit.steps().get(index));
        begin(List.of(current), false);
    }

    private void reset(char answer) {
        if (Character.toLowerCase(answer) != 'y') {
            view.say("Nothing was changed.");
            return;
        }
        try {
            view.say("Your code is in " + StepReset.step(kit, current) + ".");
        } catch (UsageException impossible) {
            view.say(impossible.getMessage());
        }
    }
}
