package org.rnnkit.testkit.comparison;

import java.util.List;
import java.util.Map;

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
    /** The chapters' names of the sizes. */
    private static final Map<String, String> SIZES = Map.of("time", "numSteps", "sequence", "batchSize",
            "time · sequence", "numSteps · batchSize", "token", "vocabSize", "hidden unit", "numHiddens",
            "earlier hidden unit", "numHiddens", "embedding", "embedSize");

    /** Cuts longer texts. Rejects more labels than a comparison has, because it may come from a student's process. */
    public ArrayAxis {
        ValueChecks.require(labels.size() <= ComparedValues.MAX_CELLS, "number of labels");
        name = ValueChecks.cut(name, NAME);
        labels = labels.stream().map(label -> ValueChecks.cut(label, LABEL)).toList();
    }

    /**
     * Names the size of the axis as the chapters and their drawings do.
     *
     * @return a name such as "numSteps" for the axis "time"; empty if the chapters have no name for it
     */
    public String sizeName() {
        return SIZES.getOrDefault(name, "");
    }

    /**
     * Names the axis in a sentence.
     *
     * @param index the index of the axis
     * @return the name, the name of its size and the index, such as "time (numSteps, axis 0)"; the index alone if the axis
     *     has no name
     */
    public String inWords(int index) {
        return name.isEmpty() ? "axis " + index
                : name + " (" + (sizeName().isEmpty() ? "" : sizeName() + ", ") + "axis " + index + ")";
    }
}
