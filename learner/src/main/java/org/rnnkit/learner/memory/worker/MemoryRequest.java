package org.rnnkit.learner.memory.worker;

/**
 * A request to the worker: what to train, and which text to read.
 *
 * @param textFile the file with the cleaned text
 * @param trainingLength the number of characters, from the beginning of the text, to train on
 * @param windowStart the place of the first character to read
 * @param windowLength the number of characters to read
 * @param numHiddens the number of hidden units
 * @param epochs the number of epochs of each training
 * @param gruClass the full name of the class of step 13; null to use DJL's own gated network
 * @param savedModel the folder of a saved model; null without a saved model
 */
public record MemoryRequest(String textFile, int trainingLength, int windowStart, int windowLength, int numHiddens, int epochs,
        String gruClass, String savedModel) {

    /** The number of models that the worker trains. */
    public static final int TRAININGS = 4;
}
