package signalkit.rules.bytecode;

import org.objectweb.asm.Type;
import org.objectweb.asm.tree.FieldInsnNode;

/** Names a field by the internal name of the class that declares it and by its own name. */
public record FieldRef(String owner, String name) {

    public static FieldRef of(FieldInsnNode access) {
        return new FieldRef(access.owner, access.name);
    }

    @Override
    public String toString() {
        return Type.getObjectType(owner).getClassName() + "." + name;
    }
}
