package org.rnnkit.testkit.given;

/** The refusals of stand-ins: the classes of the module standins, each in the place of a step while another step is graded. */
public final class StandIn {

    private StandIn() {}

    /**
     * Refuses any call, because no other step needs this one.
     *
     * @param step the step that the stand-in takes the place of
     * @return the exception to throw
     */
    public static IllegalStateException unused(int step) {
        return refusal(step, "computes nothing, because no other step needs it. Write your step without it.");
    }

    /**
     * Refuses a call that only the step's own tests make.
     *
     * @param step the step that the stand-in takes the place of
     * @param why what the stand-in can't do, as the rest of a sentence
     * @return the exception to throw
     */
    public static IllegalStateException refusal(int step, String why) {
        return new IllegalStateException("In the place of step " + step + " there is a stand-in while another step is graded; "
                + "it " + why);
    }
}
