package org.rnnkit.step2parameters;

import ai.djl.ndarray.NDManager;
import org.rnnkit.testkit.AxisNames;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.cases.DrawnValues;
import org.rnnkit.testkit.cases.NewParameters;
import org.rnnkit.testkit.cases.StepCase;
import org.rnnkit.testkit.oracle.ParameterShapes;

/** Three calls of step 2, and everything that is asked of the parameters that they return. */
final class RnnParametersCase implements StepCase {

    /** A reference to a missing method would fail with another error than a call. */
    static final NewParameters PARAMETERS = new NewParameters(AxisNames.PARAMETERS,
            (manager, vocabSize, numHiddens) -> RnnParameters.initialize(manager, vocabSize, numHiddens),
            (parameters, vocabSize, numHiddens) -> new ParameterShapes(vocabSize, numHiddens).check(parameters));

    @Override
    public double work(DrawnValues values) {
        double numHiddens = values.size("numHiddens");
        return (2 * values.size("vocabSize") + numHiddens) * numHiddens;
    }

    @Override
    public void check(DrawnValues values, Draw draw, NDManager manager) {
        PARAMETERS.check(values.size("vocabSize"), values.size("numHiddens"), values.is("manager", "base") ? manager
                : manager.newSubManager());
    }
}
