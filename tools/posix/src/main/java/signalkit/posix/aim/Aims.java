package signalkit.posix.aim;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import signalkit.posix.Errno;
import signalkit.posix.Points;
import signalkit.posix.PosixException;
import signalkit.posix.Pthread;
import signalkit.posix.Signal;

/**
 * The aims of one process; while it has none, an interruption point costs nothing extra.
 *
 * <p>The thread that an aim hits takes it off the list, so it fires once. Thread-safe.
 */
public final class Aims {
    /** A signal that is to come on top of a handler of one thread. */
    private record Second(Pthread thread, Signal first, Signal signal) {}

    private final List<Aim> aims = new CopyOnWriteArrayList<>();
    private final List<Second> seconds = new CopyOnWriteArrayList<>();
    private final List<String> fired = new CopyOnWriteArrayList<>();
    private volatile PointLines lines;

    /** No aims. */
    public Aims() {}

    /**
     * Makes known which lines have a point; without it, aims at lines are taken as they come.
     *
     * @param known what the weaver of this program tells
     */
    public void linesFrom(PointLines known) {
        lines = known;
    }

    /**
     * Adds an aim.
     *
     * @param aim fires at the first moment that fits
     * @throws PosixException EINVAL when it aims at a line that is known to have no point, with the
     *     nearest that have one, or at a file that is known not to be woven, with those that are
     */
    public void add(Aim aim) {
        PointLines known = lines;
        if (known != null && aim.file() != null) {
            requirePoint(known.byFile(), aim.file(), aim.line());
        }
        Points.arm(Points.Reason.AIM); // first, since who takes the aim disarms
        aims.add(aim);
    }

    /** Takes back all that have not fired. */
    public void clear() {
        for (Aim aim : aims) {
            if (aims.remove(aim)) {
                Points.disarm(Points.Reason.AIM);
            }
        }
        for (Second second : seconds) {
            if (seconds.remove(second)) {
                Points.disarm(Points.Reason.AIM);
            }
        }
        fired.clear();
    }

    /**
     * The aims, in words.
     *
     * @return those that wait, then those that have fired, each with the place
     */
    public synchronized List<String> list() {
        List<String> lines = new ArrayList<>();
        aims.forEach(aim -> lines.add("waits: " + aim));
        seconds.forEach(
                second ->
                        lines.add(
                                "waits: "
                                        + second.signal
                                        + " on top of the handler of "
                                        + second.first
                                        + " in "
                                        + second.thread));
        fired.forEach(line -> lines.add("fired: " + line));
        return lines;
    }

    /**
     * Makes what aims at a thread pending for it; called by the thread's scheduler.
     *
     * @param self the calling thread, at a point
     */
    public void at(Pthread self) {
        for (Second second : seconds) {
            if (second.thread == self
                    && self.handlers().contains(second.first)
                    && take(seconds, second, second.signal + " on top of " + second.first)) {
                self.process().kill(self, second.signal);
            }
        }
        for (Aim aim : aims) {
            boolean open = !self.mask().contains(aim.signal());
            if (open && aim.fits(self) && take(aims, aim, aim.toString())) {
                if (aim.then() != null) {
                    Points.arm(Points.Reason.AIM);
                    seconds.add(new Second(self, aim.signal(), aim.then()));
                }
                self.process().kill(self, aim.signal());
            }
        }
    }

    /** Lists an aim as fired in the same step; false when another thread was first. */
    private <T> boolean take(List<T> list, T item, String words) {
        String line = words + " (on " + Pthread.self() + " at " + place() + ")";
        synchronized (this) {
            if (!list.remove(item)) {
                return false;
            }
            fired.add(line);
        }
        Points.disarm(Points.Reason.AIM);
        return true;
    }

    private static void requirePoint(
            NavigableMap<String, NavigableSet<Integer>> points, String file, int line) {
        NavigableSet<Integer> lines = points.get(file);
        if (lines == null) {
            throw new PosixException(
                    Errno.EINVAL,
                    "no woven class comes from "
                            + file
                            + "; there are: "
                            + points.keySet().stream()
                                    .filter(name -> !points.get(name).isEmpty())
                                    .collect(Collectors.joining(", ")));
        }
        if (lines.isEmpty()) {
            throw new PosixException(
                    Errno.EINVAL,
                    file + " has no interruption point in any line; aim at another file");
        }
        if (!lines.contains(line)) {
            Integer below = lines.lower(line);
            Integer above = lines.higher(line);
            throw new PosixException(
                    Errno.EINVAL,
                    file
                            + ":"
                            + line
                            + " has no interruption point; "
                            + (below != null && above != null
                                    ? "the nearest lines with one are " + below + " and " + above
                                    : "the nearest line with one is "
                                            + (below != null ? below : above)));
        }
    }

    private static String place() {
        String kit = Pthread.class.getPackageName() + ".";
        return StackWalker.getInstance()
                .walk(
                        frames ->
                                frames.filter(frame -> !frame.getClassName().startsWith(kit))
                                        .findFirst()
                                        .map(
                                                frame ->
                                                        frame.getFileName()
                                                                + ":"
                                                                + frame.getLineNumber())
                                        .orElse("?"));
    }
}
