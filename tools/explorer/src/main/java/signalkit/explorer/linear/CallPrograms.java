package signalkit.explorer.linear;

import java.math.BigInteger;
import java.util.List;
import signalkit.explorer.ScenarioCode;
import signalkit.explorer.ScenarioException;

/** The programs that call the operations of one class. */
public final class CallPrograms {
    private static final int MOST = 100_000;

    private final String className;
    private final ClassLoader parent;

    /** Those of a class that is looked for when they are needed. */
    public CallPrograms(String className, ClassLoader parent) {
        this.className = className;
        this.parent = parent;
    }

    /** The class, without its package. */
    public String name() {
        return className.substring(
                Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
    }

    /** Whether a text looks like a program. */
    public static boolean isProgram(String text) {
        return text.matches(CallProgram.PATTERN);
    }

    /** All programs, the smallest first; a ScenarioException says that they are too many. */
    public List<String> all(int threads, int operations) {
        List<Call> calls = operations(parent).calls();
        requireFew(calls.size(), threads, operations);
        return CallProgram.all(calls, threads, operations).stream()
                .map(CallProgram::toString)
                .toList();
    }

    private void requireFew(int calls, int threads, int operations) {
        BigInteger sequences = BigInteger.ZERO;
        for (int i = 1; i <= operations; i++) {
            sequences = sequences.add(BigInteger.valueOf(calls).pow(i));
        }
        BigInteger count = BigInteger.ONE;
        for (int i = 0; i < threads; i++) {
            count =
                    count.multiply(sequences.add(BigInteger.valueOf(i)))
                            .divide(BigInteger.valueOf(i + 1));
        }
        if (count.compareTo(BigInteger.valueOf(MOST)) > 0) {
            throw new ScenarioException(
                    String.format(
                            "the %d calls of %s make %,d programs; ask for fewer threads or calls",
                            calls, name(), count));
        }
    }

    /** The code of a program; a ScenarioException says that it is none. */
    public ScenarioCode code(String text) {
        CallProgram program = CallProgram.of(text);
        return ScenarioCode.scenarios(
                name(),
                parent,
                loader -> {
                    Operations operations = operations(loader);
                    program.threads().forEach(calls -> calls.forEach(operations::method));
                    SequentialRuns sequential = new SequentialRuns(operations, program);
                    return () -> new HistoryScenario(operations, program, sequential);
                });
    }

    private Operations operations(ClassLoader loader) {
        try {
            return new Operations(Class.forName(className, false, loader));
        } catch (ClassNotFoundException e) {
            throw new ScenarioException("there is no class " + className);
        }
    }
}
