package signalkit.rules;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.objectweb.asm.Type;
import signalkit.rules.bytecode.MethodRef;
import signalkit.rules.bytecode.Program;

/**
 * A method that makes one of its arguments a handler.
 *
 * @param argument counted from 0
 * @param function what will be called on the argument
 */
record Registrar(MethodRef method, int argument, MethodRef function) {
    /** The name that a copy of the JVM's class keeps when it is moved to another package. */
    private static final String JVM_SIGNAL = "sun/misc/Signal";

    private static final String CALLBACK = "com/sun/jna/Callback";
    static final Set<String> FOREIGN =
            Set.of("signal", "bsd_signal", "sigset", "sigaction", "SetConsoleCtrlHandler");

    /** The registrars in the table. */
    static List<Registrar> table() {
        try (InputStream in = Registrar.class.getResourceAsStream("registrars.tsv");
                InputStreamReader text = new InputStreamReader(in, StandardCharsets.UTF_8)) {
            return new BufferedReader(text)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(Registrar::of)
                    .collect(Collectors.toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A row: the method, which argument, and the function, both as in byte code. */
    static Registrar of(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != 3 || !cells[1].matches("\\d")) {
            throw new IllegalArgumentException(
                    "a registrar needs a method, the number of an argument and a function: "
                            + line);
        }
        return new Registrar(method(cells[0]), Integer.parseInt(cells[1]), method(cells[2]));
    }

    private static MethodRef method(String text) {
        int parameters = text.indexOf('(');
        int name = text.lastIndexOf('.', parameters);
        if (parameters < 0 || name < 0) {
            throw new IllegalArgumentException(
                    text + " is no method; write a/b/Class.name(Ljava/lang/String;)V");
        }
        return new MethodRef(
                text.substring(0, name),
                text.substring(name + 1, parameters),
                text.substring(parameters));
    }

    /** Whether this is {@code Signal.handle} of a copy of the JVM's class in another package. */
    static boolean isRelocated(MethodRef ref) {
        String type = "L" + ref.owner();
        String handler = type + "Handler;";
        return ref.name().equals("handle")
                && ref.owner().endsWith("/" + JVM_SIGNAL)
                && ref.descriptor().equals("(" + type + ";" + handler + ")" + handler);
    }

    /** C's own functions, as JNA calls them: the first argument that is a callback is a handler. */
    static Optional<Registrar> foreign(Program program, MethodRef ref) {
        if (!FOREIGN.contains(ref.name())) {
            return Optional.empty();
        }
        for (int i = 0; i < ref.parameters().length; i++) {
            Type type = ref.parameters()[i];
            if (type.getSort() == Type.OBJECT && program.isA(type.getInternalName(), CALLBACK)) {
                MethodRef usual = new MethodRef(type.getInternalName(), "callback", "(I)V");
                MethodRef function = program.functionalMethod(type.getInternalName()).orElse(usual);
                return Optional.of(new Registrar(ref, i, function));
            }
        }
        return Optional.empty();
    }

    static Registrar relocated(MethodRef ref) {
        String signal = ref.owner();
        return new Registrar(
                ref, 1, new MethodRef(signal + "Handler", "handle", "(L" + signal + ";)V"));
    }
}
