package org.rnnkit.grader.verify;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.LongStream;
import org.rnnkit.grader.worker.probe.Probe.ProbeAnswer;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.grader.worker.probe.ProbePayload.Tensor;

/** Wrong answers made from right ones by a single change, as a forger or a mistake might make it. */
final class AlteredAnswers {

    private AlteredAnswers() {}

    /** Returns copies of a right answer, each with one thing changed. */
    static List<ProbePayload> of(ProbePayload right) {
        List<ProbePayload> wrong = new ArrayList<>();
        right.arrays().forEach((name, array) -> {
            wrong.add(with(right, name, null));
            wrong.add(with(right, name, new Tensor(array.shape(), "float64", array.values())));
            wrong.add(with(right, name, new Tensor(oneAxisMore(array), array.type(), array.values())));
            wrong.add(with(right, name, changed(array, Float.NaN)));
            wrong.add(with(right, name, changed(array, array.values()[array.values().length - 1] + 0.3f)));
        });
        right.numbers().forEach((name, number) -> {
            double more = number + Math.max(1, Math.abs(number) / 100);
            for (double other : new double[] {more, Double.NaN, Double.POSITIVE_INFINITY}) {
                wrong.add(copy(right).with(name, other));
            }
            ProbePayload without = copy(right);
            without.numbers().remove(name);
            wrong.add(without);
        });
        right.texts().forEach((name, text) -> {
            wrong.add(copy(right).with(name, text + "x"));
            wrong.add(copy(right).with(name, ""));
            wrong.add(copy(right).with(name, (String) null));
        });
        return wrong;
    }

    /** Returns answers that contain nothing to compare. */
    static List<ProbeAnswer> empty() {
        Map<String, Tensor> nulls = new LinkedHashMap<>();
        nulls.put("state 0", null);
        return Arrays.asList(null, new ProbeAnswer(null, null), new ProbeAnswer(new ProbePayload(), ""),
                new ProbeAnswer(new ProbePayload(null, null, null), ""),
                new ProbeAnswer(new ProbePayload(nulls, Map.of(), Map.of()), ""));
    }

    private static ProbePayload with(ProbePayload right, String name, Tensor array) {
        return copy(right).with(name, array);
    }

    private static ProbePayload copy(ProbePayload values) {
        return new ProbePayload(new LinkedHashMap<>(values.arrays()), new LinkedHashMap<>(values.numbers()),
                new LinkedHashMap<>(values.texts()));
    }

    private static long[] oneAxisMore(Tensor array) {
        return LongStream.concat(LongStream.of(1), Arrays.stream(array.shape())).toArray();
    }

    private static Tensor changed(Tensor array, float last) {
        float[] values = array.values().clone();
        values[values.length - 1] = last;
        return new Tensor(array.shape(), array.type(), values);
    }
}
