/**
 * What is taken from a folder: the steps' own sources and nothing else.
 */
package org.rnnkit.grader.submission;
