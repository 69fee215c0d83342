package org.rnnkit.learner.showcase.worker;

import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.rnnkit.learner.showcase.worker.ModelParts.ModelPart;
import org.rnnkit.toolkit.RnnOutput;

/** Step 5 at work: the model and its parameters. */
final class RnnModelScratchShowcase implements StepShowcase {

    @Override
    public Object show(ShowcaseRequest request, NDManager manager, Consumer<Object> progress) {
        return show((int) request.number(), manager);
    }

    static ModelParts show(int numHiddens, NDManager manager) {
        int vocabSize = Story.vocabSize();
        var net = Networks.rnn(manager, numHiddens);
        NDList parameters = ResultChecks.list(net.parameters(), "The result of parameters()", ParameterNames.ALL.size());
        // A model that can't be run is no model.
        RnnOutput output = ResultChecks.output(net.forward(Story.indices(manager, List.of("a")), net.beginState(manager, 1)));
        ResultChecks.floats(output.logits(), "The array of logits", 1, vocabSize);
        return new ModelParts(vocabSize, numHiddens, IntStream.range(0, parameters.size())
                .mapToObj(i -> new ModelPart(ParameterNames.ALL.get(i), shape(parameters, i, vocabSize, numHiddens))).toList());
    }

    private static long[] shape(NDList parameters, int i, int vocabSize, int numHiddens) {
        ResultChecks.floats(parameters.get(i), ParameterNames.ALL.get(i), ParameterNames.shapes(vocabSize, numHiddens).get(i));
        return parameters.get(i).getShape().getShape();
    }
}
