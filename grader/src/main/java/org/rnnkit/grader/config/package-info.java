/**
 * The settings of a course. The file grading.yaml is read once and checked with its schema before anything is graded; the
 * other packages get its values.
 */
package org.rnnkit.grader.config;
