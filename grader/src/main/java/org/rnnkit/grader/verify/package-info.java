/**
 * The independent check: fresh values for a step's code, and what must come out of it, computed in plain Java where no
 * code of a student's runs.
 */
package org.rnnkit.grader.verify;
