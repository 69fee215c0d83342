/**
 * The sandbox for worker processes, and limits on memory, processes and disk. A {@link
 * org.rnnkit.grader.sandbox.Sandbox} starts a worker.
 * <ul>
 * <li>{@link org.rnnkit.grader.sandbox.SandboxFinder} looks for bubblewrap and says what to do if it does not work.
 * <li>{@link org.rnnkit.grader.sandbox.Bubblewrap} has the command line and the files that a worker may read.
 * <li>{@link org.rnnkit.grader.sandbox.SandboxedProcess} is a running worker. A
 * {@link org.rnnkit.grader.sandbox.ControlGroup} limits it where the kernel has one.
 * <li>{@link org.rnnkit.grader.sandbox.EngineTrial} unpacks the engine's library before the first worker needs it.
 * </ul>
 */
package org.rnnkit.grader.sandbox;
