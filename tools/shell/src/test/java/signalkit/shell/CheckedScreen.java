package signalkit.shell;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import signalkit.shell.console.Screen;

/** A screen that notes each command that the user is told to type. */
final class CheckedScreen implements Screen {
    private static final Pattern COMMAND = Pattern.compile("`([^`]+)`");

    private final Screen screen;
    private final List<String> commands = new ArrayList<>();

    CheckedScreen(Screen screen) {
        this.screen = screen;
    }

    private String noted(String text) {
        Matcher found = COMMAND.matcher(text);
        while (found.find()) {
            commands.add(found.group(1));
        }
        return text;
    }

    /** All commands that were printed so far. */
    List<String> commands() {
        return commands;
    }

    @Override
    public void line(String text) {
        screen.line(noted(text));
    }

    @Override
    public void foreign(String text) {
        screen.foreign(text);
    }

    @Override
    public void error(String text) {
        screen.error(noted(text));
    }

    @Override
    public void note(String text) {
        screen.note(noted(text));
    }

    @Override
    public LiveLine live() {
        return screen.live();
    }

    @Override
    public Optional<Loan> lend() {
        return Optional.empty(); // What a tool prints is to be read, too.
    }

    @Override
    public boolean isLive() {
        return screen.isLive();
    }

    @Override
    public int width() {
        return screen.width();
    }
}
