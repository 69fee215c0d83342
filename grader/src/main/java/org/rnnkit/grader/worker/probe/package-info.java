/**
 * What a step's code makes of given values: raw results for the grader to judge. No class here knows what is right.
 */
package org.rnnkit.grader.worker.probe;
