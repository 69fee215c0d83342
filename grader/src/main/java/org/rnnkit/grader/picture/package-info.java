/**
 * What people would rather look at than read: the page of a training, with its curves, its samples and the trained
 * model's insides.
 */
package org.rnnkit.grader.picture;
