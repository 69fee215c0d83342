package org.rnnkit.grader.verify;

import ai.djl.modality.nlp.Vocabulary;
import java.util.ArrayList;
import java.util.List;
import org.rnnkit.grader.worker.probe.ProbePayload;
import org.rnnkit.testkit.Draw;
import org.rnnkit.testkit.oracle.Epoch;
import org.rnnkit.testkit.oracle.Epoch.Minibatch;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.toolkit.CharacterVocabulary;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.SequenceDataset.Subsequences;

/** The independent check of step 9: a few epochs on a small text, with both samplings; one training has zero epochs. */
final class TrainingCheck implements StepCheck {

    /** The question with zero epochs. */
    private static final int NONE = 0;
    /** The question whose updates change nothing, so that the perplexity rises and falls with the offset. */
    private static final int STILL = 3;
    /** The question with a text that is easy to learn, so that the perplexity is 1 from the first epoch. */
    private static final int EASY = 4;

    private static final String LETTERS = "time traveller, a shorn udg";
    private static final List<String> PREFIXES = List.of("time traveller", "traveller");
    private static final int SAMPLE = 50;
    private static final double NEVER = -20;
    private static final double TOLERANCE = 5e-3;

    @Override
    public int questions() {
        return 5;
    }

    @Override
    public boolean mayChange(String array) {
        return true; // the parameters are trained
    }

    @Override
    public ProbePayload question(Draw draw, int number) {
        int batchSize = draw.integer(2, 3);
        int numSteps = draw.integer(3, 6);
        String letters = number == EASY ? "e" : LETTERS;
        StringBuilder text = new StringBuilder(number == EASY ? "e".repeat(LETTERS.length()) : LETTERS);
        for (int i = draw.integer(0, 40); i > 0; i--) {
            text.append(letters.charAt(draw.integer(0, letters.length() - 1)));
        }
        int vocabSize = (int) CharacterVocabulary.of(text.toString()).size();
        Parameters p = Parameters.draw(draw, vocabSize, draw.integer(6, 10));
        p.bQ()[0] = NEVER; // an unknown character has no letter of its own to be written with
        return RnnQuestions.ask(new ProbePayload().with("text", text.toString()).with("batchSize", batchSize)
                .with("numSteps", numSteps).with("seed", draw.integer(0, 1_000_000))
                .with("epochs", epochs(draw, number)).with("learningRate", number == STILL ? 0 : 0.5)
                .with("sampling", Sampling.values()[number % 2].name()), p);
    }

    private static int epochs(Draw draw, int number) {
        return switch (number) {
            case NONE -> 0;
            case STILL, EASY -> 6;
            default -> draw.integer(3, 4); // from the third epoch it shows whether arrays pile up
        };
    }

    @Override
    public void compare(ProbePayload question, ProbePayload answer) {
        String text = question.texts().get("text");
        Vocabulary vocabulary = CharacterVocabulary.of(text);
        Sampling sampling = Sampling.valueOf(question.texts().get("sampling"));
        int[] tokens = CharacterVocabulary.indices(vocabulary, text);
        Subsequences cuts = new Subsequences(tokens.length, question.integer("batchSize"),
                question.integer("numSteps"), sampling, question.integer("seed"));
        int epochs = question.integer("epochs");
        AnswerAssert.number("the number of epochs' results", answer.numbers().get("epochs"), epochs, 0);
        AnswerAssert.facts(answer, "the monitor gets the results that are returned");
        List<String> told = new ArrayList<>();
        int updates = 0;
        Parameters p = RnnQuestions.of(question);
        for (int i = 0; i < epochs; i++) {
            List<Minibatch> minibatches = cuts.nextEpoch().stream()
                    .map(starts -> new Minibatch(cuts.rows(tokens, starts, 0), cuts.rows(tokens, starts, 1))).toList();
            updates += minibatches.size();
            told.add(i + 1 + " after " + updates + " updates");
            Epoch.Result expected = Epoch.train(p, minibatches, sampling == Sampling.SEQUENTIAL,
                    question.numbers().get("learningRate"));
            String epoch = " of epoch " + (i + 1) + " of " + epochs + ", " + sampling;
            AnswerAssert.number("the perplexity" + epoch, answer.numbers().get("perplexity " + i), expected.perplexity(),
                    TOLERANCE);
            AnswerAssert.number("the tokens" + epoch, answer.numbers().get("tokens " + i),
                    (double) minibatches.size() * question.integer("batchSize") * question.integer("numSteps"), 0);
            p = expected.parameters();
        }
        AnswerAssert.that(told.toString().equals(answer.texts().get("told")),
                "the monitor was told of epochs " + answer.texts().get("told") + ", expected " + told);
        RnnQuestions.compareParameters("after " + epochs + " epochs of training, ", answer, p, TOLERANCE);
        Parameters trained = RnnQuestions.answered(answer, p.bQ().length, p.bH().length);
        AnswerAssert.number("the number of samples", answer.numbers().get("samples"), PREFIXES.size(), 0);
        for (int i = 0; i < PREFIXES.size(); i++) {
            RnnQuestions.compareText("sample " + (i + 1), answer.texts().get("sample " + i), trained, vocabulary,
                    PREFIXES.get(i), SAMPLE);
        }
    }

    @Override
    public void compareSideEffects(ProbePayload question, ProbePayload answer) {
        AnswerAssert.facts(answer, "the manager given stays open",
                "the number of arrays on the manager given does not grow from epoch to epoch");
    }
}
