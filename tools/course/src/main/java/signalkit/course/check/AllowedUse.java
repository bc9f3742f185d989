package signalkit.course.check;

import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.objectweb.asm.AnnotationVisitor;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ConstantDynamic;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Refuses a submission whose byte code names a class or member that is not allowed, before any of
 * its classes is loaded.
 *
 * <p>Without reflection, which is not allowed either, code reaches what its byte code names and
 * nothing else.
 */
final class AllowedUse {
    private static final String PACKAGE = "lesson";
    private static final String LESSONS = "signalkit.lessons.";
    private static final String TRUSTED = "Lsignalkit/annotations/AsyncSignalSafe;";

    /** What the byte code of one class says of itself; a member is its name and its type. */
    private record Outline(Set<String> parents, Set<String> members) {}

    private final AllowList list;
    private final Map<String, Outline> outlines = new HashMap<>();

    private AllowedUse(AllowList list) {
        this.list = list;
    }

    /**
     * Reads all classes.
     *
     * @throws RefusedException for the first use that is not allowed
     */
    static void require(Map<String, byte[]> classFiles, AllowList list) {
        AllowedUse use = new AllowedUse(list);
        classFiles.forEach((name, file) -> use.outline(name, new ClassReader(file)));
        classFiles.forEach(
                (name, file) ->
                        new ClassReader(file).accept(use.new Uses(name), ClassReader.SKIP_FRAMES));
    }

    private void outline(String name, ClassReader reader) {
        if (!name.startsWith(PACKAGE + ".")) {
            throw RefusedException.of(name, "is not in the package " + PACKAGE);
        }
        Set<String> parents = new HashSet<>();
        Set<String> members = new HashSet<>();
        outlines.put(name, new Outline(parents, members));
        reader.accept(
                new ClassVisitor(Opcodes.ASM9) {
                    @Override
                    public void visit(
                            int version,
                            int access,
                            String self,
                            String generic,
                            String superName,
                            String[] interfaces) {
                        Stream.concat(Stream.ofNullable(superName), Arrays.stream(interfaces))
                                .map(each -> each.replace('/', '.'))
                                .forEach(parents::add);
                    }

                    @Override
                    public FieldVisitor visitField(
                            int access, String field, String type, String generic, Object value) {
                        members.add(field + type);
                        return null;
                    }

                    @Override
                    public MethodVisitor visitMethod(
                            int access, String name, String type, String generic, String[] thrown) {
                        members.add(name + type);
                        return null;
                    }
                },
                ClassReader.SKIP_CODE);
    }

    private boolean mayName(String className) {
        return outlines.containsKey(className)
                || className.startsWith(LESSONS) && isTask(className)
                || list.allows(className);
    }

    /** What a lesson gives to its exercise: public interfaces, enums, records, and no checks. */
    private static boolean isTask(String className) {
        try {
            Class<?> type = Class.forName(className, false, AllowedUse.class.getClassLoader());
            return Modifier.isPublic(type.getModifiers())
                    && (type.isInterface() || type.isEnum() || type.isRecord())
                    && !Check.class.isAssignableFrom(type);
        } catch (ClassNotFoundException | LinkageError e) {
            return false;
        }
    }

    /** An own method hides an inherited one only if it has the same type. */
    private boolean mayUse(String className, String member, String memberType) {
        Outline own = outlines.get(className);
        if (own == null) {
            return className.startsWith(LESSONS)
                    ? isTask(className)
                    : list.allows(className, member);
        }
        return own.members.contains(member + memberType)
                || own.parents.stream().allMatch(parent -> mayUse(parent, member, memberType));
    }

    /** Looks at all that one class names. */
    private final class Uses extends ClassVisitor {
        private final String name;

        Uses(String name) {
            super(Opcodes.ASM9);
            this.name = name;
        }

        private void requireType(String place, Type type) {
            Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
            boolean isClass = element.getSort() == Type.OBJECT;
            if (isClass && !mayName(element.getClassName())) {
                throw RefusedException.of(place, "uses " + element.getClassName());
            }
        }

        private void requireMember(String place, String owner, String member, String memberType) {
            Type type = Type.getObjectType(owner);
            requireType(place, type);
            if (type.getSort() != Type.ARRAY && !mayUse(type.getClassName(), member, memberType)) {
                throw RefusedException.of(place, "uses " + type.getClassName() + "." + member);
            }
        }

        private void requireConstant(String place, Object constant) {
            if (constant instanceof Type type && type.getSort() != Type.METHOD) {
                requireType(place, type);
            } else if (constant instanceof Handle handle) {
                requireMember(place, handle.getOwner(), handle.getName(), handle.getDesc());
            } else if (constant instanceof ConstantDynamic dynamic) {
                requireConstant(place, dynamic.getBootstrapMethod());
                for (int i = 0; i < dynamic.getBootstrapMethodArgumentCount(); i++) {
                    requireConstant(place, dynamic.getBootstrapMethodArgument(i));
                }
            }
        }

        private AnnotationVisitor annotation(String place, String type) {
            if (type.equals(TRUSTED)) {
                throw RefusedException.ofTrust(place);
            }
            requireType(place, Type.getType(type));
            return null;
        }

        @Override
        public void visit(
                int version,
                int access,
                String self,
                String generic,
                String superName,
                String[] interfaces) {
            for (String parent : outlines.get(name).parents()) {
                requireType(name, Type.getObjectType(parent.replace('.', '/')));
            }
        }

        @Override
        public AnnotationVisitor visitAnnotation(String type, boolean visible) {
            return annotation(name, type);
        }

        @Override
        public FieldVisitor visitField(
                int access, String field, String type, String generic, Object value) {
            return new FieldVisitor(Opcodes.ASM9) {
                @Override
                public AnnotationVisitor visitAnnotation(String type, boolean visible) {
                    return annotation(name + "." + field, type);
                }
            };
        }

        @Override
        public MethodVisitor visitMethod(
                int access, String method, String type, String generic, String[] thrown) {
            return new MethodUses(name + "." + method);
        }

        private final class MethodUses extends MethodVisitor {
            private final String place;

            MethodUses(String place) {
                super(Opcodes.ASM9);
                this.place = place;
            }

            @Override
            public AnnotationVisitor visitAnnotation(String type, boolean visible) {
                return annotation(place, type);
            }

            @Override
            public void visitTypeInsn(int opcode, String type) {
                requireType(place, Type.getObjectType(type));
            }

            @Override
            public void visitMultiANewArrayInsn(String type, int dimensions) {
                requireType(place, Type.getType(type));
            }

            @Override
            public void visitTryCatchBlock(Label from, Label to, Label handler, String type) {
                if (type != null) {
                    requireType(place, Type.getObjectType(type));
                }
            }

            @Override
            public void visitFieldInsn(int opcode, String owner, String field, String type) {
                requireMember(place, owner, field, type);
            }

            @Override
            public void visitMethodInsn(
                    int opcode, String owner, String called, String type, boolean isInterface) {
                requireMember(place, owner, called, type);
            }

            @Override
            public void visitInvokeDynamicInsn(
                    String called, String type, Handle bootstrap, Object... arguments) {
                requireConstant(place, bootstrap);
                for (Object argument : arguments) {
                    requireConstant(place, argument);
                }
            }

            @Override
            public void visitLdcInsn(Object constant) {
                requireConstant(place, constant);
            }
        }
    }
}
