package signalkit.shell.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Help.Ansi;

/** A screen that nobody sees, kept for later. */
public final class Transcript implements Screen {
    // this must be locked when using it:
    private final List<String> lines = new ArrayList<>();

    /**
     * What was printed, errors included.
     *
     * @return a copy
     */
    public synchronized List<String> lines() {
        return new ArrayList<>(lines);
    }

    @Override
    public void line(String text) {
        foreign(Ansi.OFF.string(commands(text)));
    }

    @Override
    public synchronized void foreign(String text) {
        lines.add(text);
    }

    @Override
    public void error(String text) {
        foreign("error: " + commands(text));
    }

    private static String commands(String text) {
        return CommandText.render(text, CommandText.IN_SHELL, command -> command);
    }

    @Override
    public LiveLine live() {
        return PlainScreen.NO_LIVE_LINE;
    }

    @Override
    public Optional<Loan> lend() {
        return Optional.empty();
    }

    @Override
    public int width() {
        return Integer.MAX_VALUE;
    }

    @Override
    public boolean isLive() {
        return false;
    }
}
