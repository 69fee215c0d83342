package org.rnnkit.learner.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.Test;
import org.rnnkit.step1onehot.OneHotEncoding;
import org.rnnkit.step4rnn.RnnForward;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.ConciseRnnModel;
import org.rnnkit.toolkit.SavedModel;

/** Tests of the conversion of saved models. */
class RecurrentCellTest {

    private static SavedModel saved(NDList parameters) {
        return new SavedModel(parameters, CharacterVocabulary.of("aab"), 6, 2, 1, "test");
    }

    @Test
    void theConciseModelComputesTheSameInStepFoursForm() {
        try (NDManager manager = NDManager.newBaseManager()) {
            Engine.getInstance().setRandomSeed(5);
            ConciseRnnModel concise = new ConciseRnnModel(manager, 3, 6);
            for (NDArray parameter : concise.parameters()) {
                try (NDArray values = parameter.stopGradient()) {
                    values.addi(manager.randomNormal(0, 0.3f, parameter.getShape(), DataType.FLOAT32));
                }
            }
            NDArray tokens = manager.create(new long[][] {{0, 1, 2, 1}, {2, 2, 0, 1}});
            float[] expected = concise.forward(tokens, concise.beginState(manager, 2)).logits().toFloatArray();
            NDList parameters = RecurrentCell.parameters(saved(concise.parameters())).orElseThrow();
            float[] logits = RnnForward.forward(OneHotEncoding.encode(tokens, 3),
                    new NDList(manager.zeros(new Shape(2, 6))), parameters).logits().toFloatArray();
            assertThat(logits).containsExactly(expected, within(1e-5f));
        }
    }

    @Test
    void refusesModelsOfAnotherKind() {
        try (NDManager manager = NDManager.newBaseManager()) {
            assertThat(RecurrentCell.parameters(saved(new NDList(manager.ones(new Shape(1)))))).isEmpty();
        }
    }
}
