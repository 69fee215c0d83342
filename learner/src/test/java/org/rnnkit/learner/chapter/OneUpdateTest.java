package org.rnnkit.learner.chapter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.rnnkit.testkit.oracle.CrossEntropy;
import org.rnnkit.testkit.oracle.Matrix;
import org.rnnkit.testkit.oracle.Parameters;
import org.rnnkit.testkit.oracle.Rnn;

/** Tests that the numbers computed by hand in chapters 7, 8 and 12 are the oracle's. Chapters 7 and 8 ask for such numbers. */
class OneUpdateTest {

    @Test
    void chapter7WritesTheNumbersOfTheWayBack() throws IOException {
        TwoSteps two = new TwoSteps(0.6, 2, 0);
        double[] sums = two.sums();
        double[] h = two.after();
        double[] slopes = two.slopes();
        double[] back = two.gradientsOfSums();
        double ofStates = two.gradients().wHh()[0][0];
        double ofInputs = two.gradients().wXh()[0][0];
        List<Numbers> rows = List.of(Numbers.text(0.6, 2, 0.6, 0, sums[0], 0.6, 2 * h[0], sums[1]), Numbers.text(h),
                Numbers.text(1, slopes), Numbers.text(slopes[1], 2, two.gradientsOfH()), Numbers.text(back),
                Numbers.text(back), Numbers.text(0, back[1], h[0], ofStates));

        String chapter = chapter("step7clipping", "**A gradient goes back through time.**");
        List<String> lines = chapter.lines().filter(line -> line.startsWith("| ")).skip(1).toList();
        for (int i = 0; i < rows.size(); i++) {
            Numbers.compare(lines.get(i), rows.get(i).parts().get(0));
        }
        List<String> paragraphs = List.of(chapter.split("\n\n"));
        Numbers.compare(paragraphs.get(2),
                Numbers.text(0, ofStates, back, ofInputs, back[0], 0, two.gradientsOfH()[0]).parts().get(0));
        Numbers.compare(paragraphs.get(3), Numbers.text(2, slopes[0], 2 * slopes[0], 35, 0, 1, 1).parts().get(0));
    }

    @Test
    void chapter8WritesTheNumbersOfTheUpdate() throws IOException {
        Parameters p = new Parameters(new double[][] {{0.5, 0}, {0, 1}}, new double[][] {{0, 1}, {0, 0}}, new double[] {0.1, 0},
                new double[][] {{1, 0}, {0, 1}}, new double[] {0, -1}); // those of chapter 4's example
        double[][] logits = Rnn.logits(Matrix.oneHot(new int[][] {{0, 1}}, 2), new double[1][2], p);
        OneUpdate update = new OneUpdate(logits, new int[] {1, 1}, p.bQ(), 0.5, 1);
        OneUpdate after = update.after();
        List<Numbers> rows = List.of(Numbers.text((Object) update.logits()), Numbers.text((Object) update.p()),
                Numbers.text(update.losses(), update.loss()), Numbers.text(2, update.logitsGradient()),
                Numbers.text(update.gradient(), update.norm()), Numbers.text(0.5, update.clipped()),
                Numbers.text(1, after.bias()), Numbers.text(after.losses(), after.loss()));

        double[] first = logits[0];
        double[] p1 = update.p()[0];
        double loss = update.losses()[0];
        double more = CrossEntropy.mean(new double[][] {{first[0] + 0.01, first[1]}}, new int[] {1});
        double less = CrossEntropy.mean(new double[][] {{first[0], first[1] + 0.01}}, new int[] {1});
        List<Numbers> moved = List.of(Numbers.text(first, p1, p1[1], loss, 0.01),
                Numbers.text(first[0] + 0.01, more, more - loss, 0.01, p1[0],
                        first[1] + 0.01, less, loss - less, 0.01, 1, p1[1]).claim("p is the slope",
                        Math.abs((more - loss) / 0.01 - p1[0]) < 1e-2 && Math.abs((less - loss) / 0.01 - (p1[1] - 1)) < 1e-2));
        String[] paragraphs = chapter("step8epoch", "**One update by hand.**").split("\n\n");
        for (int i = 0; i < moved.size(); i++) {
            Numbers.compare(paragraphs[i + 1], moved.get(i).parts().get(0));
        }

        String table = chapter("step8epoch", "**One update by hand.**");
        List<String> lines = table.lines().filter(line -> line.startsWith("| ")).skip(1).toList();
        for (int i = 0; i < rows.size(); i++) {
            Numbers.compare(lines.get(i), rows.get(i).parts().get(0));
        }
    }

    @Test
    void chapter12WritesTheNumbersOfOneStep() throws IOException {
        Parameters p = new Parameters(new double[][] {{0.6}}, new double[][] {{2}}, new double[1], new double[][] {{1}},
                new double[1]); // those of the chapter's example
        double[][][] inputs = {{{1}}, {{1}}};
        List<double[][]> hiddens = Rnn.hiddens(inputs, new double[1][1], p);
        double before = hiddens.get(1)[0][0];
        double after = hiddens.get(2)[0][0];
        double sum = Rnn.sum(inputs[1], hiddens.get(1), p)[0][0];
        double slope = 1 - after * after;
        Parameters gradients = Rnn.stepGradients(inputs[1], hiddens.get(1), hiddens.get(2), new double[][] {{slope}},
                new double[][] {{1}});

        Numbers right = Numbers.text(1, before, sum, after, 1, 1, 1, 1, 1, 1, 1, 1, after, slope, 1, slope, 0.6, 2, 0, 1,
                gradients.wXh()[0][0], before, slope, gradients.wHh()[0][0], gradients.bH()[0], slope, 2, 2 * slope);
        Numbers.compare(chapter("step12backward", "**One step with numbers.**").split("\n\n")[0], right.parts().get(0));
    }

    private static String chapter(String step, String from) throws IOException {
        String chapter = Files.readString(Path.of("../exercises/src/main/java/org/rnnkit", step, "README.md"));
        return chapter.substring(chapter.indexOf(from));
    }
}
