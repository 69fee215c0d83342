package org.rnnkit.testkit.translation;

/**
 * A text as a reader sees it.
 *
 * @param text the text
 * @param lang its language for an HTML attribute {@code lang}, such as "de"; null if it is the English text of the kit
 */
public record TranslatedText(String text, String lang) {}
