package signalkit.rules.bytecode;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.Opcodes;

/**
 * The imported classes and their hierarchy, which includes library classes.
 *
 * <p>Not thread-safe.
 */
public final class Program {
    private static final List<String> PLATFORM =
            List.of("java/", "javax/", "jdk/", "sun/", "com/sun/");

    /** Types of the JDK that it keeps for the program and hands back. */
    private static final Set<String> CALL_BACKS =
            Set.of(
                    "java/lang/Thread",
                    "java/lang/ClassLoader",
                    "java/lang/Throwable",
                    "java/lang/Exception",
                    "java/util/concurrent/ExecutorService");

    private final ClassLoader libraries;
    private final Set<String> unreadable = new TreeSet<>();
    private final List<byte[]> broken = new ArrayList<>();
    private final Map<String, ClassFile> imported = new LinkedHashMap<>();
    private final Map<String, Optional<ClassFile>> library = new HashMap<>();
    private final Map<String, Set<String>> supertypes = new HashMap<>();
    private final Map<String, List<ClassFile>> subtypes = new HashMap<>();

    /** A program whose libraries are on this program's own class path. */
    public Program(Collection<byte[]> classFiles) {
        this(classFiles, Program.class.getClassLoader());
    }

    /**
     * A program.
     *
     * @param classFiles the first one of a name counts; those that cannot be read are left out
     * @param libraries has the classes that the program's own ones extend and call
     */
    public Program(Collection<byte[]> classFiles, ClassLoader libraries) {
        this.libraries = libraries;
        for (byte[] bytes : classFiles) {
            try {
                ClassFile file = new ClassFile(bytes, true);
                imported.putIfAbsent(file.name, file);
            } catch (RuntimeException | AssertionError invalid) { // ASM throws either
                broken.add(bytes);
            }
        }
        for (ClassFile file : imported.values()) {
            for (String type : supertypes(file.name)) {
                subtypes.computeIfAbsent(type, t -> new ArrayList<>()).add(file);
            }
        }
    }

    public Collection<ClassFile> classes() {
        return imported.values();
    }

    /** The class files that cannot be read at all, as they were given. */
    public List<byte[]> broken() {
        return List.copyOf(broken);
    }

    /** What could not be read, by name. */
    public Set<String> unreadable() {
        imported.values().stream()
                .filter(ClassFile::isUnreadable)
                .forEach(file -> cannotRead(file.toString()));
        return unreadable;
    }

    /** Notes that the code of a class, or of one method, cannot be read. */
    void cannotRead(String name) {
        unreadable.add(name);
    }

    public boolean isImported(String name) {
        return imported.containsKey(name);
    }

    /** An imported class or, by its head, one of the JDK or of the class path. */
    public Optional<ClassFile> find(String name) {
        ClassFile file = imported.get(name);
        return file != null
                ? Optional.of(file)
                : library.computeIfAbsent(name, this::readFromClassPath);
    }

    private Optional<ClassFile> readFromClassPath(String name) {
        try (InputStream in = libraries.getResourceAsStream(name + ".class")) {
            return in == null
                    ? Optional.empty()
                    : Optional.of(new ClassFile(in.readAllBytes(), false));
        } catch (IOException | RuntimeException | AssertionError invalid) {
            return Optional.empty();
        }
    }

    public Optional<Method> method(MethodRef ref) {
        return find(ref.owner()).map(file -> file.methods.get(ref));
    }

    /** The type itself and all types above it, superclasses first. */
    public Set<String> supertypes(String name) {
        Set<String> known = supertypes.get(name);
        if (known == null) {
            known = new LinkedHashSet<>();
            Deque<String> open = new ArrayDeque<>(List.of(name));
            while (!open.isEmpty()) {
                String type = open.poll();
                if (known.add(type)) {
                    find(type).ifPresent(file -> addDirectSupertypes(file, open));
                }
            }
            supertypes.put(name, known);
        }
        return known;
    }

    private static void addDirectSupertypes(ClassFile file, Deque<String> open) {
        file.interfaces.forEach(open::addLast);
        if (file.superName != null) {
            open.addFirst(file.superName);
        }
    }

    /** The imported ones among a type and those above it. */
    public List<ClassFile> imported(String type) {
        return supertypes(type).stream().map(imported::get).filter(Objects::nonNull).toList();
    }

    public boolean isA(String type, String supertype) {
        return supertypes(type).contains(supertype);
    }

    public boolean isThrowable(String type) {
        return isA(type, "java/lang/Throwable");
    }

    /** Whether no class can extend it. */
    boolean isFinal(String type) {
        return find(type).filter(file -> (file.access & Opcodes.ACC_FINAL) != 0).isPresent();
    }

    public boolean isInterface(String type) {
        return find(type).filter(ClassFile::isInterface).isPresent();
    }

