/**
 * The commands: what a user can ask for, and what is said to them.
 */
package org.rnnkit.grader.command;
