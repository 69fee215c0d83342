/** Models that graded tests and the independent check pass to a step, and that watch what it does with them. */
package org.rnnkit.testkit.models;
