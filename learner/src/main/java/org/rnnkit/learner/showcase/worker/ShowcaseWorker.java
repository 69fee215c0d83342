package org.rnnkit.learner.showcase.worker;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDManager;
import java.util.function.Consumer;
import org.rnnkit.grader.worker.Messages;
import org.rnnkit.grader.worker.ThrowableMessages;
import org.rnnkit.learner.worker.StepsWorker;
import org.rnnkit.learner.worker.StepsWorker.StepsProblem;
import org.rnnkit.toolkit.NotImplementedYet;

/** The process that shows what a student's steps can do. It prints lines of JSON while a training goes on. */
public final class ShowcaseWorker {

    /** The shortest time between two lines: nobody reads a curve faster. */
    private static final long PROGRESS_NANOS = 250_000_000;
    /** The time of a training that the learner watches, in seconds. */
    static final double SECONDS = 10;
    /** The time of a training before something else is shown, in seconds. */
    static final double SHORT = 6;

    private ShowcaseWorker() {}

    /**
     * A request: what to show.
     *
     * @param step the number of the step
     * @param className the name of the step's class
     * @param text the learner's text, such as a name or a prefix; empty if the showcase has no field for it
     * @param number the learner's number, such as θ; 0 if the showcase has no field for it
     */
    public record ShowcaseRequest(int step, String className, String text, double number) {}

    /**
     * What a bonus step can do. The class has the name of the step's class and "Showcase", so that it is found by this name,
     * and so that a course which removes the step deletes this file and changes no other.
     */
    interface StepShowcase {

        /**
         * Runs the showcase.
         *
         * @param request the learner's inputs
         * @param manager the parent of all arrays
         * @param progress receives the record as far as it is known, again and again; the last one stays if the process is
         *     stopped
         * @return the record of the step's showcase
         */
        Object show(ShowcaseRequest request, NDManager manager, Consumer<Object> progress);
    }

    /** Runs a showcase. */
    public static void main(String[] args) throws Exception {
        StepsWorker.serve(ShowcaseRequest.class, (request, lines) -> show(request, progress(lines)));
    }

    /** Runs a showcase with the steps of this process. */
    static Object show(ShowcaseRequest request, Consumer<Object> progress) {
        try (NDManager manager = NDManager.newBaseManager()) {
            Engine.getInstance().setRandomSeed(1); // the same picture each time
            return show(request, manager, progress);
        } catch (StepsProblem nonsense) {
            throw nonsense;
        } catch (NotImplementedYet e) {
            throw new StepsProblem(ThrowableMessages.of(e));
        } catch (RuntimeException | Error e) {
            throw new StepsProblem("Your code stopped with this exception: " + ThrowableMessages.ofSteps(e));
        }
    }

    /** Runs the showcase of a step. Only the classes of the steps that it uses are loaded, since others may be missing. */
    private static Object show(ShowcaseRequest request, NDManager manager, Consumer<Object> progress) {
        return switch (request.step()) {
            case 1 -> ForwardShowcases.oneHotRows(request.text(), manager);
            case 2 -> ParameterShowcases.weights((int) request.number(), manager);
            case 3 -> ForwardShowcases.firstState((int) request.number(), manager);
            case 4 -> ForwardShowcases.hiddenStates(request.text(), manager);
            case 5 -> ParameterShowcases.model((int) request.number(), manager);
            case 6 -> ForwardShowcases.babble(request.text(), manager);
            case 7 -> GradientShowcases.clippedGradients(request.number(), manager);
            case 8 -> TrainingShowcases.epochs(SECONDS, manager, progress);
            case 9 -> TrainingShowcases.training(SECONDS, manager, progress);
            default -> bonus(request.className()).show(request, manager, progress);
        };
    }

    private static StepShowcase bonus(String className) {
        String name = ShowcaseWorker.class.getPackageName() + "." + className + "Showcase";
        try {
            return Class.forName(name).asSubclass(StepShowcase.class).getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException("no showcase " + name, e);
        }
    }

    private static Consumer<Object> progress(Consumer<String> lines) {
        long[] last = {System.nanoTime()};
        return partial -> {
            if (System.nanoTime() - last[0] >= PROGRESS_NANOS) {
                last[0] = System.nanoTime();
                lines.accept(Messages.JSON.valueToTree(partial).toString());
            }
        };
    }
}
