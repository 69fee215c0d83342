package org.rnnkit.learner.showcase.picture;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rnnkit.learner.showcase.worker.ModelParts;
import org.rnnkit.learner.showcase.worker.ModelParts.ModelPart;

/** A model as a drawing of its five parameters, and as a table. */
public final class ModelPicture {

    private final ModelParts data;

    /**
     * Makes the picture.
     *
     * @param data the model's parts
     */
    public ModelPicture(ModelParts data) {
        this.data = data;
    }

    /**
     * A box of the drawing, which is also a row of the table.
     *
     * @param x its left edge in the drawing
     * @param y its upper edge in the drawing
     * @param name the parameter
     * @param shape its shape
     * @param count the number of its values
     * @param share its share of all values
     * @param role what it does
     */
    public record Box(int x, int y, String name, String shape, String count, String share, String role) {}

    private static final List<int[]> PLACES = List.of(new int[] {116, 120}, new int[] {252, 10}, new int[] {252, 210},
            new int[] {404, 120}, new int[] {404, 210});
    private static final List<String> ROLES = List.of("from the input to the state", "from the old state to the new one",
            "added to the state", "from the state to the output", "added to the output");

    /** Lists the boxes. */
    public List<Box> boxes() {
        return IntStream.range(0, data.parts().size()).mapToObj(i -> {
            ModelPart part = data.parts().get(i);
            return new Box(PLACES.get(i)[0], PLACES.get(i)[1], part.name(), shape(part), Svg.count(part.count()),
                    Svg.number(100.0 * part.count() / sum(), 1) + " %", ROLES.get(i));
        }).toList();
    }

    private static String shape(ModelPart part) {
        return Arrays.stream(part.shape()).mapToObj(String::valueOf).collect(Collectors.joining(" × "));
    }

    private long sum() {
        return data.parts().stream().mapToLong(ModelPart::count).sum();
    }

    /** Returns the number of all values. */
    public String total() {
        return Svg.count(sum());
    }

    /** Returns the number of tokens. */
    public int vocabSize() {
        return data.vocabSize();
    }

    /** Returns the number of hidden units. */
    public int numHiddens() {
        return data.numHiddens();
    }
}
