package org.rnnkit.learner.worker;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;

/**
 * A task for the process that runs a learner's code. A new kind of task is a record here, and a line in {@link LabWorker}.
 *
 * @param <A> the type of its answer
 */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
@JsonSubTypes({@Type(TestTask.class), @Type(CellTask.class), @Type(PlayTask.class),
    @Type(ShowTask.class)})
public interface LabTask<A> {

    /** Returns the type of its answer. */
    Class<A> answer();

    /** Returns the time after which the process is ended, even if its code is not in an endless loop. */
    Duration limit();

    /** Tells after an answer whether the process can do another task: it has not ended itself, and nothing is left behind. */
    boolean isReusable(A answer);
}
