/**
 * A class: many submissions, one after another or side by side, and what they look like together.
 */
package org.rnnkit.grader.classroom;
