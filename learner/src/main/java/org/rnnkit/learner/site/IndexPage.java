package org.rnnkit.learner.site;

import java.util.List;
import org.rnnkit.testkit.steps.Step;

/**
 * The data of site/index.jte, the first page.
 *
 * @param steps the nine steps
 * @param bonus the bonus steps
 * @param repository the web address of the kit's repository; empty if it is not known
 * @param model the trained model; null if the site has none
 */
public record IndexPage(List<Step> steps, List<Step> bonus, String repository, ModelPage model) {

    /** Copies the lists. */
    public IndexPage {
        steps = List.copyOf(steps);
        bonus = List.copyOf(bonus);
    }
}
