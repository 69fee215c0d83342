/**
 * The sandbox for worker processes, and limits on memory, processes, disk and time. A {@link
 * org.rnnkit.grader.sandbox.Sandbox} starts a worker.
 * <ul>
 * <li>{@link org.rnnkit.grader.sandbox.SandboxFinder} looks for bubblewrap and says what to do if it does not work.
 * <li>{@link org.rnnkit.grader.sandbox.Bubblewrap} has the command line and the files that a worker may read, and
 * {@link org.rnnkit.grader.sandbox.SystemCallFilter} the system calls that it may make.
 * <li>{@link org.rnnkit.grader.sandbox.SandboxedProcess} is a running worker. Its limits are enforced by a
 * {@link org.rnnkit.grader.sandbox.ControlGroup}, or counted.
 * <li>{@link org.rnnkit.grader.sandbox.EngineTrial} unpacks the engine's library before the first worker needs it.
 * </ul>
 */
package org.rnnkit.grader.sandbox;
