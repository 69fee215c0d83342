/** The grading of a class: many submissions on one pool, and the table and page of the class. */
package org.rnnkit.grader.classroom;
