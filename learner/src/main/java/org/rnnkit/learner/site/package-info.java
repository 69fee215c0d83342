/** The course as a static site: chapters, drawings, questions, and a trained model, without the reference. */
package org.rnnkit.learner.site;
