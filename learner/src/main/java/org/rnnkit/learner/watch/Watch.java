package org.rnnkit.learner.watch;

import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.grader.report.StepReport;
import org.rnnkit.grader.report.StepReport.StepStatus;
import org.rnnkit.grader.submission.Intake;
import org.rnnkit.grader.submission.Submission;
import org.rnnkit.grader.system.GraderException;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.learner.feedback.WarmTestRunner;
import org.rnnkit.learner.guide.Attempts;
import org.rnnkit.learner.guide.StepHelp;
import org.rnnkit.learner.guide.StepStates;
import org.rnnkit.learner.train.RunFolder;
import org.rnnkit.learner.watch.Screen.PlainScreen;
import org.rnnkit.learner.watch.Screen.TerminalScreen;
import org.rnnkit.learner.watch.TestScheduler.TestRound;
import org.rnnkit.learner.watch.Watch.WatchLoop.WatchEvent;
import org.rnnkit.learner.watch.Watch.WatchLoop.WatchEvent.Key;
import org.rnnkit.learner.watch.Watch.WatchLoop.WatchEvent.RoundOver;
import org.rnnkit.learner.watch.Watch.WatchLoop.WatchEvent.Saved;
import org.rnnkit.learner.watch.Watch.WatchLoop.WatchEvent.TestError;
import org.rnnkit.learner.watch.Watch.WatchLoop.WatchEvent.Tested;
import org.rnnkit.learner.watch.WatchState.LastHint;
import org.rnnkit.testkit.board.Board;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;
import org.rnnkit.toolkit.Terminals;

/** The watch mode: it watches exercises/ and tests each step that is saved. */
public final class Watch {

    private final Kit kit;
    private final int seconds;
    private final boolean poll;
    private final BlockingQueue<WatchEvent> events = new LinkedBlockingQueue<>();

    /**
     * Makes a watch mode, which {@link #run} starts.
     *
     * @param seconds the time limit for one step's tests
     */
    public Watch(Kit kit, int seconds, boolean poll) {
        this.kit = kit;
        this.seconds = seconds;
        this.poll = poll;
    }

    /** Runs until the user quits. */
    public void run(PrintStream out, Charset charset) throws InterruptedException {
        try (Screen screen = Terminals.isInteractive() ? TerminalScreen.open(out, events) : new PlainScreen(out)) {
            run(screen, charset, progress -> { });
        }
    }

    /**
     * Runs until this thread is interrupted. It prints plain lines and reads no keys.
     *
     * @param listener receives the progress after each change
     */
    public void run(PrintStream out, Charset charset, Consumer<WatchProgress> listener) throws InterruptedException {
        try (Screen screen = new PlainScreen(out)) {
            run(screen, charset, listener);
        }
    }

    /** Tests all steps again, as the key "a" does. */
    public void testAll() {
        events.add(new WatchEvent.Key('a'));
    }

    /** Stops the tests that run now, as the key "s" does. */
    public void stop() {
        events.add(new WatchEvent.Key('s'));
    }

    /** Returns the time limit for one step's tests, in seconds. */
    public int limit() {
        return seconds;
    }

    private void run(Screen screen, Charset charset, Consumer<WatchProgress> listener) throws InterruptedException {
        SourceWatcher sources = new SourceWatcher(kit);
        try (WarmTestRunner tests = new WarmTestRunner(kit, seconds);
                TestScheduler scheduler = new TestScheduler(kit, tests, events)) {
            sources.startReporting(sources.changeSignal(poll), events);
            new WatchLoop(kit, scheduler, events, screen, charset).run(listener);
        }
    }

    /**
     * The progress of the watch loop.
     *
     * @param states the steps' last reports
     * @param current the step that the student works at
     * @param pending the steps that are still to be tested since a file was saved
     * @param running the step that is being tested; null if none is
     * @param begun the time when the last round of tests began, by the clock of {@link System#nanoTime}
     */
    public record WatchProgress(StepStates states, Step current, Set<Step> pending, Step running, long begun) {

