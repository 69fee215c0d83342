package org.rnnkit.learner.showcase.worker;

import ai.djl.ndarray.NDManager;
import java.util.function.Consumer;

/** The showcases by step. A step's classes are loaded only when its showcase runs, since later ones may be missing. */
final class Showcases {

    /** The time of a training. It leaves time for the rest within the process's limit. */
    private static final double SECONDS = 10;
    /** The time of a training that is not watched. */
    private static final double SHORT = 6;

    private Showcases() {}

    /**
     * Runs a showcase.
     *
     * @param request the step and the learner's inputs
     * @param manager the parent of all arrays
     * @param progress receives the record as far as it is known, again and again
     * @return the record of the step's showcase
     */
    static Object show(ShowcaseRequest request, NDManager manager, Consumer<Object> progress) {
        String text = request.text();
        double number = request.number();
        return switch (request.step()) {
            case 1 -> OneHotShowcase.show(text, manager);
            case 2 -> WeightsShowcase.show((int) number, manager);
            case 3 -> StateShowcase.show((int) number, manager);
            case 4 -> ForwardShowcase.show(text, manager);
            case 5 -> ModelShowcase.show((int) number, manager);
            case 6 -> BabbleShowcase.show(text, manager);
            case 7 -> ClippingShowcase.show(number, manager);
            case 8 -> EpochShowcase.show(SECONDS, manager, progress);
            case 9 -> TrainingShowcase.show(SECONDS, manager, progress);
            case 10 -> TemperatureShowcase.show(text, SHORT, manager);
            case 11 -> EmbeddingShowcase.show(SHORT, manager);
            case 12 -> BackwardShowcase.show(manager);
            case 13 -> GruShowcase.show(SECONDS, manager, progress);
            default -> throw new IllegalArgumentException("no showcase for step " + request.step());
        };
    }
}
