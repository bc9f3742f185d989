package signalkit.weaver;

import signalkit.posix.Op;

/**
 * A place in woven code: the step that follows, and where the source has it.
 *
 * @param op what the step does
 * @param className the class that the code is in, with dots
 * @param method its name
 * @param descriptor the method's, as in the class file
 * @param file the source file's name, or null when the class file has none
 * @param line in that file, or 0 when the class file has none
 * @param ordinal counts the steps of the method from 0, in the order of the class file
 * @param owner the class that the step names, with dots; empty for arrays and monitors
 * @param member the field or method that the step names; empty for arrays and monitors
 * @param memberDescriptor of that field or method; empty for arrays and monitors
 * @param isStatic whether the step has no object: a static field or a static call
 * @param isSuper whether the step calls a method of a superclass on the same object
 */
public record Site(
        Op op,
        String className,
        String method,
        String descriptor,
        String file,
        int line,
        int ordinal,
        String owner,
        String member,
        String memberDescriptor,
        boolean isStatic,
        boolean isSuper) {

    /**
     * A name that stays the same from run to run and from loader to loader.
     *
     * @return class, method and ordinal
     */
    public String key() {
        return className + "." + method + descriptor + "#" + ordinal;
    }

    /**
     * Whether the step calls a method.
     *
     * @return false for fields, arrays and monitors
     */
    public boolean isCall() {
        return memberDescriptor.startsWith("(");
    }

    /**
     * Whether the step reads or writes an array element.
     *
     * @return true for these only
     */
    public boolean isArray() {
        return member.isEmpty() && (op == Op.READ || op == Op.WRITE);
    }

    /** As a line of a stack trace, with the simple name of the class. */
    @Override
    public String toString() {
        String simple = className.substring(className.lastIndexOf('.') + 1);
        return simple + "." + method + "(" + (file == null ? "?" : file) + ":" + line + ")";
    }
}
