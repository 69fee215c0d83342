package org.rnnkit.learner.watch;

import java.io.PrintStream;
import org.rnnkit.learner.watch.Screen.PlainScreen;

/**
 * A plain screen that claims to have keys, since the test presses them.
 *
 * @param out the stream to print to
 */
record ScreenWithKeys(PrintStream out) implements Screen {

    private PlainScreen plain() {
        return new PlainScreen(out);
    }

    @Override
    public void clear() {
        plain().clear();
    }

    @Override
    public int width() {
        return plain().width();
    }

    @Override
    public int height() {
        return plain().height();
    }

    @Override
    public boolean hasKeys() {
        return true;
    }

    @Override
    public void close() {
        plain().close();
    }
}