        /** Makes the progress before the first test: the student works at the step that was saved last. */
        public static WatchProgress first(Kit kit) {
            List<Step> steps = kit.steps();
            return new WatchProgress(new StepStates(steps), begun(kit).stream()
                    .max(Comparator.comparing(step -> kit.layout().exercise(step).toFile().lastModified()))
                    .orElse(steps.get(0)), Set.copyOf(steps), steps.get(0), System.nanoTime());
        }

        /** Lists the steps in which the student has changed something. */
        public static List<Step> begun(Kit kit) {
            Submission own = new Intake(kit).take(Layout.EXERCISES);
            return kit.steps().stream().filter(step -> !step.given() && !own.isStub(step)).toList();
        }
    }

    /** The loop behind {@code ./rnnkit watch}: it reacts to saves and keys, and remembers which step the student is at. */
    static final class WatchLoop {

        private final Kit kit;
        private final TestScheduler scheduler;
        private final BlockingQueue<WatchEvent> events;
        private final WatchView view;

        /** Makes a loop. */
        WatchLoop(Kit kit, TestScheduler scheduler, BlockingQueue<WatchEvent> events, Screen screen, Charset charset) {
            this.kit = kit;
            this.scheduler = scheduler;
            this.events = events;
            this.view = new WatchView(screen, charset, kit.reference().isPresent(),
                    () -> Board.hasTraining(RunFolder.parent(kit)));
        }

        /** Runs until the user ends it, and tells a listener the progress after each event. */
        void run(Consumer<WatchProgress> listener) throws InterruptedException {
            WatchState state = WatchState.first(WatchProgress.first(kit));
            scheduler.begin(state.round());
            view.say("Testing what is written ...");
            listener.accept(state.progress());
            WatchEvent event = events.take();
            while (!ends(state, event)) {
                state = next(state, event);
                listener.accept(state.progress());
                event = events.take();
            }
        }

        private static boolean ends(WatchState state, WatchEvent event) {
            return event instanceof Key key && key.isQuit() && !state.asksForReset();
        }

        /** Makes the next state; events of a round that a newer one has ended are ignored. */
        private WatchState next(WatchState state, WatchEvent event) {
            if (event instanceof Saved saved) {
                return saved(state, saved);
            } else if (event instanceof Tested tested && tested.round() == state.round().number()) {
                return tested(state, tested);
            } else if (event instanceof RoundOver over && over.round() == state.round().number()) {
                return over(state);
            } else if (event instanceof TestError error) {
                view.say("Your steps could not be tested, for a reason outside your code: "
                        + GraderException.describe(error.problem()));
            } else if (event instanceof Key key) {
                return state.asksForReset() ? answered(state, key.lower()) : pressed(state, key.lower());
            }
            return state;
        }

        private WatchState begin(WatchState state, TestRound round) {
            scheduler.begin(round);
            return state.in(round);
        }

        private WatchState saved(WatchState state, Saved saved) {
            List<Step> steps = List.copyOf(saved.steps());
            // A helper class may belong to several steps; the student goes on with the current one if it is among them.
            Step step = steps.contains(state.current()) ? state.current() : steps.get(0);
            WatchState next = begin(state.at(step).withPending(steps),
                    state.round().nextOfSave(steps, saved.millis()));
            view.say("Testing " + Steps.names(steps).replaceFirst("S", "s") + " ...");
            return next;
        }

        private WatchState tested(WatchState state, Tested tested) {
            WatchState next = state.tested(tested.report());
            if (next.round().showsEachReport() && next.round().asked().contains(next.states().step(tested.report().id()))) {
                view.board(next, next.round().words(kit.steps()));
            }
            return next;
        }

        private WatchState over(WatchState state) {
            WatchState next = state.over();
            if (next.round().showsEnd()) {
                view.board(next, next.round().words(kit.steps()));
            }
            List<Step> pending = next.pendingInOrder();
            return pending.isEmpty() ? next : begin(next, next.round().nextQuiet(pending));
        }

