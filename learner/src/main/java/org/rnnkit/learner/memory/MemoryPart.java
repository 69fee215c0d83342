package org.rnnkit.learner.memory;

import java.nio.file.Path;
import java.util.function.DoubleConsumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.grader.system.OutputFile;
import org.rnnkit.grader.system.UsageException;
import org.rnnkit.learner.background.BackgroundWork;
import org.rnnkit.learner.background.BackgroundWork.State;
import org.rnnkit.learner.studio.StudioEvents;
import org.rnnkit.learner.studio.StudioPart;
import org.rnnkit.learner.studio.StudioPart.StudioRoutes;
import org.rnnkit.learner.train.RunFolder;
import org.rnnkit.learner.train.RunList;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.toolkit.TextSource;

/** The part of the studio that shows how far networks remember. */
public final class MemoryPart implements StudioPart {

    private static final int PERCENT = 100;
    private static final String FILE = "memory.json";

    private final Function<DoubleConsumer, Memory> run;
    /** The measurement. Its progress is the finished part in percent; its last result stays until there is a new one. */
    private final BackgroundWork<Integer, Memory> measurement;

    /** Makes the part. It measures the student's own steps if they pass, and the model that was trained last. */
    public MemoryPart(Kit kit, StudioEvents events, Predicate<Step> isPassed) {
        this(events, RunFolder.parent(kit).resolve(FILE), progress -> new MemoryRun(kit, isPassed).run(TextSource.find(null),
                RunList.read(RunFolder.parent(kit)).runs().stream().findFirst(), progress));
    }

    /**
     * Makes the part with another way to measure, and another file for the last result.
     *
     * @param run measures, and passes on the finished part of the work; an interrupt stops it
     */
    MemoryPart(StudioEvents events, Path file, Function<DoubleConsumer, Memory> run) {
        Runnable changed = () -> events.publish("memory");
        this.run = progress -> {
            Memory memory = run.apply(progress);
            OutputFile.write(memory, file);
            return memory;
        };
        this.measurement = new BackgroundWork<>("A measurement", 0, changed, changed);
        OutputFile.read(file, Memory.class).filter(Memory::isComplete).ifPresent(measurement::keep);
    }

    @Override
    public void addRoutes(StudioRoutes routes) {
        routes.page("memory", "Memory", context -> Pages.render("studio/memory.jte", state()));
        routes.get("memory/state", context -> fragment());
        routes.post("memory/start", context -> start());
        routes.post("memory/stop", context -> stop());
        routes.get("memory/at/{place}", context -> place(memory().at(number(context.pathParam("place")))));
        routes.get("memory/at", context -> place(memory().at(number(context.queryParam("place")),
                context.queryParams("model").stream().map(Memory::model).toList())));
    }

    String start() {
        measurement.start(0, progress -> run.apply(part -> progress.update(before -> (int) (PERCENT * part))));
        return fragment();
    }

    String stop() {
        measurement.stop();
        return fragment();
    }

    State<Integer, Memory> state() {
        return measurement.state();
    }

    private String fragment() {
        return Pages.render("studio/memorystate.jte", state());
    }

    private static String place(PlaceView view) {
        return Pages.render("studio/memoryplace.jte", view);
    }

    private Memory memory() {
        Memory memory = state().result();
        if (memory == null) {
            throw new UsageException("Nothing is measured yet.");
        }
        return memory;
    }

    private static int number(String place) {
        return place != null && place.matches("\\d{1,4}") ? Integer.parseInt(place) : -1;
    }

    @Override
    public void close() {
        measurement.close();
    }
}
