package org.rnnkit.learner.site;

import java.util.List;
import org.rnnkit.testkit.steps.Step;

/**
 * The data of site/frame.jte, the frame of every page of the site.
 *
 * @param file the page's file
 * @param title the page's title
 * @param steps the nine steps
 * @param bonus the bonus steps
 * @param hasModel whether the site has the page of a model
 * @param hasMemory whether the site has the page about what networks remember
 * @param content the main part in HTML
 */
public record SiteFrame(String file, String title, List<Step> steps, List<Step> bonus, boolean hasModel,
        boolean hasMemory, String content) {

    /** Copies the lists. */
    public SiteFrame {
        steps = List.copyOf(steps);
        bonus = List.copyOf(bonus);
    }
}
