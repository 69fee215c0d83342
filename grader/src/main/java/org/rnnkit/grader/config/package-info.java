/**
 * What an instructor decides about grading: grading.yaml, read once, checked at the door, and passed on as values.
 */
package org.rnnkit.grader.config;
