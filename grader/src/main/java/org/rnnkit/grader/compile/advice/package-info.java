/** Advice on the compiler's errors that a student most often makes. */
package org.rnnkit.grader.compile.advice;
