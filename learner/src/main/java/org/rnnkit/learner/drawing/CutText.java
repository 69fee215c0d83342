package org.rnnkit.learner.drawing;

import java.util.List;
import java.util.stream.IntStream;
import org.rnnkit.grader.report.Printable;
import org.rnnkit.toolkit.Sampling;
import org.rnnkit.toolkit.Subsequences;

/** A short text, cut into the minibatches of both samplings by the toolkit. */
final class CutText {

    private static final String TEXT = "time traveler";
    private static final int BATCH_SIZE = 2;
    private static final int NUM_STEPS = 3;
    private static final double CELL = 34;
    private static final double HEIGHT = 32;
    private static final double[] MINIBATCHES = {110, 320};

    private CutText() {}

    /** Returns the cuts of the first seed with which the first subsequence begins at the first token. */
    static List<int[]> cuts(Sampling sampling) {
        return IntStream.iterate(1, seed -> seed + 1)
                .mapToObj(seed -> new Subsequences(TEXT.length(), BATCH_SIZE, NUM_STEPS, sampling, seed).nextEpoch())
                .filter(epoch -> epoch.stream().flatMapToInt(IntStream::of).min().orElseThrow() == 0
                        && (sampling == Sampling.SEQUENTIAL || epoch.get(0)[0] != 0)).findFirst().orElseThrow();
    }

    static Drawing drawing() {
        Sheet sheet = new Sheet();
        double left = (Sheet.WIDTH - TEXT.length() * CELL) / 2;
        sheet.text(left, 26, "start", "The text, " + TEXT.length() + " tokens");
        for (int i = 0; i < TEXT.length(); i++) {
            boolean onlyLabel = i == TEXT.length() - 1;
            cell(sheet, left + i * CELL, 38, i, onlyLabel ? "" : " piece" + i / NUM_STEPS);
        }
        StringBuilder words = new StringBuilder();
        minibatches(sheet, words, Sampling.SEQUENTIAL, 108, "each row goes on: the state is kept");
        minibatches(sheet, words, Sampling.RANDOM, 258, "shuffled: each minibatch begins with a new state");
        return sheet.drawing(8, "batches.svg", "A text of " + TEXT.length() + " tokens in minibatches of " + BATCH_SIZE
                + " subsequences of " + NUM_STEPS, words + "The label of each token is the next token of the text.", 396);
    }

    private static void minibatches(Sheet sheet, StringBuilder words, Sampling sampling, double top, String meaning) {
        sheet.text(20, top, "start name", sampling.name()).text(20, top + 20, "start faint", meaning);
        List<int[]> cuts = cuts(sampling);
        words.append(sampling.name()).append(": ");
        for (int batch = 0; batch < cuts.size(); batch++) {
            double x = MINIBATCHES[batch];
            words.append(batch > 0 ? "; " : "").append("minibatch ").append(batch + 1).append(" has ");
            for (int row = 0; row < BATCH_SIZE; row++) {
                int start = cuts.get(batch)[row];
                double y = top + 48 + row * (HEIGHT + 6);
                for (int i = 0; i < NUM_STEPS; i++) {
                    cell(sheet, x + i * CELL, y, start + i, " piece" + start / NUM_STEPS);
                }
                if (batch == 0) {
                    sheet.text(x - 12, y + 21, "end faint", "row " + row);
                } else if (sampling == Sampling.SEQUENTIAL) {
                    sheet.arrow(MINIBATCHES[0] + NUM_STEPS * CELL + 8, y + HEIGHT / 2, x - 8, y + HEIGHT / 2, "hiddens");
                }
                words.append(row > 0 ? " and " : "").append("tokens ").append(start).append(" to ")
                        .append(start + NUM_STEPS - 1);
            }
            sheet.text(x + NUM_STEPS * CELL / 2, top + 42, "faint", "minibatch " + (batch + 1));
        }
        words.append(" (").append(meaning).append("). ");
    }

    private static void cell(Sheet sheet, double x, double y, int token, String colour) {
        String letter = TEXT.substring(token, token + 1);
        sheet.rectangle(x, y, CELL, HEIGHT, "box" + colour);
        sheet.text(x + 11, y + 21, "name", letter.isBlank() ? Printable.SPACE : letter);
        sheet.text(x + 24, y + 27, "small", String.valueOf(token));
    }
}
