/** The grading of a class: many submissions with one pool of workers, and the table and the page of the class. */
package org.rnnkit.classroom;
