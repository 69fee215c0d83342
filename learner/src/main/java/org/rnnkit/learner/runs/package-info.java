/** The folders of trained models in runs/: writing, reading and comparing them. */
package org.rnnkit.learner.runs;
