/**
 * The command line. A submission walks through its rooms in this order: submission, compile, run (with worker in a
 * process of its own), report; a later room's things are not needed in an earlier one.
 */
package org.rnnkit.grader;
