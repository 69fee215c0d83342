/** The grading of a class: many submissions with one pool of workers, and the class's results while it runs. */
package org.rnnkit.classroom;
