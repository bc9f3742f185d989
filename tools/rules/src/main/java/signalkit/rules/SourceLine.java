package signalkit.rules;

import signalkit.rules.bytecode.Method;

/** A line of code, written as a stack trace writes it, so that tools can open it. */
record SourceLine(String method, String file, int line) {
    static SourceLine of(Method method, int line) {
        return new SourceLine(
                method.owner + "." + method.ref.name(), method.owner.sourceFile, line);
    }

    @Override
    public String toString() {
        return method + "(" + (line == 0 ? file : file + ":" + line) + ")";
    }
}
