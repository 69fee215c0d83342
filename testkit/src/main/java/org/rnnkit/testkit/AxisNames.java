package org.rnnkit.testkit;

import java.util.List;
import java.util.stream.LongStream;

/** The names of the axes of arrays that several steps have, for the drawings of wrong results. */
public final class AxisNames {

    /** The axes of one-hot inputs. */
    public static final List<String> INPUTS = List.of("time", "sequence", "token");
    /** The axes of logits, which have a row for each time step of each sequence. */
    public static final List<String> LOGITS = List.of("time · sequence", "token");
    /** The axes of a hidden state. */
    public static final List<String> STATE = List.of("sequence", "hidden unit");

    /** The names of an RNN's parameters, in order. */
    public static final List<String> PARAMETERS = List.of("W_xh", "W_hh", "b_h", "W_hq", "b_q");
    /** The names of a GRU's parameters, in order. */
    public static final List<String> GATED_PARAMETERS = List.of("W_xz", "W_hz", "b_z", "W_xr", "W_hr", "b_r", "W_xh", "W_hh",
            "b_h", "W_hq", "b_q");

    private AxisNames() {}

    /**
     * Names the axes of a parameter or its gradient.
     *
     * @param name the parameter's name, such as "W_xh" or "b_q"
     * @return the names of its axes
     */
    public static List<String> ofParameter(String name) {
        String output = name.endsWith("q") ? "token" : "hidden unit";
        if (name.startsWith("b")) {
            return List.of(output);
        }
        return List.of(name.startsWith("W_x") ? "token" : name.endsWith("q") ? "hidden unit" : "earlier hidden unit", output);
    }

    /**
     * Names the rows of logits.
     *
     * @param rows the number of rows, one for each time step of each sequence
     * @param batchSize the number of sequences; 0 if it is not known
     * @return time step and sequence of each row, such as "1 · 0"; empty if the number of sequences does not fit
     */
    static List<String> ofRows(long rows, long batchSize) {
        return batchSize == 0 || rows % batchSize != 0 ? List.of() : LongStream.range(0, rows)
                .mapToObj(row -> row / batchSize + " · " + row % batchSize).toList();
    }
}
