package org.rnnkit.grader.page;

import java.util.List;
import java.util.Map;

/**
 * The data of a page that compares trainings, for comparison.jte.
 *
 * @param question the question that the comparison answers
 * @param chart a line for each training
 * @param caption an explanation of the lines
 * @param legend each line's label by its CSS class, in the chart's order
 * @param findings sentences about the lines
 * @param sizes sentences about the sizes of the trainings
 * @param why an explanation of what the lines show
 * @param text the name of the text that was trained on
 */
public record ComparisonPage(String question, Chart chart, String caption, Map<String, String> legend,
        List<String> findings, List<String> sizes, String why, String text) {

    /**
     * Makes the page.
     *
     * @return the page in HTML
     */
    public String html() {
        return Pages.render("comparison.jte", this);
    }
}
