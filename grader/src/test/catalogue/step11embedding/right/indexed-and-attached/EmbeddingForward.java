// style: The table is indexed in a scope, and the rows are given to the tokens' manager.
package org.rnnkit.step11embedding;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;

public final class EmbeddingForward {

    private EmbeddingForward() {}

    public static NDArray embed(NDArray tokens, NDArray table) {
        try (NDScope scope = new NDScope()) {
            scope.suppressNotUsedWarning();
            NDArray rows = table.get(tokens.transpose().toType(DataType.INT64, false));
            rows.attach(tokens.getManager());
            NDScope.unregister(rows);
            return rows;
        }
    }
}
