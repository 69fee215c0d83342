package org.rnnkit.learner.showcase.worker;

import ai.djl.ndarray.NDManager;
import java.util.function.Consumer;

/** The showcases by step. A step's classes are loaded only when its showcase runs, since later ones may be missing. */
final class Showcases {

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
        String name = Showcases.class.getPackageName() + "." + request.className() + "Showcase";
        try {
            return Class.forName(name).asSubclass(StepShowcase.class).getDeclaredConstructor().newInstance()
                    .show(request, manager, progress);
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("no showcase for step " + request.step(), e);
        }
    }
}
