/**
 * What is taken from a folder or a zip: the steps' own sources and nothing else.
 */
package org.rnnkit.grader.submission;
