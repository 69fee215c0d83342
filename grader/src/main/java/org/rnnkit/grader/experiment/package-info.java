/**
 * The chapter's questions as trainings: each experiment changes one thing, trains with several seeds, and says what came
 * out.
 */
package org.rnnkit.grader.experiment;
