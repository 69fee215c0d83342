/**
 * What runs inside the processes that a student's code is in, and the messages between them and the grader: requests,
 * answers, outcomes. The rest of the grader is not on their class path.
 */
package org.rnnkit.grader.worker;
