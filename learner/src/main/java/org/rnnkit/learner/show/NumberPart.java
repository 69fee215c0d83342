package org.rnnkit.learner.show;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.IntStream;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.learner.chapter.ChapterText;
import org.rnnkit.learner.studio.FormNumber;
import org.rnnkit.learner.studio.StudioPart;
import org.rnnkit.learner.studio.StudioRoutes;

/**
 * The part of the studio with the page before step 1: a learner moves the weight of a network that has only this one, and sees
 * its loss. The network guesses the letter after "t", which is "h" three times and "o" once.
 */
public final class NumberPart implements StudioPart {

    private static final double LEAST = -3;
    private static final double MOST = 5;

    private static final int HEIGHT = 220;
    private static final double GROUND = 190;
    private static final double UNIT = 70;
    private static final double SHARE = 0.75;

    private final Kit kit;

    /** Makes the part. Its page has the address of a step 0, so it comes before the part with the steps. */
    public NumberPart(Kit kit) {
        this.kit = kit;
    }

    @Override
    public void addRoutes(StudioRoutes routes) {
        routes.page("steps/0", "A number that is moved",
                context -> Pages.render("studio/number.jte", ChapterText.first(kit.built().course())));
        routes.get("steps/0/loss", context -> picture(FormNumber.orNaN(context.queryParam("weight"))));
    }

    /** Draws the loss of a weight. A number outside of the slider counts as 0. */
    static String picture(double weight) {
        return Pages.render("studio/show.jte", drawn(weight >= LEAST && weight <= MOST ? weight : 0));
    }

    static double probability(double weight) {
        return 1 / (1 + Math.exp(-weight));
    }

    static double loss(double weight) {
        return -SHARE * Math.log(probability(weight)) - (1 - SHARE) * Math.log(1 - probability(weight));
    }

    static double gradient(double weight) {
        return probability(weight) - SHARE;
    }

    /** Draws the curve of all losses, with the loss of a weight on it. */
    private static Picture drawn(double weight) {
        double gradient = gradient(weight);
        String values = String.format(Locale.ROOT, "w = %.2f: h gets %.2f, o gets %.2f. The loss is %.2f, the gradient %.2f.",
                weight, probability(weight), 1 - probability(weight), loss(weight), gradient).replace("-", "−");
        String way = Math.abs(gradient) < 0.005 ? "The curve is flat: no step makes the loss smaller."
                : "So a " + (gradient < 0 ? "larger" : "smaller") + " w makes the loss smaller.";
        Picture picture = new Picture(values + " " + way, values, HEIGHT);
        picture.line("axis", x(LEAST), GROUND, x(MOST), GROUND);
        picture.line("given", IntStream.rangeClosed(0, 80).mapToObj(i -> LEAST + i * (MOST - LEAST) / 80)
                .map(w -> new double[] {x(w), y(loss(w))}).flatMapToDouble(Arrays::stream).toArray());
        double half = 1 / Math.hypot(1, gradient * UNIT / (x(1) - x(0))); // the same length at every slope
        picture.line("after", x(weight - half), y(loss(weight) - half * gradient), x(weight + half),
                y(loss(weight) + half * gradient));
        picture.box(x(weight) - 5, y(loss(weight)) - 5, 10, 10, "above", 1);
        for (int whole = (int) LEAST; whole <= MOST; whole++) {
            picture.word(x(whole), GROUND + 18, "middle", String.valueOf(whole).replace('-', '−'));
        }
        picture.word(4, 14, "start", "loss");
        picture.word(Picture.WIDTH - 4.0, GROUND - 8, "end", "w");
        return picture;
    }

    private static double x(double weight) {
        return 10 + (weight - LEAST) * (Picture.WIDTH - 20) / (MOST - LEAST);
    }

    private static double y(double loss) {
        return GROUND - UNIT * loss;
    }
}
