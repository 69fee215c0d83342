/** The settings of a course: grading.yaml, read once and checked. */
package org.rnnkit.grader.config;
