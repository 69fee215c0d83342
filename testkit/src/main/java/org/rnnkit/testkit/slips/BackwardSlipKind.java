package org.rnnkit.testkit.slips;

/** The known slips. */
enum BackwardSlipKind {
    WITHIN_ONE_STEP("nothing goes from a time step to the one before it: dH is dY W_hq^T plus what came from later"),
    NO_SLOPE("the slope of tanh, 1 - H², is missing"),
    NOT_SQUARED("1 - H stands where the slope of tanh, 1 - H², should"),
    SIGN_OF_SLOPE("1 + H² stands where the slope of tanh, 1 - H², should"),
    SLOPE_OF_SIGMOID("H (1 - H), the slope of sigmoid, stands where the slope of tanh, 1 - H², should"),
    SQUARE_ALONE("H² stands where the slope of tanh, 1 - H², should"),
    TANH_AGAIN("the slope is 1 - tanh(H)²; H is tanh of the sum already, so the slope is 1 - H²"),
    SLOPE_OF_BEFORE("the slope is taken of the state before the time step instead of the one after it"),
    HANDED_ON_WITHOUT_SLOPE("what goes to the step before is dH W_hh^T; it has to pass the slope of tanh first"),
    FROM_LATER_WITHOUT_SLOPE("what comes from the step after is added to dA; it belongs to dH, before the slope"),
    FROM_LATER_ALONE("dH is only what comes from the step after; dY W_hq^T has to be added at every time step"),
    FROM_LATER_ADDED_UP("what goes to the step before is added up over the steps; each step hands on its own dA W_hh^T"),
    DH_FOR_DA("the gradients of W_xh, W_hh and b_h are made of dH; they need dA, after the slope"),
    FIRST_SLOPE_LEFT_OUT("the slope is left out at the first time step: t goes down to 0 for it, too"),
    INPUTS_BATCH_MAJOR("the inputs are in the order of the sequences where dA is in the order of time"),
    STATES_OVERWRITTEN("the slope 1 - H² is computed in place: the states are lost before W_hh and W_hq need them"),
    W_HH_NOT_TRANSPOSED("W_hh is not transposed on the way back"),
    W_HQ_NOT_TRANSPOSED("W_hq is not transposed on the way back"),
    STATE_AFTER("W_hh is given the states after the time steps; it met those before them"),
    STATE_GIVEN("W_hh is given the state given at every time step; it met the one before each"),
    STATE_BEFORE("W_hq is given the states before the time steps; it met those after them"),
    OVERWRITTEN("each time step's gradients replace those of the one before: add them up"),
    MEAN_OVER_STEPS("the sum over the time steps is divided by their number"),
    MEAN_OVER_BATCH("the sum is divided by batchSize: the loss's mean is in the logits' gradient already"),
    NEGATED("every sign is reversed: return the gradient itself; it is the updater that subtracts it"),
    FIRST_STEP_LEFT_OUT("the first time step is left out: t goes down to 0"),
    LAST_STEP_LEFT_OUT("the last time step is left out: t begins with numSteps - 1"),
    LAST_STEP_ALONE("only the last time step's gradients are returned: add up those of all time steps"),
    HIDDENS_WITHOUT_BIAS("the states are computed without b_h"),
    HIDDENS_WITHOUT_TANH("the states are computed without tanh"),
    HIDDENS_APART("the states are all computed from the state given; each follows from the one before"),
    MEAN_OVER_ROWS("the sum is divided by the number of rows: the loss's mean is in the logits' gradient already"),
    BATCH_MAJOR("the rows of the logits' gradient are read as batch-major; they are time-major"),
    ZERO_STATE("the state given is not used: H begins with zeros"),
    FORWARDS("the time steps are walked from the first to the last; begin with the last"),
    ORDER_LOST("the time steps' dA stand in the order of the walk, last one first; inputs and states begin with the first");

    final String words;

    BackwardSlipKind(String words) {
        this.words = words;
    }
}
