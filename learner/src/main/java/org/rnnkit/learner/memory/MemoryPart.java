package org.rnnkit.learner.memory;

import java.util.function.Predicate;
import org.rnnkit.grader.error.UsageException;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.learner.studio.StudioEvents;
import org.rnnkit.learner.studio.StudioPart;
import org.rnnkit.learner.studio.StudioRoutes;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.toolkit.TextSource;

/** The part of the studio that shows how far networks remember. */
public final class MemoryPart implements StudioPart {

    private final MemoryComputation computation;

    /**
     * Makes the part.
     *
     * @param kit the kit
     * @param events the live events; the part publishes "memory"
     * @param isPassed whether a step of the student passes now
     */
    public MemoryPart(Kit kit, StudioEvents events, Predicate<Step> isPassed) {
        this(new MemoryComputation(progress -> new MemoryRun(kit, isPassed).run(TextSource.find(null), progress),
                () -> events.publish("memory")));
    }

    /** Makes the part with another computation. */
    MemoryPart(MemoryComputation computation) {
        this.computation = computation;
    }

    @Override
    public void addRoutes(StudioRoutes routes) {
        routes.page("memory", "Memory", context -> Pages.render("studio/memory.jte", computation.state()));
        routes.get("memory/state", context -> state());
        routes.post("memory/start", context -> {
            computation.start();
            return state();
        });
        routes.post("memory/stop", context -> {
            computation.stop();
            return state();
        });
        routes.get("memory/at/{place}", context -> place(memory().at(number(context.pathParam("place")))));
        routes.get("memory/at", context -> place(memory().at(number(context.queryParam("place")),
                context.queryParams("model").stream().map(Memory::model).toList())));
    }

    private String state() {
        return Pages.render("studio/memorystate.jte", computation.state());
    }

    private static String place(PlaceView view) {
        return Pages.render("studio/memoryplace.jte", view);
    }

    private Memory memory() {
        Memory memory = computation.state().memory();
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
        computation.close();
    }
}
