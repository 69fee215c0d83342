package org.rnnkit.testkit.comparison;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests of the data of a failed comparison: what it has of large arrays, and what it rejects. */
class ArrayComparisonTest {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private static final String SMALL = """
            {"name":"h","axes":[{"name":"unit","labels":[]}],"expectedShape":[2],"actualShape":[2],"values":{"from":[0],
            "sizes":[2],"expected":[0.5,1.0],"actual":[0.5,2.0],"wrong":[1],"first":[1],"wrongInAll":1}}""";

    @Test
    void hasAllValuesOfASmallArray() {
        ComparedValues values = SampleComparisons.of("h", List.of("sequence", "unit"), new long[] {2, 2},
                new double[] {1, 2, 3, 4}, new double[] {1, 2, 5, 4}).values();

        assertThat(values).isEqualTo(new ComparedValues(List.of(0L, 0L), List.of(2, 2), List.of(1.0, 2.0, 3.0, 4.0),
                List.of(1.0, 2.0, 5.0, 4.0), List.of(2), List.of(1L, 0L), 1));
    }

    @Test
    void hasTheValuesAroundTheFirstWrongOneOfALargeArray() {
        // The wrong values are at [1, 50, 70] and at the very end, [1, 99, 99].
        ComparedValues values = SampleComparisons.ofZeros(List.of("a", "b", "c"), new long[] {2, 100, 100},
                10_000 + 5_070, 19_999).values();

        assertThat(values.first()).containsExactly(1L, 50L, 70L);
        assertThat(values.wrongInAll()).isEqualTo(2);
        assertThat(values.sizes()).containsExactly(2, 8, 12);
        assertThat(values.from()).containsExactly(0L, 48L, 67L);
        assertThat(values.wrong()).containsExactly(96 + 2 * 12 + 3);
        assertThat(values.actual().get(96 + 2 * 12 + 3)).isEqualTo(1);
        assertThat(Collections.frequency(values.actual(), 1.0)).isEqualTo(1);
    }

    @Test
    void staysWithinTheArrayIfTheFirstWrongValueIsTheLastOne() {
        ComparedValues values = SampleComparisons.ofZeros(List.of("a"), new long[] {1_000}, 999).values();

        assertThat(values.from()).containsExactly(976L);
        assertThat(values.wrong()).containsExactly(23);
    }

    @Test
    void hasTheLabelsOfTheValuesThatItHas() {
        double[] zeros = new double[100];
        double[] actual = zeros.clone();
        actual[50] = 1;
        ArrayComparison comparison = ArrayComparison.ofValues("h", List.of("token"),
                List.of(IntStream.range(0, 100).mapToObj(i -> "token " + i).toList()), new long[] {100},
                new Difference(zeros, actual, i -> i == 50));

        assertThat(comparison.axes().get(0).labels()).hasSize(24).startsWith("token 44").contains("token 50");
    }

    @Test
    void namesNoAxisIfTheNamesDoNotFit() {
        assertThat(ArrayComparison.ofShapes("h", List.of("time"), new long[] {2, 3}, new long[] {3}).axes())
                .containsExactly(new ArrayAxis("", List.of()), new ArrayAxis("", List.of()));
    }

    @Test
    void cutsLongTextsAndLeavesOutWhatCannotBeDrawn() {
        ArrayComparison cut = SampleComparisons.of("x".repeat(1_000), List.of("y".repeat(1_000)), new long[] {1},
                new double[] {0}, new double[] {1});
        assertThat(cut.name()).hasSize(200).endsWith("…");
        assertThat(cut.axes().get(0).name()).hasSize(60).endsWith("…");
        assertThat(new ArrayAxis("", List.of("z".repeat(100))).labels().get(0)).hasSize(24);
        assertThat(ArrayComparison.ofShapes("h", List.of(), new long[] {2}, new long[60])).isNull();
        assertThat(SampleComparisons.of("h", List.of(), new long[] {1, 1, 1, 1, 1, 1, 1, 1, 1}, new double[] {0},
                new double[] {1})).isNull();
    }

