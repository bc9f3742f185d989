package signalkit.explorer.run;

import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import signalkit.explorer.model.Operation;
import signalkit.explorer.model.Task;
import signalkit.posix.Op;
import signalkit.weaver.Site;

/** Words for findings and traces. */
public final class Texts {
    private static final List<String> KIT =
            List.of(
                    "java.",
                    "jdk.",
                    "sun.",
                    "signalkit.posix.",
                    "signalkit.weaver.",
                    "explored.",
                    "signalkit.explorer.ProgramScenario");

    private static final List<String> TEST_FRAMEWORK = List.of("org.junit.", "org.opentest4j.");

    /** All packages below this one are the explorer's; scenarios may be in this one itself. */
    private static final String EXPLORER = "signalkit.explorer.";

    private static final String COPY = "explored.";
    private static final String COPIES = "explored.java.util.";
    private static final List<String> GUARDED =
            List.of("Collections$Synchronized", "Hashtable", "Stack", "Vector");

    private static final int FRAMES = 4;

    /** What no program calls. */
    private static final StackTraceElement UNKNOWN = new StackTraceElement("?", "?", null, 0);

    private Texts() {}

    /** Whether a frame is the scenario's, and not the kit's, the JDK's or a test framework's. */
    public static boolean isUsers(String className) {
        return isPrograms(className) && !isTestFrameworks(className);
    }

    /** Whether a frame is explored code that is not the JDK's. */
    static boolean isPrograms(String className) {
        return !startsWithOneOf(className, KIT) && !isExplorers(className);
    }

    /**
     * Whether a frame is one of JUnit, whose assertions are explored as the code that calls them.
     *
     * @param className with dots
     * @return true for what no reader of a failure looks for
     */
    public static boolean isTestFrameworks(String className) {
        return startsWithOneOf(className, TEST_FRAMEWORK);
    }

    /** A plain loop: this is asked for each frame of a stack, very often. */
    private static boolean startsWithOneOf(String className, List<String> beginnings) {
        for (String beginning : beginnings) {
            if (className.startsWith(beginning)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isExplorers(String className) {
        return className.startsWith(EXPLORER)
                && Character.isLowerCase(className.charAt(EXPLORER.length()));
    }

    /** Whether an access is one of the JDK's concurrent classes, which race on purpose. */
    static boolean isByDesign(Site site) {
        return site != null && site.className().startsWith("explored.java.util.concurrent.");
    }

    /** Whether a step is one of a copy of the JDK's. */
    static boolean isCopys(Site site) {
        return site.className().startsWith("explored.");
    }

    /** Whether a step is one of a collection whose methods enter a monitor. */
    static boolean isGuarded(Site site) {
        String name = site.className();
        return name.startsWith(COPIES)
                && GUARDED.stream().anyMatch(each -> name.startsWith(each, COPIES.length()));
    }

    /** The scenario's innermost frame of the calling thread. */
    public static String caller() {
        return StackWalker.getInstance()
                .walk(
                        frames ->
                                frames.filter(frame -> isUsers(frame.getClassName()))
                                        .findFirst()
                                        .map(frame -> place(frame.toStackTraceElement()))
                                        .orElse("?"));
    }

    /** Where that is; the worker of a pool that takes a task has none. */
    static String atCaller() {
        String caller = caller();
        return caller.equals("?") ? " on a thread of the JDK" : " at " + caller;
    }

    /** The scenario's outermost method that a thread is in. */
    static String outermost(Task task) {
        StackTraceElement[] stack = task.thread.carrier().getStackTrace();
        for (int i = stack.length - 1; i >= 0; i--) {
            String name = stack[i].getClassName();
            if (isUsers(name) && !name.contains("$$Lambda")) {
                return name.substring(name.lastIndexOf('.') + 1) + "." + stack[i].getMethodName();
            }
        }
        return "code that is not shown";
    }

    /** Where the program calls what changes an object; the call is none of the program's own. */
    static Site change(Object object) {
        return StackWalker.getInstance()
                .walk(
                        frames ->
                                frames.filter(frame -> isUsers(frame.getClassName()))
                                        .findFirst()
                                        .map(StackWalker.StackFrame::toStackTraceElement)
                                        .map(frame -> change(object, frame))
                                        .orElseGet(() -> change(object, UNKNOWN)));
    }

    private static Site change(Object object, StackTraceElement frame) {
        return new Site(
                Op.STEP,
                frame.getClassName(),
                frame.getMethodName(),
                "",
                frame.getFileName(),
                Math.max(0, frame.getLineNumber()),
                0,
                object.getClass().getTypeName(),
                object.getClass().isArray() ? "fill" : "collect",
                "()V",
                false,
                false);
    }

    /** As a line of a stack trace, with the simple name of the class. */
    public static String place(StackTraceElement frame) {
        String name = frame.getClassName();
        return name.substring(name.lastIndexOf('.') + 1)
                + "."
                + frame.getMethodName()
                + "("
                + frame.getFileName()
                + ":"
                + frame.getLineNumber()
                + ")";
    }

    public static String of(Throwable thrown) {
        return thrown.toString().replace(COPY, "") + at(thrown);
    }

    /** What to say of a call of a method that a model or a copy lacks. */
    static String missing(String method, Throwable thrown) {
        return method + at(thrown) + " is nothing that the explorer has; leave it out";
    }

    /** " at " and the scenario's innermost frame; empty when there is none. */
    private static String at(Throwable thrown) {
        return Arrays.stream(thrown.getStackTrace())
                .filter(frame -> isUsers(frame.getClassName()))
                .findFirst()
                .map(frame -> " at " + place(frame))
                .orElse("");
    }

    /** The same for both orders in which two accesses can come. */
    static String race(Operation one, Operation other) {
        return Stream.of(one, other)
                .map(Texts::describe)
                .sorted()
                .collect(Collectors.joining(" is not ordered against "));
    }

    private static String describe(Operation access) {
        Site site = access.access().site();
        String verb =
                site.isCall()
                        ? "calls "
                        : site.op() == signalkit.posix.Op.READ ? "reads " : "writes ";
        return site + " " + verb + (site.member().isEmpty() ? "an array element" : site.member());
    }

    /** The values that the scenario shows, in its order. */
    static String shown(ScenarioPlan plan) {
        return plan.shown().entrySet().stream()
                .map(entry -> entry.getKey() + "=" + value(entry.getValue()))
                .collect(Collectors.joining(" "));
    }

    static String value(Supplier<?> value) {
        try {
            return String.valueOf(value.get());
        } catch (Unwind end) {
            throw end;
        } catch (RuntimeException | Error e) {
            return e.toString();
        }
    }

    /** Whether a call of the scenario goes on. */
    static boolean isAt(StackTraceElement[] stack, Site site) {
        return Arrays.stream(stack)
                .anyMatch(
                        frame ->
                                frame.getClassName().equals(site.className())
                                        && frame.getMethodName().equals(site.method())
                                        && Math.max(0, frame.getLineNumber()) == site.line());
    }

    /** The innermost frames of a stack, and the scenario's innermost one wherever it is. */
    static String outside(StackTraceElement[] stack) {
        List<StackTraceElement> frames = Arrays.asList(stack);
        Stream<String> first = frames.stream().limit(FRAMES).map(Texts::place);
        Stream<String> users =
                frames.stream()
                        .skip(FRAMES)
                        .filter(frame -> isUsers(frame.getClassName()))
                        .map(Texts::place)
                        .limit(1);
        return Stream.concat(first, users).collect(Collectors.joining(" < "));
    }
}
