package org.rnnkit.testkit.oracle;

import ai.djl.ndarray.types.Shape;
import org.rnnkit.testkit.Slip;

/**
 * What the model of step 5 hands on, as it comes out with a known slip.
 *
 * @param batchSize the number of sequences of the call
 * @param numSteps the number of tokens of each
 * @param vocabSize the model's number of tokens; another model's is larger by {@link #LARGER}
 * @param numHiddens the model's number of hidden units; another model's is larger by {@link #LARGER}
 */
public record ModelParts(int batchSize, int numSteps, int vocabSize, int numHiddens) {

    /** How much larger the sizes of another model are, which is made together with the one that is asked. */
    public static final int LARGER = 1;
    /** The number of rows and of columns of the first parameter, a shape that no parameter of step 4 has. */
    public static final int FIRST_PARAMETER = 7;

    private static final String EXCHANGED = "the two are exchanged";
    private static final String HIDDENS_TWICE = "numHiddens is given twice";
    private static final String SHARED = " of another model is taken: fields must not be static, or all models share them";
    private static final String READ = " is read from the shape of a parameter, which another network has in another shape: "
            + "keep the constructor's argument in a field";

    private static Slip sizes(String words, int first, int second) {
        return new Slip(words, new double[] {first, second});
    }

    /** Returns the wrong sizes that the ParameterInitializer gets. */
    public Slip[] parameterSizes() {
        return new Slip[] {
            sizes(EXCHANGED, numHiddens, vocabSize),
            sizes(HIDDENS_TWICE, numHiddens, numHiddens),
            sizes("fields are read before the constructor fills them: an int field is 0 until then", 0, 0),
            sizes("28 and 512 are written into the code: use the arguments", 28, 512)};
    }

    /** Returns the wrong sizes that the StateInitializer gets. */
    public Slip[] stateSizes() {
        return new Slip[] {
            sizes(EXCHANGED, numHiddens, batchSize),
            sizes("vocabSize is given, or kept in its field, where numHiddens should be", batchSize, vocabSize),
            sizes(HIDDENS_TWICE, numHiddens, numHiddens),
            sizes("the constructor doesn't fill the field numHiddens: write this.numHiddens = numHiddens", batchSize, 0),
            sizes("numHiddens" + SHARED, batchSize, numHiddens + LARGER),
            sizes("numHiddens" + READ, batchSize, FIRST_PARAMETER),
            sizes("1 is written into the code: use batchSize", 1, numHiddens),
            sizes("512 is written into the code: use numHiddens", batchSize, 512)};
    }

    /** Returns the wrong shapes of the one-hot inputs. */
    public Slip[] inputShapes() {
        String oneStep = "the forward function gets one time step; it walks through all steps itself";
        return new Slip[] {
            Slip.of("the tokens are not encoded: call step 1 on them", new Shape(batchSize, numSteps)),
            Slip.of("the tokens are transposed, but not encoded: call step 1, which does both", new Shape(numSteps, batchSize)),
            Slip.of("time is not the first axis. Step 1 transposes the tokens: call it, and don't transpose before or after it",
                    new Shape(batchSize, numSteps, vocabSize)),
            Slip.of("numHiddens is given, or kept in its field, where vocabSize should be",
                    new Shape(numSteps, batchSize, numHiddens)),
            Slip.of("vocabSize" + SHARED, new Shape(numSteps, batchSize, vocabSize + LARGER)),
            Slip.of("vocabSize" + READ, new Shape(numSteps, batchSize, FIRST_PARAMETER)),
            Slip.of("28 is written into the code: use vocabSize", new Shape(numSteps, batchSize, 28)),
            Slip.of(oneStep, new Shape(batchSize, vocabSize)),
            Slip.of(oneStep, new Shape(1, batchSize, vocabSize))};
    }

    /** Returns the wrong values of logits. */
    public static Slip[] logits(double[][] right) {
        double[][] probabilities = Matrix.mapRows(right, CrossEntropy::softmax);
        return new Slip[] {
            Slip.of("softmax is applied to the logits: return them as they are", probabilities),
            Slip.of("the logarithm of softmax is applied to the logits: return them as they are",
                    Matrix.map(probabilities, Math::log))};
    }
}
