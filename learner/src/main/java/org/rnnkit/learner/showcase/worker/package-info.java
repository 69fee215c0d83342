/** What a student's steps can do: the worker that computes it, and its data, which know how they are drawn. */
package org.rnnkit.learner.showcase.worker;
