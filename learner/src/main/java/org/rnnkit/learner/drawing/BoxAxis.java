package org.rnnkit.learner.drawing;

import java.util.Locale;

/**
 * An axis of an array.
 *
 * @param name the name that the chapters use
 * @param size the number of entries
 * @param colour the class of its colour
 * @param edge the length of an edge of a drawn array, long enough for the label
 */
record BoxAxis(String name, long size, String colour, double edge) {

    /** Returns the name and the size, such as "numSteps 35", in one line or two. */
    String[] label() {
        String label = String.format(Locale.ROOT, "%s %,d", name, size);
        return name.isEmpty() ? new String[] {String.valueOf(size)} : label.split("(?<=·) ");
    }

    String words() {
        return String.join(" ", label());
    }
}
