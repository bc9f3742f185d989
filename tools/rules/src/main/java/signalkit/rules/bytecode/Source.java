package signalkit.rules.bytecode;

import org.objectweb.asm.Type;

/** A place that holds a value: objects are traced from one to the next. */
sealed interface Source {
    /** What the declaration says of the value. */
    Type type();

    /** A field of an imported class. */
    record Field(FieldRef field, Type type) implements Source {}

    /**
     * A parameter.
     *
     * @param index counted from 0, without {@code this}
     */
    record Parameter(Method method, int index) implements Source {
        @Override
        public Type type() {
            return method.ref.parameters()[index];
        }
    }

    /** What an imported method returns. */
    record Result(Method method) implements Source {
        @Override
        public Type type() {
            return Type.getReturnType(method.ref.descriptor());
        }
    }
}
