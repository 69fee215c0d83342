/** The chapters' drawings, as SVG. Their numbers are computed by the toolkit and the oracles. */
package org.rnnkit.learner.drawing;
