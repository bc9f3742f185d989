package signalkit.rules.bytecode;

import org.objectweb.asm.Type;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;

/** What is known of the object that a value refers to. */
public sealed interface Origin {
    /**
     * An object of exactly this class.
     *
     * @param own whether the run itself has made it and kept it in no field: nobody else knows it
     */
    record Exact(String type, boolean own) implements Origin {
        Exact(String type) {
            this(type, false);
        }
    }

    /** The function object that a call site makes. */
    record Lambda(Method maker, InvokeDynamicInsnNode site) implements Origin {}

    /** The thread that runs the code. */
    record CurrentThread() implements Origin {}

    /** Some object of this type or of one below it. */
    record Typed(String type) implements Origin {}

    /**
     * An object that a library made and handed out, so that none of the program's code is in it.
     */
    record Library(String type) implements Origin {}

    /** Any object of a type, as a declaration names it. */
    static Origin of(Type type) {
        boolean reference = type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY;
        return new Typed(reference ? type.getInternalName() : type.getDescriptor());
    }

    /** Whether nobody but the run knows the object. */
    default boolean isOwn() {
        return this instanceof Exact exact && exact.own();
    }

    /** The same object when others know it, too: who keeps a thread may not be run by it. */
    default Origin shared() {
        if (this instanceof CurrentThread) {
            return new Typed(knownType());
        }
        return isOwn() ? new Exact(knownType()) : this;
    }

    /** The most special type that the object is known to have. */
    default String knownType() {
        if (this instanceof Exact exact) {
            return exact.type();
        } else if (this instanceof Typed typed) {
            return typed.type();
        } else if (this instanceof Library library) {
            return library.type();
        } else if (this instanceof Lambda lambda) {
            return CallSite.functionalMethod(lambda.site()).owner();
        }
        return "java/lang/Thread";
    }
}
