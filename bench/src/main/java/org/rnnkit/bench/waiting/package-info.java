/** The measurement of the time that students and instructors wait for the kit's answers. */
package org.rnnkit.bench.waiting;
