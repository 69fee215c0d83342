/**
 * What helps those who learn: how their steps stand, hints, a step begun anew, their code beside the reference's.
 */
package org.rnnkit.grader.learn;
