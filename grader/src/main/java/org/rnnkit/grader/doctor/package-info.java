/**
 * What the kit needs of a machine, looked at one by one.
 */
package org.rnnkit.grader.doctor;
