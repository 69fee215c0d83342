package org.rnnkit.learner.watch;

/** The terminal's keys: each is one call of the session. */
final class Keys {

    private static final char CTRL_D = '\u0004';

    private Keys() {}

    /** Does what a key stands for. */
    static void press(char key, Session session) {
        char lower = Character.toLowerCase(key);
        if (session.asksForReset()) {
            session.reset(lower == 'y');
            return;
        }
        switch (lower) {
            case 'h' -> session.hint();
            case 'l' -> session.board();
            case 'n' -> session.goOn(1);
            case 'p' -> session.goOn(-1);
            case 'a' -> session.testAll();
            case 's' -> session.stop();
            case 'r' -> session.askForReset();
            case 'o' -> session.solution();
            case 'q', CTRL_D -> session.quit();
            default -> session.showKeys();
        }
    }
}
