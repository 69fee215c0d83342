/** The list of the steps, read from steps.yaml. */
package org.rnnkit.testkit.steps;
