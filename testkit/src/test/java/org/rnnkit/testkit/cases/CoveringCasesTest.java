package org.rnnkit.testkit.cases;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnkit.testkit.Draw;

/** Tests of the cases that are drawn from dimensions. */
class CoveringCasesTest {

    private static final Dimensions DIMENSIONS = Dimensions.beside(CoveringCasesTest.class);
    private static final ToDoubleFunction<DrawnValues> WORK = values -> (double) values.size("rows") * values.size("columns")
            * values.size("layers");
    private static final double MOST = 1e5;

    static LongStream seeds() {
        return LongStream.range(0, 50);
    }

    private static List<DrawnValues> cases(long seed) {
        return CoveringCases.of(DIMENSIONS, WORK, WORK, MOST, MOST / 10, new Draw(seed, "cases"));
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void meetEveryPairOfClassesThatIsAffordable(long seed) {
        List<DrawnValues> cases = cases(seed);
        DIMENSIONS.classes().forEach((one, firsts) -> DIMENSIONS.classes().forEach((other, seconds) -> firsts.forEach(first ->
                seconds.forEach(second -> assertThat(one.equals(other) || !isAffordable(one, first, other, second)
                        || cases.stream().anyMatch(values -> isIn(values, one, first) && isIn(values, other, second)))
                        .as("%s in %s, %s in %s", one, first, other, second).isTrue()))));
        assertThat(cases).hasSizeBetween(16, 40).allMatch(values -> WORK.applyAsDouble(values) <= MOST);
    }

    /** The other size of such a case is 1. */
    private static boolean isAffordable(String one, ValueClass first, String other, ValueClass second) {
        double work = (List.of("rows", "columns", "layers").contains(one) ? first.low() : 1)
                * (List.of("rows", "columns", "layers").contains(other) ? second.low() : 1);
        return work <= MOST;
    }

    private static boolean isIn(DrawnValues values, String name, ValueClass option) {
        return option.word() != null ? values.is(name, option.word())
                : values.number(name) >= option.low() * (1 - 1e-9) && values.number(name) <= option.high() * (1 + 1e-9);
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void areLargeInAtMostTwoDimensions(long seed) {
        assertThat(cases(seed)).allMatch(values -> LongStream.of(values.size("rows"), values.size("columns"),
                values.size("layers")).filter(size -> size > 60).count() <= 2);
    }
}
