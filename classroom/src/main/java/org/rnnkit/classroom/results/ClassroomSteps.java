package org.rnnkit.classroom.results;

import java.util.List;
import java.util.stream.Stream;
import org.rnnkit.grader.kit.Kit;
import org.rnnkit.testkit.steps.Step;

/**
 * The steps that a class was graded in.
 *
 * @param bonus the bonus steps; empty if they were not graded
 */
public record ClassroomSteps(List<Step> steps, List<Step> bonus) {

    public static ClassroomSteps of(Kit kit) {
        return new ClassroomSteps(kit.steps(), kit.bonus());
    }

    List<Step> all() {
        return Stream.concat(steps.stream(), bonus.stream()).toList();
    }
}
