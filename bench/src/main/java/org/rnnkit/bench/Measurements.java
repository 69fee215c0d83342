package org.rnnkit.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.rnnkit.bench.error.BenchException;
import org.rnnkit.bench.parts.Parts;
import org.rnnkit.bench.race.BusyCore;
import org.rnnkit.bench.race.Comparison;
import org.rnnkit.bench.race.Competitor;
import org.rnnkit.bench.race.Competitors;
import org.rnnkit.bench.race.FullTraining;
import org.rnnkit.bench.race.Race;
import org.rnnkit.bench.race.RaceOutcome;
import org.rnnkit.bench.result.Axis;
import org.rnnkit.bench.result.Endurance;
import org.rnnkit.bench.result.Part;
import org.rnnkit.bench.result.Pass;
import org.rnnkit.bench.result.Point;
import org.rnnkit.bench.result.TrainingMeasurement;
import org.rnnkit.bench.worker.Request;
import org.rnnkit.bench.worker.Sizes;

/**
 * The measurements that a run is made of.
 *
 * @param plan the amount of work
 * @param competitors the competitors
 * @param text the text to train on
 * @param device cpu or gpu
 * @param seed the seed of parameters and minibatches
 * @param progress receives a line for the user before and during each measurement
 */
record Measurements(Plan plan, Competitors competitors, TokensFile text, String device, int seed, Consumer<String> progress) {

    /** Measures the competitors at the chapter's size, while other processes keep some cores busy. */
    Pass race(int busyCores) {
        List<BusyCore> neighbours = new ArrayList<>();
        try {
            for (int i = 0; i < busyCores; i++) {
                neighbours.add(new BusyCore());
            }
            RaceOutcome outcome = race(busyCores == 0 ? competitors.all() : competitors.main(), Sizes.CHAPTER, plan.rounds(),
                    plan.seconds());
            return new Pass(busyCores, Comparison.of(outcome.results()), outcome.absent());
        } finally {
            neighbours.forEach(BusyCore::close);
        }
    }

    /** Measures the parts of a minibatch. */
    List<Part> parts() {
        progress.accept("JMH");
        return new Parts(plan.iterations(), plan.seconds() / 2).measure();
    }

    /** Measures speed and memory as the number of hidden units grows. */
    Axis hidden() {
        return axis("hidden", plan.hidden(), Sizes.CHAPTER::withHidden, competitors.growing());
    }

    /** Measures speed and memory as the rows of a minibatch grow. */
    Axis batch() {
        return axis("batch", plan.batchSizes(), Sizes.CHAPTER::withBatchSize, competitors.growing());
    }

    /** Measures speed and memory as the text grows. */
    Axis tokens() {
        List<Competitor> all = new ArrayList<>(competitors.growing());
        all.add(competitors.reading());
        return axis("tokens", plan.tokens(), Sizes.CHAPTER::withTokens, all);
    }

    /** Measures whole trainings. The competitors take turns, so that the machine's other work affects all of them. */
    List<Endurance> endurance() {
        Map<Competitor, List<TrainingMeasurement>> trainings = new LinkedHashMap<>();
        for (int i = 1; i <= plan.trainings(); i++) {
            for (Competitor competitor : competitors.enduring()) {
                progress.accept(competitor.title() + ", " + plan.epochs() + " epochs, " + i + " of " + plan.trainings());
                trainings.computeIfAbsent(competitor, key -> new ArrayList<>())
                        .add(FullTraining.measure(competitor, request(competitor, Sizes.CHAPTER), plan.epochs()));
            }
        }
        return trainings.entrySet().stream().map(entry -> Endurance.of(entry.getKey().id(), entry.getKey().title(),
                plan.epochs(), FullTraining.early(plan.epochs()), entry.getValue())).toList();
    }

    private Axis axis(String name, List<Integer> values, IntFunction<Sizes> sizes, List<Competitor> all) {
        return new Axis(name, values.stream().map(value -> {
            progress.accept(name + " " + value);
            RaceOutcome outcome = race(all, sizes.apply(value), plan.growingRounds(), plan.seconds() / 2);
            outcome.absent().stream().findFirst().ifPresent(absent -> {
                throw new BenchException(absent.what() + " could not be run: " + absent.reason());
            });
            return new Point(value, Comparison.of(outcome.results()));
        }).toList());
    }

    private RaceOutcome race(List<Competitor> all, Sizes sizes, int rounds, double seconds) {
        return new Race(rounds, seconds, progress).run(all, competitor -> request(competitor, sizes));
    }

    private Request request(Competitor competitor, Sizes sizes) {
        return new Request(competitor.what(), sizes, text.vocabSize(), competitor.threads(), device, seed,
                text.write(sizes.tokens()).toString());
    }
}
