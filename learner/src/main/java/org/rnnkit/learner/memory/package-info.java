/** The memory of networks, made visible: how much each earlier character counts for what is expected next. */
package org.rnnkit.learner.memory;
