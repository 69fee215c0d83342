package org.rnnkit.learner.showcase.picture;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rnnkit.learner.showcase.worker.OneHotRows;

/** A name as a table of one-hot rows. */
public final class OneHotPicture {

    private final OneHotRows data;

    /**
     * Makes the picture.
     *
     * @param data the rows
     */
    public OneHotPicture(OneHotRows data) {
        this.data = data;
    }

    /**
     * A row of the table.
     *
     * @param label its character
     * @param cells its numbers
     */
    public record CharacterRow(String label, List<NumberCell> cells) {}

    /**
     * A number in the table.
     *
     * @param text the number
     * @param isZero whether it is 0
     */
    public record NumberCell(String text, boolean isZero) {}

    /**
     * Returns the name.
     *
     * @return the characters that became rows
     */
    public String name() {
        return String.join("", data.characters());
    }

    /**
     * Returns the number of rows.
     *
     * @return the number of characters
     */
    public int numRows() {
        return data.characters().size();
    }

    /**
     * Lists the columns' labels.
     *
     * @return the tokens, a space as a sign
     */
    public List<String> columns() {
        return data.tokens().stream().map(Svg::token).toList();
    }

    /**
     * Lists the rows.
     *
     * @return a row for each character
     */
    public List<CharacterRow> rows() {
        List<CharacterRow> rows = new ArrayList<>();
        for (int i = 0; i < numRows(); i++) {
            float[] values = data.rows()[i];
            rows.add(new CharacterRow(Svg.token(data.characters().get(i)), IntStream.range(0, values.length)
                    .mapToObj(j -> new NumberCell(values[j] == Math.rint(values[j]) ? Svg.number(values[j], 0)
                            : Svg.number(values[j], 2), values[j] == 0)).toList()));
        }
        return rows;
    }

    /**
     * Names the characters that the vocabulary lacks.
     *
     * @return the characters; empty if it has all
     */
    public String unknown() {
        return IntStream.range(0, numRows()).filter(i -> !data.known().get(i)).mapToObj(i -> data.characters().get(i))
                .distinct().map(Svg::named).collect(Collectors.joining(", "));
    }
}
