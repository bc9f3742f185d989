package signalkit.posix.aim;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import signalkit.posix.Errno;
import signalkit.posix.PosixException;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;

/**
 * A signal that waits for its moment: a thread receives it once, at its first interruption point
 * where a condition holds.
 *
 * <pre>
 * TERM when main holds jobs
 * TERM at WorkQueue.java:40 in main
 * TERM in worker-1 then INT
 * </pre>
 *
 * <p>{@code then} names a second signal, which the same thread receives at the first point of the
 * first one's handler. In woven code every step is a point; elsewhere the kit's calls are.
 * Immutable.
 *
 * @param signal what arrives
 * @param thread the name of the thread that it arrives on; null for any
 * @param lock the mutex that the thread has to hold; null for none
 * @param file the source file that the thread has to be in; null for any
 * @param line the line in that file
 * @param then what arrives on top of the first one's handler; null for nothing
 */
public record Aim(Signal signal, String thread, String lock, String file, int line, Signal then) {
    private static final String NAME = "\\S+(?: (?!then\\b)\\S+)*?";
    private static final Pattern GRAMMAR =
            Pattern.compile(
                    "(?<signal>\\S+)"
                            + "(?: when (?<owner>"
                            + NAME
                            + ") holds (?<lock>"
                            + NAME
                            + "))?"
                            + "(?: at (?<file>[^\\s:]+):(?<line>\\d{1,6}))?"
                            + "(?: in (?<thread>"
                            + NAME
                            + "))?"
                            + "(?: then (?<then>\\S+))?");

    /**
     * Reads an aim.
     *
     * @param text as above; the words in lower case, the signals as {@link Signal#parse} has them
     * @return the aim
     * @throws PosixException EINVAL when it is none, with what is expected, or names no signal that
     *     can be caught
     */
    public static Aim parse(String text) {
        Matcher matcher = GRAMMAR.matcher(text.strip().replaceAll("\\s+", " "));
        boolean aims =
                matcher.matches()
                        && (matcher.group("owner") != null
                                || matcher.group("file") != null
                                || matcher.group("thread") != null)
                        && (matcher.group("owner") == null || matcher.group("thread") == null);
        if (!aims) {
            throw new PosixException(
                    Errno.EINVAL,
                    "«"
                            + text
                            + "» is not an aim. Write SIGNAL when THREAD holds LOCK, SIGNAL at"
                            + " FILE:LINE [in THREAD], or SIGNAL in THREAD; add then SIGNAL for one"
                            + " more on top.");
        }
        String owner = matcher.group("owner");
        return new Aim(
                signal(matcher.group("signal")),
                owner != null ? owner : matcher.group("thread"),
                matcher.group("lock"),
                matcher.group("file"),
                matcher.group("line") == null ? 0 : Integer.parseInt(matcher.group("line")),
                matcher.group("then") == null ? null : signal(matcher.group("then")));
    }

    private static Signal signal(String name) {
        return Signal.parse(name)
                .filter(Signal::isCatchable)
                .orElseThrow(
                        () ->
                                new PosixException(
                                        Errno.EINVAL,
                                        name + " cannot be caught. Aim TERM or INT, for example."));
    }

    /** Whether the calling thread, at a point, is where this aims. */
    boolean fits(Pthread self) {
        return (thread == null || thread.equals(self.name()))
                && (lock == null || self.process().locks().isHeld(lock, self.carrier()))
                && (file == null || isAtLine());
    }

    private boolean isAtLine() {
        return StackWalker.getInstance()
                .walk(
                        frames ->
                                frames.filter(frame -> !isKit(frame.getClassName()))
                                        .findFirst()
                                        .map(
                                                frame ->
                                                        file.equals(frame.getFileName())
                                                                && frame.getLineNumber() == line)
                                        .orElse(false));
    }

    private static boolean isKit(String className) {
        return className.startsWith(Pthread.class.getPackageName() + ".");
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(signal.name());
        if (lock != null) {
            text.append(" when ").append(thread).append(" holds ").append(lock);
        }
        if (file != null) {
            text.append(" at ").append(file).append(':').append(line);
        }
        if (lock == null && thread != null) {
            text.append(" in ").append(thread);
        }
        if (then != null) {
            text.append(" then ").append(then);
        }
        return text.toString();
    }
}
