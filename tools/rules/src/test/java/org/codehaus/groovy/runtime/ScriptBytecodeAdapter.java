package org.codehaus.groovy.runtime;

/** Stands for Groovy's class, which its compiler calls for a cast. */
public final class ScriptBytecodeAdapter {
    private ScriptBytecodeAdapter() {}

    /** Makes an object of a type that calls the closure. */
    public static Object asType(Object closure, Class<?> type) {
        throw new UnsupportedOperationException(closure + " as " + type);
    }
}
