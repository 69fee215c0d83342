package org.rnnkit.learner.showcase.picture;

import java.util.List;
import org.rnnkit.learner.showcase.worker.HiddenStates;

/** The hidden states over time as a heat map: a column for each character, a row for each hidden unit. */
public final class ForwardPicture {

    private final HiddenStates data;
    private final HeatMap map;

    /**
     * Makes the picture.
     *
     * @param data the states
     */
    public ForwardPicture(HiddenStates data) {
        this.data = data;
        float[][] states = data.states();
        float[][] byUnit = new float[states[0].length][states.length];
        for (int t = 0; t < states.length; t++) {
            for (int unit = 0; unit < byUnit.length; unit++) {
                byUnit[unit][t] = states[t][unit];
            }
        }
        map = new HeatMap(byUnit, List.of(), data.characters().stream().map(Svg::token).toList());
    }

    /** Returns the heat map. */
    public HeatMap map() {
        return map;
    }

    /** Returns the number of characters. */
    public int numSteps() {
        return data.characters().size();
    }

    /** Returns the number of hidden units. */
    public int numHiddens() {
        return data.states()[0].length;
    }

    /** Returns the largest absolute value. */
    public String largest() {
        return Svg.number(map.largest(), map.largest() < 0.1 ? 3 : 2);
    }

    /**
     * Compares the states after the same character at two places.
     *
     * @return a sentence with the difference; null if no character comes twice
     */
    public String repeated() {
        List<String> characters = data.characters();
        for (int t = 1; t < characters.size(); t++) {
            int before = characters.subList(0, t).indexOf(characters.get(t));
            if (before >= 0) {
                double difference = 0;
                for (int unit = 0; unit < numHiddens(); unit++) {
                    difference = Math.max(difference, Math.abs(data.states()[t][unit] - data.states()[before][unit]));
                }
                return "The character " + Svg.named(characters.get(t)) + " comes at places " + (before + 1) + " and " + (t + 1)
                        + ": their columns differ by at most " + Svg.number(difference, 4) + ".";
            }
        }
        return null;
    }
}
