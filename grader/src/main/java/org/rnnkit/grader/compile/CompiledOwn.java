package org.rnnkit.grader.compile;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.rnnkit.grading.Step;

/**
 * A student's nine steps as far as they could be compiled.
 *
 * @param sources the folder of the sources
 * @param classes the folder of the classes
 * @param errors what is wrong, by the step that can't be run for it
 */
public record CompiledOwn(Path sources, Path classes, Map<Step, List<CompileError>> errors) {}
