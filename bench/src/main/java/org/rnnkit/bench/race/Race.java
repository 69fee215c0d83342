package org.rnnkit.bench.race;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.rnnkit.bench.error.BenchException;
import org.rnnkit.bench.result.Absent;
import org.rnnkit.bench.worker.Lap;
import org.rnnkit.bench.worker.Request;
import org.rnnkit.bench.worker.Turn;

/**
 * A race between competitors. All of them are started and warmed up. Then they take short turns, A B C A B C, so that the
 * machine's other work affects all of them in the same way.
 *
 * @param rounds the number of turns of each competitor
 * @param seconds the length of a turn
 * @param progress receives a line for the user after each round
 */
public record Race(int rounds, double seconds, Consumer<String> progress) {

    /** The pause before each turn: OpenMP's threads spin for 0.2 s after their work is done, which would disturb others. */
    private static final long PAUSE_MILLIS = 250;
    private static final double INSTANT = 1e-9;

    /**
     * Runs the race.
     *
     * @param competitors the competitors
     * @param requests makes the request for a competitor
     * @return a result for each competitor that starts, and the reasons why others do not
     * @throws BenchException if a competitor ends early, or if no competitor starts
     */
    public RaceOutcome run(List<Competitor> competitors, Function<Competitor, Request> requests) {
        List<Competitor> started = new ArrayList<>();
        List<CompetitorProcess> processes = new ArrayList<>();
        List<Double> startSeconds = new ArrayList<>();
        List<Absent> absent = new ArrayList<>();
        try {
            for (Competitor competitor : competitors) {
                long start = System.nanoTime();
                try {
                    processes.add(start(competitor, requests.apply(competitor)));
                    startSeconds.add((System.nanoTime() - start) / 1e9);
                    started.add(competitor);
                } catch (BenchException e) {
                    progress.accept(competitor.id() + " could not be run: " + e.getMessage());
                    absent.add(new Absent(competitor.name(), e.getMessage()));
                }
            }
            if (processes.isEmpty()) {
                throw new BenchException("No competitor starts. " + absent.get(0).reason());
            }
            processes.forEach(process -> process.run(Turn.ofSeconds(seconds))); // warm-up
            List<List<Double>> speeds = new ArrayList<>();
            processes.forEach(process -> speeds.add(new ArrayList<>()));
            for (int round = 1; round <= rounds; round++) {
                for (int i = 0; i < processes.size(); i++) {
                    pause();
                    Lap lap = processes.get(i).run(Turn.ofSeconds(seconds));
                    speeds.get(i).add(lap.tokensPerSecond());
                }
                progress.accept("round " + round + " of " + rounds);
            }
            List<RaceResult> results = new ArrayList<>();
            for (int i = 0; i < processes.size(); i++) {
                results.add(new RaceResult(started.get(i), speeds.get(i), startSeconds.get(i), processes.get(i).memory()));
            }
            return new RaceOutcome(results, absent);
        } finally {
            processes.forEach(CompetitorProcess::close);
        }
    }

    /** Starts a competitor and lets it train on one minibatch, for which torch.compile compiles. */
    private static CompetitorProcess start(Competitor competitor, Request request) {
        CompetitorProcess process = new CompetitorProcess(competitor, request);
        try {
            process.run(Turn.ofSeconds(INSTANT));
            return process;
        } catch (BenchException e) {
            process.close();
            throw e;
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchException("interrupted");
        }
    }
}
