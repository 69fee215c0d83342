package org.rnnkit.learner.show;

import org.rnnkit.grader.kit.Kit;
import org.rnnkit.grader.page.Pages;
import org.rnnkit.learner.chapter.ChapterText;
import org.rnnkit.learner.studio.FormNumber;
import org.rnnkit.learner.studio.StudioPart;
import org.rnnkit.learner.studio.StudioRoutes;

/** The part of the studio with the page before step 1: a learner moves a number and sees its loss. */
public final class NumberPart implements StudioPart {

    private final Kit kit;

    /** Makes the part. Its page has the address of a step 0, so it comes before the part with the steps. */
    public NumberPart(Kit kit) {
        this.kit = kit;
    }

    @Override
    public void addRoutes(StudioRoutes routes) {
        routes.page("steps/0", "A number that is moved",
                context -> Pages.render("studio/number.jte", ChapterText.first(kit.built().course())));
        routes.get("steps/0/loss", context -> loss(FormNumber.orNaN(context.queryParam("weight"))));
    }

    /** Draws the loss of a weight; of a text that is no such number, that of 0. */
    static String loss(double weight) {
        boolean isDrawn = weight >= LossPicture.LEAST && weight <= LossPicture.MOST;
        return Pages.render("studio/show.jte", LossPicture.of(isDrawn ? weight : 0));
    }
}
