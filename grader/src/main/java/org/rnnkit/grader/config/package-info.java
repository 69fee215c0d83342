/**
 * The settings of a course: grading.yaml, read once, checked with its schema before anything is graded, and passed on as
 * values.
 */
package org.rnnkit.grader.config;
