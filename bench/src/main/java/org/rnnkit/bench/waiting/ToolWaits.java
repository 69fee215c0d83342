package org.rnnkit.bench.waiting;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rnnkit.bench.error.BenchException;
import org.rnnkit.bench.result.Absent;
import org.rnnkit.bench.result.Wait;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * The measurement of the waits of a student: the launcher, Maven and the watch loop.
 *
 * @param kit the kit to measure
 * @param rounds the number of turns
 * @param progress receives a line for the user after each turn
 * @param absent receives each command that failed
 */
public record ToolWaits(TemporaryKit kit, int rounds, Consumer<String> progress, Consumer<Absent> absent) {

    /**
     * Measures them in turns.
     *
     * @return the limits and the waits
     * @throws IOException if a command can't be started
     */
    public List<Wait> measure() throws IOException {
        Turns turns = new Turns(rounds, progress, absent);
        List<Wait> waits = new ArrayList<>(turns.warm(List.of(Limits.jvm(), launcher("help", "--help"),
                launcher("list", "list"), launcher("hint", "hint", "4"), Limits.maven(kit),
                maven("mavenAll", "-B", "test", "-pl", "exercises"),
                maven("mavenOne", "-B", "test", "-pl", "exercises", "-Dgroups=step4"))));
        progress.accept("./rnnkit watch");
        try {
            waits.addAll(watched(turns));
        } catch (BenchException e) {
            absent.accept(new Absent("./rnnkit watch", e.getMessage()));
        }
        return waits;
    }

    private List<Wait> watched(Turns turns) throws IOException {
        try (WatchSession watch = WatchSession.start(kit)) {
            List<Timed> saves = Steps.all().stream().map(step -> new Timed("save" + step.number(), "save to verdict, step "
                    + step.number(), Limits.ENGINE, () -> watch.save(step))).toList();
            return turns.warm(Stream.concat(Stream.of(Limits.engine()), saves.stream()).toList());
        }
    }

    /** Returns the ids of the waits for the verdicts of some steps. */
    public static Set<String> saves(int from, int to) {
        return Steps.all().stream().map(Step::number).filter(number -> number >= from && number <= to)
                .map(number -> "save" + number).collect(Collectors.toSet());
    }

    private Timed launcher(String id, String... arguments) {
        return new Timed(id, "`./rnnkit " + String.join(" ", arguments) + "`", Limits.JVM, kit.rnnkit(0, arguments)::seconds);
    }

    private Timed maven(String id, String... arguments) {
        return new Timed(id, "`mvn " + String.join(" ", arguments).replace("-B ", "") + "`", Limits.MAVEN,
                kit.maven(arguments)::seconds);
    }
}
