package signalkit.weaver;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.zip.CRC32;

/**
 * Loads the selected classes itself, woven, and leaves all others to its parent.
 *
 * <p>Each loader has classes of its own, so each has static fields of its own. Thread-safe.
 */
public final class WeavingClassLoader extends ClassLoader {
    static {
        registerAsParallelCapable();
    }

    private final Weaver weaver;
    private final Map<String, byte[]> classFiles;
    private final Set<Class<?>> resettable = ConcurrentHashMap.newKeySet();
    private final Set<Class<?>> initialised = ConcurrentHashMap.newKeySet();

    // Found when they are needed: to look for a method loads the classes of all signatures, and
    // one of these may be the class whose superclass is being defined.
    private final Map<Class<?>, Method> resets = new ConcurrentHashMap<>();
    private final Map<Class<?>, Method> initialisers = new ConcurrentHashMap<>();
    private final Set<String> unwoven = new ConcurrentSkipListSet<>();
    private final Map<String, Long> checksums = new ConcurrentHashMap<>();

    /** By enum and number. */
    private final Map<Class<?>, Map<Integer, Enum<?>>> constants = new ConcurrentHashMap<>();

    /**
     * A loader for classes that the parent could load too.
     *
     * @param parent finds the class files, and loads what is not selected
     * @param weaver selects and weaves
     */
    public WeavingClassLoader(ClassLoader parent, Weaver weaver) {
        this(parent, weaver, Map.of());
    }

