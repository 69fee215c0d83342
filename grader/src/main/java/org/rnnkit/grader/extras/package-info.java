/**
 * Points apart from the steps', for those courses that give them.
 */
package org.rnnkit.grader.extras;
