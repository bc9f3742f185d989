package signalkit.rules;

import signalkit.rules.bytecode.Method;

/** One line of a call chain, written as a stack trace writes it, so that tools can open it. */
public record Hop(String method, String file, int line) {
    static Hop of(Method method, int line) {
        return new Hop(method.owner + "." + method.ref.name(), method.owner.sourceFile, line);
    }

    @Override
    public String toString() {
        return method + "(" + (line == 0 ? file : file + ":" + line) + ")";
    }

    /** Whether the line is in a static initialiser, which runs at the first use of its class. */
    public boolean isInStaticInitialiser() {
        return method.endsWith(".<clinit>");
    }

    /** Whether the code is in a package or in one below it; empty for any. */
    public boolean isIn(String packageName) {
        return packageName.isEmpty() || method.startsWith(packageName + ".");
    }

    /** Where a source tree has the file. */
    public String path() {
        int member = method.lastIndexOf('.');
        int type = method.lastIndexOf('.', member - 1);
        return type < 0 ? file : method.substring(0, type).replace('.', '/') + "/" + file;
    }
}
