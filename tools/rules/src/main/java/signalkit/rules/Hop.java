package signalkit.rules;

import signalkit.rules.bytecode.Method;

/** One line of a call chain, written as a stack trace writes it, so that tools can open it. */
record Hop(String method, String file, int line) {
    static Hop of(Method method, int line) {
        return new Hop(method.owner + "." + method.ref.name(), method.owner.sourceFile, line);
    }

    @Override
    public String toString() {
        return method + "(" + (line == 0 ? file : file + ":" + line) + ")";
    }
}
