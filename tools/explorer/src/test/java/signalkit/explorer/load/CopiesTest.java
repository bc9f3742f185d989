package signalkit.explorer.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Copies are in a package of their own, so they can only call what is public. */
class CopiesTest {
    private static final List<String> PACKAGES =
            List.of("java/util", "java/util/concurrent", "java/util/concurrent/locks");

    /** The calls of a class to what stays the JDK's and is not public. */
    private static final class Calls extends ClassVisitor {
        private final Set<String> found;

        Calls(Set<String> found) {
            super(Opcodes.ASM9);
            this.found = found;
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String method, String of, String signature, String[] thrown) {
            return new MethodVisitor(Opcodes.ASM9) {
                @Override
                public void visitMethodInsn(
                        int opcode, String owner, String name, String descriptor, boolean isType) {
                    boolean isKept =
                            owner.startsWith("java/")
                                    && new JdkNames(true).map(owner).equals(owner)
                                    && Redirects.of(owner, name) == null;
                    if (isKept && !isOpen(owner, name, descriptor)) {
                        found.add(owner + "." + name + descriptor);
                    }
                }
            };
        }
    }

    private static boolean isOpen(String owner, String name, String descriptor) {
        try {
            Class<?> type = Class.forName(owner.replace('/', '.'));
            return !isClosed(type, name, descriptor);
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static boolean isClosed(Class<?> type, String name, String descriptor) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Constructor<?> made : each.getDeclaredConstructors()) {
                boolean isIt =
                        name.equals("<init>")
                                && Type.getConstructorDescriptor(made).equals(descriptor);
                if (isIt) {
                    return isClosed(made.getModifiers());
                }
            }
            for (Method method : each.getDeclaredMethods()) {
                boolean isIt =
                        method.getName().equals(name)
                                && Type.getMethodDescriptor(method).equals(descriptor);
                if (isIt) {
                    return isClosed(method.getModifiers());
                }
            }
        }
        return false;
    }

    private static boolean isClosed(int modifiers) {
        return !Modifier.isPublic(modifiers) && !Modifier.isProtected(modifiers);
    }

    private static Set<String> closedCalls() throws IOException {
        Set<String> found = new TreeSet<>();
        int copies = 0;
        Path base = FileSystems.getFileSystem(URI.create("jrt:/")).getPath("/modules/java.base");
        for (String inPackage : PACKAGES) {
            List<Path> files;
            try (Stream<Path> all = Files.list(base.resolve(inPackage))) {
                files = all.filter(file -> file.toString().endsWith(".class")).toList();
            }
            for (Path file : files) {
                String name = base.relativize(file).toString().replace(".class", "");
                if (JdkNames.standing(name) == JdkNames.Standing.COPIED) {
                    new ClassReader(Files.readAllBytes(file)).accept(new Calls(found), 0);
                    copies++;
                }
            }
        }
        assertTrue(copies > 100, "only " + copies + " copies");
        return found;
    }

    /** Of JDK 25: the rewriter calls another constructor, and nobody comes to the method. */
    private static final Set<String> STOOD_FOR =
            Set.of(
                    "java/util/concurrent/CancellationException.<init>"
                            + "(Ljava/lang/String;Ljava/util/concurrent/CancellationException;)V",
                    "java/util/concurrent/ThreadPerTaskExecutor.create"
                            + "(Ljava/util/concurrent/ThreadFactory;)"
                            + "Ljava/util/concurrent/ThreadPerTaskExecutor;");

    @Test
    void copies_call_nothing_that_is_not_public() throws IOException {
        Set<String> calls = closedCalls();
        calls.removeAll(STOOD_FOR);
        assertEquals(Set.of(), calls);
    }
}
