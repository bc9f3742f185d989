package signalkit.rules;

/** A line of code, written as a stack trace writes it, so that tools can open it. */
record Frame(String method, String file, int line) {
    static Frame of(Method method, int line) {
        return new Frame(method.owner + "." + method.ref.name(), method.owner.sourceFile, line);
    }

    @Override
    public String toString() {
        return method + "(" + (line == 0 ? file : file + ":" + line) + ")";
    }
}