        private WatchState pressed(WatchState state, char key) {
            return switch (key) {
                case 'h' -> hint(state);
                case 'l' -> {
                    view.board(state, state.pending().isEmpty() ? "These results are up to date."
                            : Steps.names(state.pendingInOrder()) + " still being tested.");
                    yield state;
                }
                case 'n' -> go(state, 1);
                case 'p' -> go(state, -1);
                case 'a' -> {
                    view.say("Testing all ...");
                    yield begin(state.withPending(kit.steps()), state.round().next(kit.steps()));
                }
                case 's' -> stopped(state);
                case 'r' -> {
                    view.say("Step " + state.current().number()
                            + " becomes the stub again. Your code is copied first. Sure? y or n");
                    yield state.asking(true);
                }
                case 'o' -> {
                    view.say(state.states().isPassed(state.current()) ? StepHelp.solution(kit, state.current())
                            : "You can see the solution of step " + state.current().number()
                            + " once yours passes. Press h for a hint.");
                    yield state;
                }
                default -> {
                    view.showKeys();
                    yield state;
                }
            };
        }

        /** Stops the test that runs, such as an endless loop; the steps that wait behind it are tested next. */
        private WatchState stopped(WatchState state) {
            Optional<Step> running = state.running();
            if (running.isEmpty()) {
                return state;
            }
            WatchState next = state.tested(StepReport.of(running.get(), StepStatus.FAILED,
                    "You stopped the tests. They run again when you save.", List.of()));
            view.board(next, "Stopped.");
            return begin(next, next.round().nextQuiet(next.pendingInOrder()));
        }

        /** After a step has passed, hints are about the next one. */
        private WatchState hint(WatchState state) {
            Step current = state.current();
            Step step = state.states().isPassed(current) ? view.nextStep(state).orElse(current) : current;
            LastHint hint = state.hint().next(step);
            view.say(StepHelp.hint(step, hint.number(), view.width()) + "\n\n" + (hint.isLast()
                    ? "There are no more hints. Press h to begin again.\nThe chapter: " + step.chapterFile()
                    : "Another hint: h"));
            return state.withHint(hint);
        }

        private WatchState go(WatchState state, int by) {
            WatchState moved = state.at(state.neighbour(by));
            return begin(moved, moved.round().next(List.of(moved.current())));
        }

        private WatchState answered(WatchState state, char key) {
            if (key == 'y') {
                try {
                    view.say("The copy of your code is " + Attempts.reset(kit, state.current()) + ".");
                } catch (UsageException impossible) {
                    view.say(impossible.getMessage());
                }
            } else {
                view.say("Nothing was changed.");
            }
            return state.asking(false);
        }

        /** An event that the watch loop reacts to. */
        sealed interface WatchEvent {

            /**
             * Saved files.
             *
             * @param steps the steps whose files changed
             * @param millis the time of the save in milliseconds, as the files have it
             */
            record Saved(Set<Step> steps, long millis) implements WatchEvent {}

            /**
             * A pressed key.
             *
             * @param key the character
             */
            record Key(char key) implements WatchEvent {

                private static final char CTRL_D = '\u0004';

                /** Returns the key's lower-case letter. */
                char lower() {
                    return Character.toLowerCase(key);
                }

                /** Tells whether this event ends the loop. */
                boolean isQuit() {
                    return lower() == 'q' || key == CTRL_D;
                }
            }

            /**
             * The result of a tested step.
             *
             * @param round the number of the round of tests that it belongs to
             * @param report the step's report
             */
            record Tested(int round, StepReport report) implements WatchEvent {}

            /**
             * The end of a round of tests.
             *
             * @param round its number
             */
            record RoundOver(int round) implements WatchEvent {}

            /**
             * An error outside the student's code: the steps could not be tested.
             *
             * @param problem the error
             */
            record TestError(Throwable problem) implements WatchEvent {}
        }
    }
}
