/** The list of the steps, read from steps.yaml, with their titles and hints in the chosen language. */
package org.rnnkit.testkit.steps;
