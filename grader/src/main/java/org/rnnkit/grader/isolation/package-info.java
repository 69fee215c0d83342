/**
 * What keeps a student's code away from the rest of the machine: a sandbox, limits, and a look at both while it runs.
 */
package org.rnnkit.grader.isolation;
