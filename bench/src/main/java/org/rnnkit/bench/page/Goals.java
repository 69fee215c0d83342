package org.rnnkit.bench.page;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rnnkit.bench.result.Endurance;
import org.rnnkit.bench.result.Pass;
import org.rnnkit.bench.result.Results;
import org.rnnkit.bench.result.Row;
import org.rnnkit.bench.result.Wait;
import org.rnnkit.bench.waiting.ToolWaits;

/** The goals. Those for speed are ratios of two values of the same run, so that they make sense on any machine. */
final class Goals {

    private static final double PERCENT = 100;
    private static final int WHOLE = 500;
    private static final int LAST_SMALL_STEP = 7;
    private static final int LAST_STEP = 9;

    private final Results results;
    private final List<Goal> goals = new ArrayList<>();

    private Goals(Results results) {
        this.results = results;
    }

    /** Returns all goals for which the run has measurements. */
    static List<Goal> of(Results results) {
        Goals all = new Goals(results);
        all.addSpeed();
        results.endurance().forEach(all::addTraining);
        all.addGrading();
        all.addTools();
        return all.goals;
    }

    private void addSpeed() {
        Optional<Pass> idle = results.passes().stream().filter(pass -> pass.busyCores() == 0).findFirst();
        Optional<Pass> busy = results.passes().stream().filter(pass -> pass.busyCores() > 0).findFirst();
        idle.ifPresent(pass -> {
            addLimit(pass, Rows.BY_HAND, 2, 0.8);
            addLimit(pass, Rows.BY_HAND, 1, 0.9);
            addLimit(pass, Rows.REFERENCE, 1, 0.65);
            addPeer(pass, Rows.BY_HAND, 2);
            addPeer(pass, Rows.REFERENCE, 1.3);
        });
        for (String title : List.of(Rows.BY_HAND, Rows.REFERENCE)) {
            idle.flatMap(pass -> Rows.asTrained(pass, title)).ifPresent(before -> busy
                    .flatMap(pass -> Rows.asTrained(pass, title)).ifPresent(after -> goals.add(Goal.atLeast(
                            title + ", what a busy core leaves of its speed", 0.5,
                            after.tokensPerSecond().median() / before.tokensPerSecond().median()))));
        }
    }

    private void addLimit(Pass pass, String title, int threads, double wanted) {
        Rows.of(pass, title, threads).map(Row::toLimit).ifPresent(ratio -> goals.add(Goal.atLeast(title + " on "
                + (threads == 1 ? "one thread" : "two threads") + ", to the bare matrix products", wanted, ratio.median())));
    }

    private void addPeer(Pass pass, String title, double wanted) {
        Rows.fastest(pass, title).map(Row::toEager).ifPresent(ratio -> goals.add(
                Goal.atLeast(title + ", to eager PyTorch at its best", wanted, ratio.median())));
    }

    private void addTraining(Endurance training) {
        if (training.growth() != null) {
            goals.add(Goal.below(training.title() + ", growth of memory from epoch " + training.earlyEpoch() + " to "
                    + training.epochs() + ", %", 5, training.growth().median() * PERCENT));
        }
        goals.add(Goal.below(training.title() + ", start to first epoch, s", 2, training.firstEpochSeconds().median()));
        if (training.title().equals(Rows.BY_HAND) && training.epochs() == WHOLE) {
            goals.add(Goal.below("by hand, " + training.epochs() + " epochs, s", 60, training.seconds().median()));
        }
    }

    private void addGrading() {
        addWait(results.grading(), Set.of("steps"), "grading a right submission, steps only, s", 5);
        addWait(results.grading(), Set.of("class2"), "grading a class with two jobs, each submission, s", 3);
        addWait(results.grading(), Set.of("proofAlone"), "the proof of a submission's training, s", 8);
    }

    private void addTools() {
        for (String id : List.of("help", "list", "hint")) {
            addWait(results.tools(), Set.of(id), null, 0.3);
        }
        addWait(results.tools(), Set.of("mavenAll"), null, 5);
        addWait(results.tools(), Set.of("mavenOne"), null, 4);
        addWait(results.tools(), ToolWaits.saves(1, LAST_SMALL_STEP), "save to verdict, the slowest of steps 1 to 7, s", 0.3);
        addWait(results.tools(), ToolWaits.saves(LAST_STEP, LAST_STEP), "save to verdict, step 9, s", 1);
    }

    /** Adds a goal for the longest of some waits. Without words it gets the wait's own. */
    private void addWait(List<Wait> waits, Set<String> ids, String what, double wanted) {
        waits.stream().filter(wait -> ids.contains(wait.id()))
                .max((a, b) -> Double.compare(a.seconds().median(), b.seconds().median()))
                .ifPresent(wait -> goals.add(Goal.below(what == null ? wait.what() + ", s" : what, wanted,
                        wait.seconds().median())));
    }
}
