package org.rnnkit.step5model;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.cases.DrawnValues;
import org.rnnkit.testkit.cases.StepCase;
import org.rnnkit.testkit.given.ModelWatch;

/** A model of step 5 beside another one. Arrays of the first call come again with other values, and values in other arrays. */
final class ModelCase implements StepCase {

    private static final int READ = 3;

    @Override
    public double work(DrawnValues values) {
        return READ * (double) values.size("batchSize") * (values.size("numSteps") * (double) values.size("vocabSize")
                + values.size("numHiddens"));
    }

    @Override
    public void check(DrawnValues values, Draw draw, NDManager manager) {
        ModelWatch model = model(values, manager);
        ModelWatch another = model.another();
        model.checkParameters();
        NDManager minibatch = manager.newSubManager();
        int[][] tokens = values.tokens(draw);
        int[][] others = values.tokens(draw);
        NDArray given = values.array(tokens, minibatch);
        NDList state = model.newState(manager.newSubManager());
        model.checkForward(given, tokens, state);
        given.subi(given).addi(values.array(others, minibatch));
        model.checkForward(given, others, state);
        model.checkEndOf(minibatch);
        model.checkForward(values.array(tokens, manager), tokens, model.newState(manager));
        NDManager text = manager.newSubManager();
        model.checkBeginState(text);
        model.checkBeginState(text);
        model.checkBeginState(manager);
        model.checkParameters();
        another.checkParameters();
    }

    /** Makes a model of given functions. */
    static ModelWatch model(DrawnValues values, NDManager manager) {
        // A reference to a missing constructor would fail with another error than a call.
        return new ModelWatch((owner, vocabSize, numHiddens, parameters, state, forward) -> new RnnModelScratch(owner,
                vocabSize, numHiddens, parameters, state, forward), values, manager);
    }
}
