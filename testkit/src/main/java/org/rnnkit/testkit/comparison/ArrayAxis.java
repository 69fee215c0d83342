package org.rnnkit.testkit.comparison;

import java.util.List;

/**
 * An axis of an array.
 *
 * @param name the axis in words, such as "time"; empty if it has no name
 * @param labels the names of the places that are compared, such as the characters of tokens; empty if the places have only
 *     their indices
 */
public record ArrayAxis(String name, List<String> labels) {

    /** The longest name, in characters. */
    static final int NAME = 60;
    /** The longest label, in characters. */
    static final int LABEL = 24;

    /** Copies the labels. Rejects longer texts, because a comparison may come from a student's process. */
    public ArrayAxis {
        labels = List.copyOf(labels);
        ValueChecks.text(name, NAME);
        labels.forEach(label -> ValueChecks.text(label, LABEL));
    }

    /**
     * Names the axis in a sentence.
     *
     * @param index the index of the axis
     * @return the name and the index, such as "time (axis 0)"; the index alone if the axis has no name
     */
    public String inWords(int index) {
        return name.isEmpty() ? "axis " + index : name + " (axis " + index + ")";
    }
}
