/** Drawings of what a showcase has computed: the coordinates, labels and sentences that the templates put into a page. */
package org.rnnkit.learner.showcase.picture;
