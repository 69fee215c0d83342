package org.rnnkit.classroom.samework;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rnnkit.classroom.samework.SourcePrints.ComparedSource;
import org.rnnkit.classroom.samework.SourcePrints.SourcePrint;
import org.rnnkit.grader.kit.CatalogueSolution;
import org.rnnkit.grader.kit.Layout;
import org.rnnkit.testkit.steps.Step;
import org.rnnkit.testkit.steps.Steps;

/**
 * Measures how much right solutions of a step in different styles have in common. Without the steps of which some solutions
 * change one place of the reference only, two of them share at most 78 tokens in a row (in step 12; 73 in step 5, 45 or fewer
 * in the others). The bound of 120 is one and a half times that.
 */
class CatalogueSimilarityTest {

    /** Some styles of these steps change one place of the reference, so they have the rest in common by nature. */
    private static final Set<Integer> CHANGED_IN_ONE_PLACE = Set.of(8, 10, 13);

    static List<Step> steps() {
        return Steps.withBonus();
    }

    @ParameterizedTest
    @MethodSource("steps")
    void differentStylesAreNeverEqualAndShareLessThanTheBound(Step step) throws IOException {
        Layout kit = new Layout(Path.of(".."));
        List<ComparedSource> solutions = Stream.concat(Stream.of(Files.readString(kit.solution(step))),
                CatalogueSolution.right(kit, step).stream().map(CatalogueSolution::source)).map(ComparedSource::of).toList();
        assertThat(solutions).hasSizeGreaterThan(2);
        assertThat(solutions.stream().map(ComparedSource::normalized)).doesNotHaveDuplicates();
        int longest = 0;
        for (int i = 0; i < solutions.size(); i++) {
            for (int j = 0; j < i; j++) {
                longest = Math.max(longest, commonRun(solutions.get(i).normalizedBodies(),
                        solutions.get(j).normalizedBodies()));
            }
        }
        assertThat(longest).isPositive();
        if (!CHANGED_IN_ONE_PLACE.contains(step.number())) {
            assertThat(longest * 3 / 2).isLessThan(SourcePrint.MIN_TOKENS);
        }
    }

    /** Returns the length of the longest run of tokens that both have. */
    private static int commonRun(List<String> a, List<String> b) {
        int longest = 0;
        int[][] runs = new int[a.size() + 1][b.size() + 1];
        for (int i = 0; i < a.size(); i++) {
            for (int j = 0; j < b.size(); j++) {
                if (a.get(i).equals(b.get(j))) {
                    runs[i + 1][j + 1] = runs[i][j] + 1;
                    longest = Math.max(longest, runs[i + 1][j + 1]);
                }
            }
        }
        return longest;
    }
}
