/**
 * What runs inside those processes. The rest of the grader is not on their class path.
 */
package org.rnnkit.grader.worker;
