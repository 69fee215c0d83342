/** Models that graded tests pass to a step, and that watch what it does with them. */
package org.rnnkit.testkit.models;
