package org.rnnkit.toolkit;

/**
 * A text to train on.
 *
 * @param characters the cleaned text: lower-case letters a to z and single spaces
 * @param source the source, a short phrase for the user such as "the kit's own story"
 */
public record Text(String characters, String source) {}