    /**
     * A loader for classes that are in memory, or that the parent could load too.
     *
     * @param parent finds the other class files, and loads what is not selected
     * @param weaver selects and weaves
     * @param classFiles by the name of the class, with dots; they are loaded from here even when
     *     they are not selected, and then not woven
     */
    public WeavingClassLoader(ClassLoader parent, Weaver weaver, Map<String, byte[]> classFiles) {
        super("woven", parent);
        this.weaver = weaver;
        this.classFiles = Map.copyOf(classFiles);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!weaver.selects(name)) {
            if (weaver.isApplication(name)) {
                unwoven.add(name);
            }
            if (!classFiles.containsKey(name)) {
                return super.loadClass(name, resolve);
            }
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            if (loaded == null) {
                loaded = findClass(name);
            }
            if (resolve) {
                resolveClass(loaded);
            }
            return loaded;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] file = classFiles.get(name);
        if (file == null) {
            file = read(name);
        }
        CRC32 checksum = new CRC32();
        checksum.update(file);
        checksums.put(name, checksum.getValue());
        byte[] woven = weaver.selects(name) ? weave(name, file) : file;
        Class<?> type = defineClass(name, woven, 0, woven.length);
        StaticInitialisers.Left left = weaver.statics(name);
        boolean isTwo = Enum.class.isAssignableFrom(type) && weaver.escapingThis(name).escapes();
        if (left == StaticInitialisers.Left.KEPT || isTwo) {
            unwoven.add("the state of " + name + ", which is kept from run to run");
        }
        if (left == StaticInitialisers.Left.KEPT) {
            return type;
        }
        if (left != StaticInitialisers.Left.NOTHING) {
            resettable.add(type);
        }
        if (left.hasInitialiser()) {
            initialised.add(type);
        }
        return type;
    }

    /**
     * Tells whether two loaders have loaded the same code.
     *
     * @return a checksum of each class file before it was woven, by the name of the class
     */
    public Map<String, Long> checksums() {
        return Map.copyOf(checksums);
    }

    /**
     * The method that was the static initialiser of a class.
     *
     * @param type a class
     * @return null when the JVM runs it, or there is none
     */
    public Method initialiser(Class<?> type) {
        return initialised.contains(type)
                ? initialisers.computeIfAbsent(
                        type, each -> method(each, StaticInitialisers.METHOD))
                : null;
    }

    /** The constant of an enum that is the same in each run, with what a new one holds. */
    Enum<?> constant(Enum<?> fresh) {
        Map<Integer, Enum<?>> own =
                constants.computeIfAbsent(
                        fresh.getDeclaringClass(), absent -> new ConcurrentHashMap<>());
        Enum<?> kept = own.putIfAbsent(fresh.ordinal(), fresh);
        if (kept == null) {
            return fresh;
        }
        for (Class<?> each = fresh.getClass(); each != Enum.class; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers())) {
                    copy(field, fresh, kept);
                }
            }
        }
        return kept;
    }

    private static void copy(Field field, Object from, Object to) {
        try {
            field.setAccessible(true);
            field.set(to, field.get(from));
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("cannot set " + field, e);
        }
    }

    /**
     * Whether an initialiser makes only constants that no other code could see it make.
     *
     * @param type a class that has an {@link #initialiser}
     * @return true for an enum whose constants hold values
     */
    public boolean initialisesAlone(Class<?> type) {
        return weaver.statics(type.getName()) == StaticInitialisers.Left.ALONE;
    }

    /** Makes the static fields of those classes what they are before their initialisers. */
    public void reset() {
        for (Class<?> type : resettable) {
            Method reset =
                    resets.computeIfAbsent(type, each -> method(each, StaticInitialisers.RESET));
            try {
                reset.invoke(null);
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException("cannot call " + reset + ": " + e, e);
            }
        }
    }

    /**
     * Whether a field is set by a static initialiser only.
     *
     * @param field of a class that was woven
     * @return true for what the source calls static and final, too
     */
    public static boolean isFinal(Field field) {
        int modifiers = field.getModifiers();
        return Modifier.isFinal(modifiers)
                || Modifier.isStatic(modifiers) && (modifiers & StaticInitialisers.WAS_FINAL) != 0;
    }

    /**
     * Whether other threads could read a final field before it is set.
     *
     * @param field an instance field of a class of this loader
     * @return true when a constructor may let {@code this} escape before it sets the field
     */
    public boolean isExposed(Field field) {
        Class<?> type = field.getDeclaringClass();
        EscapingThis own = weaver.escapingThis(type.getName());
        if (own.exposed().contains(field.getName())) {
            return true;
        }
        boolean parentEscapes = false;
        Class<?> parent = type.getSuperclass();
        while (parent != null && !parentEscapes) {
            parentEscapes = weaver.escapingThis(parent.getName()).escapes();
            parent = parent.getSuperclass();
        }
        return parentEscapes && own.own().contains(field.getName());
    }

    /**
     * Whether weaving may have added a method to a class.
     *
     * @param name of a synthetic method
     * @return true for the initialiser, for what sets static fields back, and for hash codes
     */
    public static boolean isAdded(String name) {
        return name.equals(StaticInitialisers.METHOD)
                || name.equals(StaticInitialisers.RESET)
                || name.equals("hashCode");
    }

    private static Method method(Class<?> type, String name) {
        try {
            Method method = type.getDeclaredMethod(name);
            method.setAccessible(true);
            return method;
        } catch (NoSuchMethodException e) {
            throw new IllegalStateException(type + " was not woven as others are", e);
        }
    }

    private byte[] weave(String name, byte[] file) {
        try {
            return weaver.weave(file);
        } catch (WeaveException e) {
            unwoven.add(name);
            return file;
        }
    }

    /** Notes a step of a thread that no scheduler knows: nobody has looked at its orders. */
    void noteStranger(Site site) {
        unwoven.add("what " + Thread.currentThread().getName() + " does at " + site);
    }

    /**
     * The classes of the application that have no points: they were asked for and not selected, or
     * could not be woven. Interfaces that hold what changes between runs are here, too.
     *
     * @return a copy, with names as {@link Class#getName} returns them
     */
    public Set<String> unwoven() {
        return new TreeSet<>(unwoven);
    }

    private byte[] read(String name) throws ClassNotFoundException {
        try (InputStream in = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (in == null) {
                throw new ClassNotFoundException(name);
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
