package org.rnnkit.bench.page;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.rnnkit.bench.race.Peer;
import org.rnnkit.bench.result.Axis;
import org.rnnkit.bench.result.Machine;
import org.rnnkit.bench.result.Pass;
import org.rnnkit.bench.result.Results;
import org.rnnkit.bench.result.Row;
import org.rnnkit.toolkit.AtomicFile;
import org.rnnkit.toolkit.DeviceName;

/**
 * The page docs/performance.md and its pictures. Its template is plain text with names in braces. As the page is Markdown and
 * contains only the kit's own figures, it needs no template engine that escapes text.
 */
public final class PerformancePage {

    /** The largest load of a machine that has no other work. */
    private static final double IDLE = 0.5;
    private static final double MILLIS = 1_000;
    private static final String REFERENCE = "reference-1";
    /** The label of each axis, by the axis's name. */
    private static final Map<String, String> LABELS = Map.of("hidden", "hidden units", "batch", "rows of a minibatch",
            "tokens", "tokens of the text");

    private PerformancePage() {}

    /**
     * Writes the page and its pictures.
     *
     * @param all the results of all processors, as {@link Results#readAll} sorts them; the page shows the first, and compares
     *     all of them in one table
     * @param folder the folder for performance.md and for performance/ with the pictures
     * @throws IOException if a file can't be written
     */
    public static void write(List<Results> all, Path folder) throws IOException {
        for (Axis axis : all.get(0).scaling()) {
            ScalingPicture.write(axis, LABELS.get(axis.name()), folder.resolve("performance/" + axis.name() + ".png"));
        }
        AtomicFile.write(folder.resolve("performance.md"), text(all).getBytes(StandardCharsets.UTF_8));
    }

    /** Returns a race as a table. */
    public static String comparison(Pass pass) {
        return Tables.comparison(pass.rows());
    }

    static String text(List<Results> all) {
        Results results = all.get(0);
        Map<String, String> values = new LinkedHashMap<>();
        values.put("machine", machine(results));
        values.put("advice", Peer.ADVICE);
        values.put("seconds", Table.number(results.secondsPerRound(), 1));
        values.put("rounds", String.valueOf(results.rounds()));
        values.put("growing", String.valueOf(results.growingRounds()));
        values.put("tokens", Table.number(results.sizes().tokens(), 0));
        values.put("batch", String.valueOf(results.sizes().batchSize()));
        values.put("steps", String.valueOf(results.sizes().numSteps()));
        values.put("hidden", String.valueOf(results.sizes().hidden()));
        values.put("goals", Tables.goals(Goals.of(results)));
        values.put("passes", Tables.passes(results.passes()));
        values.put("parts", Tables.parts(results.parts()));
        values.put("together", together(results));
        values.put("failed", Tables.failed(results.absent()));
        values.put("processors", Processors.table(all));
        values.put("tools", Tables.waits(results.tools()));
        values.put("grading", Tables.waits(results.grading()));
        values.put("file", results.machine().fileName());
        values.put("endurance", Tables.endurance(results.endurance()));
        values.put("gpu", results.machine().device().equals(DeviceName.GPU.word()) ? "This page was measured on one."
                : "It has not been run, because no GPU was available.");
        LABELS.forEach((name, label) -> axis(results, name, label, values));
        String page = template();
        for (Map.Entry<String, String> value : values.entrySet()) {
            page = page.replace("{" + value.getKey() + "}", value.getValue());
        }
        return page;
    }

    /** Compares the sum of the parts with the time for a minibatch in the race. The two should be close. */
    private static String together(Results results) {
        Optional<Row> trained = results.passes().stream().limit(1).flatMap(pass -> pass.rows().stream())
                .filter(row -> row.id().equals(REFERENCE)).findFirst();
        if (trained.isEmpty() || results.parts().isEmpty()) {
            return "";
        }
        // The forward pass includes the one-hot encoding.
        double sum = results.parts().stream().filter(part -> !List.of("oneHot", "engineStart").contains(part.name()))
                .mapToDouble(part -> part.milliseconds().median()).sum();
        double minibatch = MILLIS * results.sizes().batchSize() * results.sizes().numSteps()
                / trained.get().tokensPerSecond().median();
        return "Making a minibatch, forward, backward, clip and update take " + Table.number(sum, 1)
                + " ms together; a minibatch of the reference took " + Table.number(minibatch, 1) + " ms in the first race.";
    }

    private static void axis(Results results, String name, String label, Map<String, String> values) {
        Optional<Axis> axis = results.scaling().stream().filter(a -> a.name().equals(name)).findFirst();
        int last = axis.map(a -> a.points().size() - 1).orElse(0);
        values.put(name + "Table", axis.map(a -> Tables.axis(a, label)).orElse("Not measured in this run."));
        // Two points have only one change, which is the one at the large end.
        values.put(name + "Small", axis.filter(a -> last > 1).map(a -> change(a, 0, 1)).orElse(""));
        values.put(name + "Large", axis.map(a -> change(a, last - 1, last)).orElse(""));
    }

    /** Says how the reference's speed changed between two neighbouring points. */
    private static String change(Axis axis, int from, int to) {
        return axis.change(REFERENCE, from, to, row -> row.tokensPerSecond().median())
                .map(ratio -> "From " + Table.number(axis.values()[from], 0) + " to " + Table.number(axis.values()[to], 0)
                        + " the reference's speed became " + Table.number(ratio, 2) + " times what it was.").orElse("");
    }

    /** Returns a warning with the reasons not to quote these figures; empty if there are none. */
    private static String caution(Results results) {
        List<String> reasons = new ArrayList<>();
        if (results.quick()) {
            reasons.add("a quick run (`--quick`)");
        }
        if (results.machine().load() > IDLE) {
            reasons.add("a machine that had other work (load " + Table.number(results.machine().load(), 1) + " before)");
        }
        return reasons.isEmpty() ? "" : "**These figures are not to be quoted:** they are from " + String.join(" on ", reasons)
                + ".\n\n";
    }

    private static String machine(Results results) {
        Machine machine = results.machine();
        return caution(results) + "Measured on: " + Processors.words(results) + ", "
                + Table.number(machine.memoryMegabytes(), 0) + " MB, " + machine.system() + "; " + machine.java() + ", DJL "
                + machine.djl() + ", PyTorch " + machine.pytorch() + "; "
                + (machine.eager() == null ? "eager PyTorch was not compared" : "eager PyTorch " + machine.eager())
                + "; device " + machine.device() + "; seed " + results.seed() + "; text: " + results.text() + "."
                + (machine.load() < 0 ? "" : " Load before: " + Table.number(machine.load(), 1) + ".") + days(results);
    }

    /** Says when the groups were measured. */
    private static String days(Results results) {
        if (results.measured().values().stream().distinct().count() <= 1) {
            return results.day().isEmpty() ? "" : " Day: " + results.day() + ".";
        }
        return results.measured().entrySet().stream()
                .map(group -> group.getKey() + " " + group.getValue()).collect(Collectors.joining(", ", " Days: ", "."));
    }

    private static String template() {
        try (InputStream in = PerformancePage.class.getResourceAsStream("performance.template")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
