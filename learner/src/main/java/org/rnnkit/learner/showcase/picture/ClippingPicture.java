package org.rnnkit.learner.showcase.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.rnnkit.learner.showcase.worker.ClippedGradients;
import org.rnnkit.learner.showcase.worker.ClippedGradients.Case;

/** The norms of gradients before and after clipping, as bars beside each other. */
public final class ClippingPicture {

    /** The width of the drawing, in pixels. */
    public static final int WIDTH = 640;
    /** The left end of the bars, in pixels. */
    public static final int LEFT = 56;
    /** The height of one bar, in pixels. */
    public static final int BAR = 14;

    private static final int TOP = 26;
    private static final int PAIR = 44;
    private static final int RIGHT = 60;
    private static final double SAME = 1e-4;

    private final ClippedGradients data;
    private final LinearScale axis;

    /**
     * Makes the picture.
     *
     * @param data the gradients
     */
    public ClippingPicture(ClippedGradients data) {
        this.data = data;
        double largest = data.cases().stream().flatMapToDouble(each -> DoubleStream.of(each.before(),
                each.after())).filter(Double::isFinite).max().orElse(1);
        axis = new LinearScale(0, Math.max(largest, data.theta()), LEFT, WIDTH - RIGHT);
    }

    /**
     * Two bars.
     *
     * @param y the upper edge of the first
     * @param yAfter the upper edge of the second
     * @param label the number of the pair
     * @param widthBefore the length of the first
     * @param widthAfter the length of the second
     * @param before the norm before clipping
     * @param after the norm after it
     * @param endBefore the right end of the first
     * @param endAfter the right end of the second
     */
    public record Pair(int y, int yAfter, String label, String widthBefore, String widthAfter, String before, String after,
            String endBefore, String endAfter) {}

    /**
     * A row of the table.
     *
     * @param before the norm before clipping
     * @param returned the norm that the step returned
     * @param after the norm after clipping
     * @param factor what each gradient was multiplied by
     * @param cosine the cosine of the angle between the gradients before and after
     */
    public record NormRow(String before, String returned, String after, String factor, String cosine) {}

    /** Lists the pairs of bars. */
    public List<Pair> pairs() {
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < data.cases().size(); i++) {
            Case each = data.cases().get(i);
            int y = TOP + i * PAIR;
            pairs.add(new Pair(y, y + BAR + 3, String.valueOf(i + 1), Svg.place(axis.pixel(each.before()) - LEFT),
                    Svg.place(axis.pixel(each.after()) - LEFT), Svg.number(each.before(), 2), Svg.number(each.after(), 2),
                    Svg.place(axis.pixel(each.before()) + 6), Svg.place(axis.pixel(each.after()) + 6)));
        }
        return pairs;
    }

    /** Lists the numbers. */
    public List<NormRow> rows() {
        return data.cases().stream().map(each -> new NormRow(Svg.number(each.before(), 3), Svg.number(each.returned(), 3),
                Svg.number(each.after(), 3), Svg.number(each.after() / each.before(), 3), Svg.number(each.cosine(), 4)))
                .toList();
    }

    /** Returns the height of the drawing, in pixels. */
    public int height() {
        return TOP + data.cases().size() * PAIR + 4;
    }

    /** Returns the horizontal place of θ. */
    public String thetaPlace() {
        return axis.place(data.theta());
    }

    /** Returns θ. */
    public String theta() {
        return Svg.number(data.theta(), 2).replaceFirst("\\.?0+$", "");
    }

    /** Returns the number of values in the gradients. */
    public String numValues() {
        return Svg.count(data.numValues());
    }

    /** Returns the number of cases whose gradients became smaller. */
    public long numClipped() {
        return data.cases().stream().filter(each -> each.after() < each.before() * (1 - SAME)).count();
    }

    /** Returns the number of cases. */
    public int numCases() {
        return data.cases().size();
    }

    /** Tells whether all directions stayed the same. */
    public boolean keepsDirections() {
        return data.cases().stream().allMatch(each -> Math.abs(each.cosine() - 1) < SAME);
    }

    /** Describes the drawing for those who don't see it. */
    public String description() {
        return "Norms before and after clipping at " + theta() + ": " + String.join(", ", IntStream.range(0, numCases())
                .mapToObj(i -> pairs().get(i).before() + " becomes " + pairs().get(i).after()).toList()) + ".";
    }
}
