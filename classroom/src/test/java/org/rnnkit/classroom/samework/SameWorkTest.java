package org.rnnkit.classroom.samework;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.rnnkit.classroom.samework.SourcePrints.SourcePrint;

/** Tests which groups with the same work are found. */
class SameWorkTest {

    private static final int LONG = SourcePrint.MIN_TOKENS;
    private static final SourcePrint FOUR = new SourcePrint(4, "four", LONG);
    private static final SourcePrint SIX = new SourcePrint(6, "six", LONG + 30);
    private static final SourcePrint ONE = new SourcePrint(1, "one", LONG - 1);

    @Test
    void findsEveryGroupWithAllItsSteps() {
        Map<String, List<SourcePrint>> names = new TreeMap<>(Map.of("ada", List.of(ONE, FOUR, SIX),
                "bob", List.of(ONE, FOUR, SIX), "carl", List.of(new SourcePrint(4, "other", LONG))));

        assertThat(SameWork.find(names, Map.of())).containsExactly(
                new SameWork(List.of("ada", "bob"), List.of(), List.of(4, 6), List.of(1), 2 * LONG + 30, Map.of()));
    }

    /** A helper class is compared with all helper classes, whichever steps use it. */
    @Test
    void findsEqualHelperClasses() {
        List<SourcePrint> prints = List.of(new SourcePrint(SourcePrint.HELPERS, "helper", LONG));

        assertThat(SameWork.find(new TreeMap<>(Map.of("ada", prints, "bob", prints)), Map.of())).singleElement()
                .satisfies(work -> assertThat(work.sentence()).isEqualTo("Equal: helper classes, " + LONG + " tokens."));
    }

    @Test
    void saysNothingOfShortFilesAlone() {
        assertThat(SameWork.find(Map.of("ada", List.of(ONE), "bob", List.of(ONE)), Map.of())).isEmpty();
    }

    /** A third author who has one of the files takes nothing from the pair, and is named beside it. */
    @Test
    void thePairWithMostEqualStepsIsWholeAndComesFirst() {
        SourcePrint eight = new SourcePrint(8, "eight", LONG);
        Map<String, List<SourcePrint>> names = new TreeMap<>(Map.of("ada", List.of(FOUR, SIX, eight),
                "bob", List.of(FOUR, SIX, eight), "carl", List.of(FOUR), "dora", List.of(SIX), "emil", List.of(eight)));

        assertThat(SameWork.find(names, Map.of())).singleElement().satisfies(work -> {
            assertThat(work.authors()).containsExactly("ada", "bob");
            assertThat(work.steps()).containsExactly(4, 6, 8);
            assertThat(work.partly()).isEqualTo(
                    "Equal in some of these steps (3): carl (step 4); dora (step 6); emil (step 8).");
        });
    }

    /** Otherwise each mistake would make its own group with all right solutions, and each two mistakes another one. */
    @Test
    void aCrowdWithAMistakeEachIsOneEntryThatNamesEverybodyOnce() {
        List<SourcePrint> right = IntStream.rangeClosed(1, 9).mapToObj(step -> new SourcePrint(step, "right", LONG)).toList();
        Map<String, List<SourcePrint>> names = new TreeMap<>();
        for (int i = 0; i < 25; i++) {
            List<SourcePrint> own = new ArrayList<>(right);
            if (i >= 15) {
                own.set(i % 9, new SourcePrint(i % 9 + 1, "mistake " + i, LONG));
            }
            names.put("student" + (i + 10), own);
        }
        names.put("zed", List.of(right.get(3), new SourcePrint(6, "zed", LONG)));
        names.put("zoe", List.of(new SourcePrint(6, "zed", LONG)));

        List<SameWork> found = SameWork.find(names, Map.of(SameWork.REFERENCE, right));

        assertThat(found).extracting(SameWork::steps).as("what is not in the first is one more").containsExactly(
                IntStream.rangeClosed(1, 9).boxed().toList(), List.of(6));
        assertThat(found.get(0).names()).startsWith(SameWork.REFERENCE, "student10").hasSize(1 + 15);
        assertThat(found.get(0).some()).hasSize(11).containsEntry("zed", List.of(4))
                .containsEntry("student25", List.of(1, 2, 3, 4, 5, 6, 8, 9));
        assertThat(found.get(1).authors()).containsExactly("zed", "zoe");
    }

    /** Whoever has the same files in common is one entry, not one for each two. */
    @Test
    void manyCopiesOfTheSameFilesAreOneEntry() {
        Map<String, List<SourcePrint>> names = new TreeMap<>(Map.of("ada", List.of(FOUR, SIX), "bob", List.of(FOUR, SIX),
                "carl", List.of(FOUR, SIX)));

        assertThat(SameWork.find(names, Map.of("reference", List.of(FOUR, SIX)))).singleElement().satisfies(work -> {
            assertThat(work.names()).containsExactly("reference", "ada", "bob", "carl");
            assertThat(work.steps()).containsExactly(4, 6);
        });
    }

    @Test
    void comparesWithTheReferenceAndEarlierWorkButNotTheseWithEachOther() {
        Map<String, List<SourcePrint>> others = new LinkedHashMap<>();
        others.put("reference", List.of(FOUR, SIX));
        others.put("2025/eve", List.of(SIX));

        assertThat(SameWork.find(Map.of("ada", List.of(FOUR)), others)).containsExactly(
                new SameWork(List.of("ada"), List.of("reference"), List.of(4), List.of(), LONG, Map.of()));
    }

    /** A file that everybody has would make 200 million pairs. A pair that has more in common is found all the same. */
    @Test
    void aFileOfALargeClassIsOneEntry() {
        Map<String, List<SourcePrint>> names = IntStream.range(0, 20_000).boxed().collect(Collectors.toMap(i -> "student" + i,
                i -> List.of(FOUR, new SourcePrint(6, i < 4 ? "pair" + i / 2 : "own" + i, LONG))));

        List<SameWork> found = SameWork.find(new TreeMap<>(names), Map.of());

        assertThat(found).extracting(SameWork::steps).containsExactly(List.of(4, 6), List.of(4, 6), List.of(4));
        assertThat(found.get(1).authors()).containsExactly("student2", "student3");
        assertThat(found.get(2).authors()).hasSize(20_000);
    }
}
