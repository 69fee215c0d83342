package org.rnnkit.bench.race;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.rnnkit.bench.error.BenchException;
import org.rnnkit.bench.worker.Lap;
import org.rnnkit.bench.worker.Request;
import org.rnnkit.bench.worker.Turn;

/**
 * Measures competitors against each other: all are started and warmed up, then they take short turns, A B C A B C, so that
 * whatever else the machine does meets all of them alike.
 *
 * @param rounds how many turns each has
 * @param seconds how long a turn is
 * @param progress told of every round
 */
public record Race(int rounds, double seconds, Consumer<String> progress) {

    /** OpenMP's threads spin for 0.2 s after their work is done. */
    private static final long PAUSE_MILLIS = 250;

    /**
     * Runs it.
     *
     * @param competitors who
     * @param requests what each is told first
     * @return how they did, in the same order
     */
    public List<RaceResult> run(List<Competitor> competitors, Function<Competitor, Request> requests) {
        List<CompetitorProcess> runners = new ArrayList<>();
        try {
            for (Competitor competitor : competitors) {
                CompetitorProcess runner = new CompetitorProcess(competitor, requests.apply(competitor));
                runners.add(runner);
                runner.take(Turn.ofSeconds(seconds)); // warm-up
            }
            List<List<Double>> speeds = new ArrayList<>();
            runners.forEach(runner -> speeds.add(new ArrayList<>()));
            for (int round = 1; round <= rounds; round++) {
                for (int i = 0; i < runners.size(); i++) {
                    pause();
                    Lap lap = runners.get(i).take(Turn.ofSeconds(seconds));
                    speeds.get(i).add(lap.tokensPerSecond());
                }
                progress.accept("round " + round + " of " + rounds);
            }
            List<RaceResult> standings = new ArrayList<>();
            for (int i = 0; i < runners.size(); i++) {
                standings.add(new RaceResult(competitors.get(i), speeds.get(i), runners.get(i).memory()));
            }
            return standings;
        } finally {
            runners.forEach(CompetitorProcess::close);
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