    /** JSON has no NaN and no infinity. */
    @Test
    void keepsEveryNumberInJson() throws JsonProcessingException {
        ArrayComparison comparison = SampleComparisons.of("h", List.of("unit"), new long[] {4},
                new double[] {0.1f, 1e-30, -0.5, 7}, new double[] {Double.NaN, Double.POSITIVE_INFINITY,
                    Double.NEGATIVE_INFINITY, 7});

        String json = JSON.writeValueAsString(comparison);
        assertThat(json).contains("[\"NaN\",\"Infinity\",\"-Infinity\",7.0]");
        assertThat(JSON.readValue(json, ArrayComparison.class)).isEqualTo(comparison);
        assertThat(comparison.values().expected().get(0).floatValue()).isEqualTo(0.1f);
    }

    @Test
    void readsWhatAWorkerSends() throws JsonProcessingException {
        assertThat(JSON.readValue(SMALL, ArrayComparison.class)).isEqualTo(SampleComparisons.of("h", List.of("unit"),
                new long[] {2}, new double[] {0.5, 1}, new double[] {0.5, 2}));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            "expectedShape":[2] | "expectedShape":[-2]
            "expectedShape":[2] | "expectedShape":[3]
            "expectedShape":[2] | "expectedShape":[null]
            "expectedShape":[2] | "expectedShape":null
            "expectedShape":[2],"actualShape":[2] | "expectedShape":[2,2],"actualShape":[2,2]
            "expectedShape":[2],"actualShape":[2] | "expectedShape":[9000000000000000000],"actualShape":[9000000000000000000]
            "from":[0] | "from":[-1]
            "from":[0] | "from":[1]
            "from":[0] | "from":[9223372036854775807]
            "from":[0] | "from":[]
            "sizes":[2] | "sizes":[1]
            "sizes":[2] | "sizes":[-2]
            "sizes":[2] | "sizes":[0]
            "actual":[0.5,2.0] | "actual":[0.5]
            "actual":[0.5,2.0] | "actual":[0.5,null]
            "actual":[0.5,2.0] | "actual":[0.5,"<b>"]
            "wrong":[1] | "wrong":[]
            "wrong":[1] | "wrong":[2]
            "wrong":[1] | "wrong":[-1]
            "wrong":[1] | "wrong":[1,1]
            "first":[1] | "first":[2]
            "first":[1] | "first":[-1]
            "wrongInAll":1 | "wrongInAll":0
            "wrongInAll":1 | "wrongInAll":3
            "labels":[] | "labels":["a"]
            "wrongInAll":1} | "wrongInAll":1},"more":1
            "name":"h" | "name":null
            """)
    void rejectsWhatNoComparisonHas(String right, String forged) {
        assertThat(SMALL.replace("\n", "")).contains(right);
        assertThatThrownBy(() -> JSON.readValue(SMALL.replace("\n", "").replace(right, forged), ArrayComparison.class))
                .isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void rejectsMillionsOfValues() {
        List<Double> many = Collections.nCopies(1_000_000, 0.0);

        assertThatThrownBy(() -> new ComparedValues(List.of(0L), List.of(1_000_000), many, many, List.of(0), List.of(0L), 1))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /** A block that claims to be from an array of 10^72 values. */
    @ParameterizedTest
    @ValueSource(longs = {1_000_000_000L, 50_000L})
    void rejectsValuesOfAnArrayThatNoMemoryHolds(long size) {
        List<Long> shape = Collections.nCopies(8, size);
        List<Long> zeros = Collections.nCopies(8, 0L);
        ComparedValues values = new ComparedValues(zeros, Collections.nCopies(8, 1), List.of(0.0), List.of(1.0), List.of(0),
                zeros, Long.MAX_VALUE);

        assertThatThrownBy(() -> new ArrayComparison("h", Collections.nCopies(8, new ArrayAxis("", List.of())), shape, shape,
                values)).isInstanceOf(IllegalArgumentException.class);
    }
}
