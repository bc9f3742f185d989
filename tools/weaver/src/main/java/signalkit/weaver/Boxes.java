package signalkit.weaver;

import org.objectweb.asm.Type;

/** The classes that hold a number, a truth or a character as an object. */
final class Boxes {
    private Boxes() {}

    /** The internal name of the box of a primitive type. */
    static String of(Type type) {
        return "java/lang/"
                + switch (type.getSort()) {
                    case Type.BOOLEAN -> "Boolean";
                    case Type.CHAR -> "Character";
                    case Type.BYTE -> "Byte";
                    case Type.SHORT -> "Short";
                    case Type.INT -> "Integer";
                    case Type.FLOAT -> "Float";
                    case Type.LONG -> "Long";
                    case Type.DOUBLE -> "Double";
                    default -> throw new IllegalArgumentException(type + " is no primitive type");
                };
    }
}
