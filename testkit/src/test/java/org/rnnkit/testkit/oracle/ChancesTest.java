package org.rnnkit.testkit.oracle;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.function.DoublePredicate;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.Subsequences;

/** The chances that random tests reject a right solution, computed and compared with what stands beside their bounds. */
@Tag("slow")
class ChancesTest {

    /** Numbers of weights as tests and checks draw them, from the fewest to the most. */
    private static final int[] WEIGHTS = {50 * 70, 100 * 100, 200 * 200, 300 * 300};

    @Test
    void aMeanIsRejectedLessOftenThanItSays() {
        for (int n : WEIGHTS) {
            double bound = last(mean -> new NormalSample(filled(n, mean), 1).meanFits(), 0, 1);
            assertThat(2 * integral(ChancesTest::normal, bound * Math.sqrt(n), bound * Math.sqrt(n) + 10))
                    .isBetween(1e-16, NormalSample.CHANCE);
        }
    }

    @Test
    void aLargestValueIsRejectedLessOftenThanItSays() {
        for (int n : WEIGHTS) {
            double bound = last(value -> new NormalSample(filled(n, value), 1).largestFits(), 0, 20);
            assertThat(2 * n * integral(ChancesTest::normal, bound, bound + 10)).isBetween(1e-16, NormalSample.CHANCE);
        }
    }

    @Test
    void aSampleCountsAsCutOffLessOftenThanItSays() {
        for (int n : WEIGHTS) {
            double bound = last(value -> new NormalSample(filled(n, value), 1).isCutOff(), 0, 20);
            double beyond = 2 * integral(ChancesTest::normal, bound, bound + 10);
            assertThat(Math.exp(n * Math.log1p(-beyond))).isBetween(1e-20, NormalSample.CHANCE);
        }
    }

    /** The density of N(0, 1). */
    private static double normal(double z) {
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }

    @Test
    void aDeviationIsRejectedLessOftenThanItSays() {
        for (int n : WEIGHTS) {
            double most = last(deviation -> new NormalSample(spread(n, deviation), 1).deviationFits(), 1, 2);
            double least = 1 - last(less -> new NormalSample(spread(n, 1 - less), 1).deviationFits(), 0, 1);
            double k = n - 1;
            double width = Math.sqrt(2 * k);
            double above = integral(x -> chiSquared(x, k), k * most * most, k * most * most + 20 * width);
            double below = integral(x -> chiSquared(x, k), k * least * least - 20 * width, k * least * least);
            assertThat(above + below).isBetween(1e-16, NormalSample.CHANCE);
        }
    }

    /** The density of χ² with k degrees of freedom; ln Γ(k/2) by Stirling's series, good to 1e-10 for a large k. */
    private static double chiSquared(double x, double k) {
        double a = k / 2;
        double logGamma = (a - 0.5) * Math.log(a) - a + 0.5 * Math.log(2 * Math.PI) + 1 / (12 * a);
        return x <= 0 ? 0 : Math.exp((a - 1) * Math.log(x) - x / 2 - a * Math.log(2) - logGamma);
    }

    /** The shares of step 2's weights, and the rarest to the most frequent characters of step 10. */
    @ParameterizedTest
    @ValueSource(doubles = {NormalSample.WITHIN, 0.5, 0.1, 0.01, 0.001})
    void aFrequencyIsRejectedLessOftenThanItSays(double p) {
        for (int n : new int[] {1_000, 2_000, 3_500, 40_000}) {
            assertThat(binomialOutside(n, p, count -> Frequencies.fit(new int[] {count, n - count},
                    new double[] {p, 1 - p}))).isLessThan(Frequencies.CHANCE);
        }
    }

    /** The counts of "a" in the chapter's three texts of 1,000 characters. */
    @Test
    void theExampleOfChapter10IsRejectedLessThanOnceInABillionTimes() {
        double fair = binomialOutside(1_000, 0.75, count -> count >= 650 && count <= 850);
        double cold = binomialOutside(1_000, 1 / (1 + Math.pow(3, -10)), count -> count > 980);
        double hot = binomialOutside(1_000, 1 / (1 + Math.pow(3, -0.01)), count -> count >= 400 && count <= 600);
        assertThat(fair + cold + hot).isLessThan(1e-9);
    }

    /** Step 9 draws the dataset's seed from these, and wants 12 epochs that do not all begin alike. */
    @Test
    void noSeedOfStep9BeginsTwelveEpochsAlike() {
        for (int seed = 0; seed <= 1_000_000; seed++) {
            Subsequences cuts = new Subsequences(300, 2, 12, Sampling.SEQUENTIAL, seed);
            Set<Integer> begins = new HashSet<>();
            for (int epoch = 0; epoch < 12 && begins.size() < 2; epoch++) {
                begins.add(cuts.nextEpoch().get(0)[0]);
            }
            assertThat(begins.size()).as("seed %d", seed).isEqualTo(2);
        }
    }

    private static double[] filled(int n, double value) {
        double[] values = new double[n];
        Arrays.fill(values, value);
        return values;
    }

    /** Values of mean 0 and, up to a factor of 1 + 1/n, this deviation. */
    private static double[] spread(int n, double deviation) {
        return IntStream.range(0, n).mapToDouble(i -> i % 2 == 0 ? deviation : -deviation).toArray();
    }

    /** The last number from a to b that holds, where all before it do and none after it. */
    private static double last(DoublePredicate holds, double a, double b) {
        double from = a;
        double to = b;
        for (int i = 0; i < 50; i++) {
            double middle = (from + to) / 2;
            if (holds.test(middle)) {
                from = middle;
            } else {
                to = middle;
            }
        }
        return from;
    }

    private static double integral(DoubleUnaryOperator density, double from, double to) {
        int steps = 20_000;
        double width = (to - from) / steps;
        return width * IntStream.range(0, steps).mapToDouble(i -> density.applyAsDouble(from + (i + 0.5) * width)).sum();
    }

    /** The chance that the number of successes in n trials is not one of those accepted. */
    private static double binomialOutside(int n, double p, IntPredicate accepted) {
        double outside = 0;
        double logChoose = 0;
        for (int count = 0; count <= n; count++) {
            if (!accepted.test(count)) {
                outside += Math.exp(logChoose + count * Math.log(p) + (n - count) * Math.log1p(-p));
            }
            logChoose += Math.log((n - count) / (count + 1.0));
        }
        return outside;
    }
}
