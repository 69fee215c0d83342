package org.rnnkit.learner.drawing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** All drawings of the chapters. The files beside the chapters are derived from them. */
public final class Drawings {

    private static final List<Drawing> ALL = draw();

    private Drawings() {}

    private static List<Drawing> draw() {
        List<Drawing> drawings = new ArrayList<>();
        StepShapes.all().forEach((step, rows) ->
                drawings.add(rows.drawing(step, "shapes" + step + ".svg", "The shapes of step " + step)));
        drawings.addAll(List.of(UnrolledNetwork.drawing(), CommonNorm.drawing(), ClippingCircle.drawing(),
                RepeatedFactor.drawing(), CutText.drawing(), DetachedState.drawing(), BackwardNetwork.drawing(),
                GruCell.drawing()));
        return List.copyOf(drawings);
    }

    /**
     * Lists the drawings.
     *
     * @return all drawings; the name of each file is different
     */
    public static List<Drawing> all() {
        return ALL;
    }

    /**
     * Finds a drawing.
     *
     * @param file the name of its file, such as "unrolled.svg"
     * @return the drawing, if there is one
     */
    public static Optional<Drawing> find(String file) {
        return ALL.stream().filter(drawing -> drawing.file().equals(file)).findFirst();
    }
}
