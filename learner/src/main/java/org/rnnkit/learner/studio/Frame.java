package org.rnnkit.learner.studio;

/**
 * The frame of a page.
 *
 * @param base the path that every relative link begins with
 * @param path the page's own path below it
 * @param event the number of live events before the page was made
 * @param board the HTML of the board
 * @param content the HTML of the page's main part
 */
public record Frame(String base, String path, String title, long event, String board, String content) {}
