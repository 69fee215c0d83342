package org.rnnkit.classroom.samework;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rnnkit.classroom.samework.SourcePrints.ComparedSource;
import org.rnnkit.classroom.samework.SourcePrints.SourcePrint;

/** Tests that a disguised copy has the same fingerprint, and other code has another one. */
class ComparedSourceTest {

    private static final String SOURCE = """
            package org.rnnkit.step7clipping;
            import ai.djl.ndarray.NDList;
            import java.util.List;
            public final class GradientClipping {
                private static final float LIMIT = 1;
                @Override
                public static double clip(NDList parameters, float theta) {
                    double norm = norm(parameters);
                    return norm > theta ? this.scale(parameters, theta / norm) : norm;
                }
                private static double norm(NDList all) { return Math.sqrt(all.size()); }
            }
            """;

    @ParameterizedTest
    @ValueSource(strings = {
        "s/import java.util.List;//", "s/private static final/static private final/", "s/@Override//",
        "s/norm\\(/lengthOfAll(/", "s/parameters/p/", "s/parameters/_p/", "s/theta/Theta/",
        "s/this\\.//", "s/return Math/\\/\\/ mine\\n return\\n Math/",
        "s/public final class GradientClipping/class GradientClipping/"})
    void isTheSameForADisguisedCopy(String change) {
        String copy = changed(change);

        assertThat(copy).isNotEqualTo(SOURCE);
        assertThat(print(copy)).isEqualTo(print(SOURCE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"s/norm > theta/norm < theta/", "s/Math.sqrt/Math.abs/", "s/LIMIT = 1/LIMIT = 2/",
        "s/double norm = norm/float norm = norm/"})
    void differsForOtherCode(String change) {
        assertThat(print(changed(change))).isNotEqualTo(print(SOURCE));
    }

    private static String changed(String change) {
        String[] parts = change.split("(?<!\\\\)/", -1);
        return SOURCE.replaceAll(parts[1], parts[2].replace("\\n", "\n"));
    }

    /** What the kit gives and everybody has, the frame of the class, does not make a file longer. */
    @Test
    void countsOnlyTheBodiesOfMethods() {
        String frame = "package a; import b.C; class D { private final int e = 1; int f(int g) %s }";

        assertThat(print(frame.formatted("{ }")).tokens()).isEqualTo(2);
        assertThat(print(frame.formatted("{ return g; }")).tokens()).isEqualTo(5);
    }

    private static SourcePrint print(String source) {
        return ComparedSource.of(source).print(7);
    }
}
