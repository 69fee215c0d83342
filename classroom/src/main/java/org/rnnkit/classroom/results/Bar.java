package org.rnnkit.classroom.results;

/**
 * A horizontal bar of a chart.
 *
 * @param label the text in front of the bar
 * @param value the length of the bar
 * @param maximum the value of a bar of full length
 * @param valueText the text after the bar
 */
public record Bar(String label, int value, int maximum, String valueText) {}
