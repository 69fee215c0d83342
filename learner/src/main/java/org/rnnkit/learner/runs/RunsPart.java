package org.rnnkit.learner.runs;

import java.nio.file.Path;
import java.util.List;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.learner.studio.StudioPart;
import org.rnnkit.learner.studio.StudioRoutes;

/** The studio's list of past trainings, and their comparison. */
public final class RunsPart implements StudioPart {

    /** The event that says that runs/ has changed. */
    public static final String CHANGED = "runs";

    private final Path parent;

    /**
     * The data of the list, for runs.jte.
     *
     * @param runs the trainings, the newest first
     * @param skipped a sentence for each entry that is not a complete training
     */
    public record Table(List<RunRow> runs, List<String> skipped) {}

    /**
     * Makes the part.
     *
     * @param kit the kit
     */
    public RunsPart(Kit kit) {
        this.parent = RunFolder.parent(kit);
    }

    @Override
    public void addRoutes(StudioRoutes routes) {
        routes.get("runs", context -> table());
        routes.get("runs/comparison", context -> comparison(context.queryParams("run")));
    }

    String table() {
        RunList list = RunList.read(parent);
        return Pages.render("studio/runs.jte", new Table(list.runs().stream().map(RunRow::of).toList(), list.skipped()));
    }

    String comparison(List<String> names) {
        RunList list = RunList.read(parent);
        return Pages.render("studio/runs-comparison.jte",
                RunComparison.of(names.stream().distinct().map(list::get).toList()));
    }
}
