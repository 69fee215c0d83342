package org.rnnkit.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Set;
import java.util.function.Consumer;
import org.rnnkit.bench.error.BenchException;
import org.rnnkit.bench.page.PerformancePage;
import org.rnnkit.bench.result.Absent;
import org.rnnkit.bench.result.Results;
import org.rnnkit.bench.waiting.GradingWaits;
import org.rnnkit.bench.waiting.TemporaryKit;
import org.rnnkit.bench.waiting.ToolWaits;
import org.rnnkit.toolkit.Text;

/**
 * The groups of measurements. A group that fails does not prevent the next one, and the results are saved after each group.
 *
 * @param measurements the measurements of the training's speed
 * @param plan the amount of work
 * @param home the kit's folder
 * @param text the text to train on
 * @param results the results to add to
 * @param saver saves the results
 * @param progress receives a line for the user before and during each measurement
 */
record Groups(Measurements measurements, Plan plan, Path home, Text text, Results results, Saver saver,
        Consumer<String> progress) {

    /** A function that saves the results so far. */
    @FunctionalInterface
    interface Saver {

        /** Saves the results. */
        void save() throws IOException;
    }

    /**
     * Measures some groups, in their order.
     *
     * @param wanted the groups
     * @return whether no group and no command has failed
     * @throws IOException if the results can't be saved
     */
    boolean measure(Set<Measured> wanted) throws IOException {
        for (Measured group : Measured.values()) {
            if (wanted.contains(group)) {
                clear(group);
                tryToMeasure(group);
                saver.save();
            }
        }
        return results.absent().isEmpty();
    }

    private void tryToMeasure(Measured group) {
        try {
            results.measured().put(group.name(), LocalDate.now().toString());
            measure(group);
        } catch (BenchException | IOException | UncheckedIOException e) {
            progress.accept(group + " could not be measured completely: " + e.getMessage());
            results.absent().add(new Absent(group.name(), e.getMessage()));
        }
    }

    private void measure(Measured group) throws IOException {
        switch (group) {
            case speed -> {
                for (int busyCores = 0; busyCores <= 1; busyCores++) {
                    progress.accept("race of all competitors" + (busyCores == 0 ? "" : ", with one busy core"));
                    results.passes().add(measurements.race(busyCores));
                    progress.accept(PerformancePage.comparison(results.passes().get(busyCores)));
                }
            }
            case parts -> results.parts().addAll(measurements.parts());
            case scaling -> {
                results.scaling().add(measurements.hidden());
                results.scaling().add(measurements.batch());
                results.scaling().add(measurements.tokens());
            }
            case endurance -> results.endurance().addAll(measurements.endurance());
            case tools -> {
                try (TemporaryKit kit = builtKit()) {
                    results.tools().addAll(new ToolWaits(kit, plan.waits(), progress, absent(group)).measure());
                }
            }
            case grading -> {
                try (TemporaryKit kit = builtKit()) {
                    results.grading().addAll(new GradingWaits(kit, plan.waits(), plan.students(), plan.gradedTrainings(),
                            progress, absent(group)).measure());
                }
            }
            default -> throw new IllegalArgumentException(group.name());
        }
    }

    /** Returns a receiver of failures within a group. */
    private Consumer<Absent> absent(Measured group) {
        return absent -> results.absent().add(new Absent(group + ", " + absent.what(), absent.reason()));
    }

    private TemporaryKit builtKit() throws IOException {
        progress.accept("building a copy of the kit");
        return TemporaryKit.create(home, text);
    }

    /** Removes the earlier measurements of a group. */
    private void clear(Measured group) {
        (switch (group) {
            case speed -> results.passes();
            case parts -> results.parts();
            case scaling -> results.scaling();
            case endurance -> results.endurance();
            case tools -> results.tools();
            case grading -> results.grading();
        }).clear();
        results.measured().remove(group.name());
        results.absent().removeIf(absent -> absent.what().startsWith(group.name()));
    }
}
