/** The pictures below "passed": what a step's code returned, drawn. */
package org.rnnkit.learner.show;