    /** Imported classes at or below a type. */
    public List<ClassFile> subtypes(String name) {
        return subtypes.getOrDefault(name, List.of());
    }

    /** The method that a call of {@code ref} on an object of exactly this class runs. */
    public Optional<Method> resolve(MethodRef ref, String type) {
        Method inherited = null;
        for (String supertype : supertypes(type)) {
            Method method = method(ref.in(supertype)).orElse(null);
            if (method != null && (!method.is(Opcodes.ACC_ABSTRACT))) {
                return Optional.of(method);
            }
            inherited = inherited == null ? method : inherited;
        }
        return Optional.ofNullable(inherited);
    }

    /** The class whose initialiser a static call runs: the one that declares the method. */
    public String declaring(MethodRef called) {
        return resolve(called, called.owner()).map(m -> m.owner.name).orElse(called.owner());
    }

    /**
     * The imported methods that a virtual call of {@code ref} may run: those of the classes of
     * which the program makes objects, or of all classes when it makes none of any (then something
     * else does).
     */
    public Set<Method> implementations(MethodRef ref, Predicate<ClassFile> isMade) {
        Set<Method> found = implementationsIn(subtypes(ref.owner()).stream().filter(isMade), ref);
        return found.isEmpty() ? implementationsIn(subtypes(ref.owner()).stream(), ref) : found;
    }

    private Set<Method> implementationsIn(Stream<ClassFile> files, MethodRef ref) {
        return files.filter(
                        file -> !file.isAbstract() || file.methods.containsKey(ref.in(file.name)))
                .map(file -> resolve(ref, file.name))
                .flatMap(Optional::stream)
                .filter(method -> method.owner.imported)
                .filter(method -> !method.is(Opcodes.ACC_ABSTRACT))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Whether code that was not imported may call a method with arguments of its own. */
    public boolean isExposed(Method method) {
        return method.is(Opcodes.ACC_PUBLIC | Opcodes.ACC_PROTECTED)
                && isVisible(method.owner)
                && !method.is(Opcodes.ACC_SYNTHETIC);
    }

    /** Whether code that was not imported may have classes of its own that define a method. */
    public boolean isExtensible(Method method) {
        ClassFile type = method.owner;
        return method.is(Opcodes.ACC_ABSTRACT)
                && (!type.imported || isVisible(type))
                && !type.sealed;
    }

    /** Whether other packages can name a class: it and those around it are public. */
    private boolean isVisible(ClassFile type) {
        boolean isPublic = (type.access & Opcodes.ACC_PUBLIC) != 0;
        int outer = type.name.lastIndexOf('$');
        return isPublic
                && (outer < 0
                        || find(type.name.substring(0, outer))
                                .filter(o -> !isVisible(o))
                                .isEmpty());
    }

    /** The first supertype that was found nowhere; empty when all are known. */
    public Optional<String> missing(String type) {
        return supertypes(type).stream().filter(name -> find(name).isEmpty()).findFirst();
    }

    /** Whether a class belongs to the JDK. */
    public boolean isPlatform(String name) {
        return !isImported(name) && PLATFORM.stream().anyMatch(name::startsWith);
    }

    /**
     * Whether a type of a library is made for programs to implement: an interface of one method.
     */
    public boolean isCallBack(String type) {
        return CALL_BACKS.contains(type)
                || type.startsWith("java/util/logging/")
                || isInterface(type)
                        && supertypes(type).stream()
                                        .map(this::find)
                                        .flatMap(Optional::stream)
                                        .flatMap(file -> file.methods.values().stream())
                                        .filter(method -> method.is(Opcodes.ACC_ABSTRACT))
                                        .map(method -> method.ref.in(""))
                                        .filter(ref -> !isMethodOfObject(ref))
                                        .distinct()
                                        .count()
                                == 1;
    }

    /** A field by the class that declares it, or as named when that class is not known. */
    public FieldRef resolve(FieldRef named) {
        for (String type : supertypes(named.owner())) {
            FieldRef field = new FieldRef(type, named.name());
            if (find(type).filter(file -> file.fieldAccess.containsKey(field)).isPresent()) {
                return field;
            }
        }
        return named;
    }

    /** The access flags of a field; none for a field that is not known. */
    public int access(FieldRef field) {
        return find(field.owner()).map(file -> file.fieldAccess.get(field)).orElse(0);
    }

    /** The single abstract method of a functional interface. */
    public Optional<MethodRef> functionalMethod(String interfaceName) {
        for (String type : supertypes(interfaceName)) {
            for (Method method : find(type).map(f -> f.methods.values()).orElse(List.of())) {
                if (method.is(Opcodes.ACC_ABSTRACT) && !isMethodOfObject(method.ref)) {
                    return Optional.of(method.ref);
                }
            }
        }
        return Optional.empty();
    }

    private boolean isMethodOfObject(MethodRef ref) {
        return method(ref.in("java/lang/Object")).isPresent();
    }
}
