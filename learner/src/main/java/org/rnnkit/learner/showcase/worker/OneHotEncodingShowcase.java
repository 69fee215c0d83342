package org.rnnkit.learner.showcase.worker;

import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.function.Consumer;
import org.rnnkit.step1onehot.OneHotEncoding;

/** Step 1 at work: a name as one-hot rows. */
final class OneHotEncodingShowcase implements StepShowcase {

    @Override
    public Object show(ShowcaseRequest request, NDManager manager, Consumer<Object> progress) {
        return show(request.text(), manager);
    }

    static OneHotRows show(String name, NDManager manager) {
        List<String> characters = Story.characters(name);
        int length = characters.size();
        int vocabSize = Story.vocabSize();
        float[] values = ResultChecks.floats(OneHotEncoding.encode(Story.indices(manager, characters), vocabSize),
                "The result of OneHotEncoding.encode", length, 1, vocabSize);
        return new OneHotRows(Story.tokens(), characters, characters.stream().map(Story.VOCABULARY::contains).toList(),
                ResultChecks.rows(values, length, vocabSize));
    }
}
