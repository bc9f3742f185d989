package signalkit.explorer;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import signalkit.explorer.load.JdkRewritingLoader;
import signalkit.explorer.run.Texts;
import signalkit.weaver.Selection;
import signalkit.weaver.WeaveException;
import signalkit.weaver.Weaver;
import signalkit.weaver.WeavingClassLoader;

/** Where the code of a {@link Scenario} is, and which classes belong to it. Immutable. */
public final class ScenarioCode {
    private static final String PACKAGE = ScenarioCode.class.getPackageName() + ".";
    private static final String HOME = home();

    /** Finds where a program begins. Must be thread-safe. */
    @FunctionalInterface
    public interface Entry {
        /**
         * Called once for each loader.
         *
         * @param loader has the program's classes as they are explored; none may be initialised
         * @return what the first thread of each run does
         * @throws ClassNotFoundException when a class is missing
         * @throws NoSuchMethodException when a method or constructor is missing
         */
        Callable<?> in(ClassLoader loader) throws ClassNotFoundException, NoSuchMethodException;
    }

    private final String className;
    private final String name;
    private final ClassLoader parent;
    private final Selection selection;
    private final Map<String, byte[]> classFiles;
    private final String variant;
    private final Entry entry;

    /**
     * Code that a class loader finds, all of it explored.
     *
     * @param className the scenario's, as {@link Class#getName} returns it
     * @param parent finds it and all that it needs
     */
    public ScenarioCode(String className, ClassLoader parent) {
        this(className, parent, Map.of());
    }

    /**
     * Code that is in memory, and what it needs, all of it explored.
     *
     * @param className the scenario's, as {@link Class#getName} returns it
     * @param parent finds what is not in memory
     * @param classFiles by the name of the class, with dots
     */
    public ScenarioCode(String className, ClassLoader parent, Map<String, byte[]> classFiles) {
        this(
                className,
                simple(className),
                parent,
                Selection.application(),
                Map.copyOf(classFiles),
                "",
                null);
    }

    /**
     * Code that a class loader finds, explored in part: no search of it is a proof.
     *
     * @param className the scenario's, as {@link Class#getName} returns it
     * @param parent finds it and all that it needs
     * @param woven the classes whose steps are explored, see {@link Selection#parse}
     * @throws WeaveException when that list cannot be
     */
    public ScenarioCode(String className, ClassLoader parent, String woven) {
        this(className, simple(className), parent, Selection.parse(woven), Map.of(), "", null);
    }

    private ScenarioCode(
            String className,
            String name,
            ClassLoader parent,
            Selection selection,
            Map<String, byte[]> classFiles,
            String variant,
            Entry entry) {
        this.className = className;
        this.name = name;
        this.parent = parent;
        this.selection = selection.trusting(ScenarioCode::isExplorer);
        this.classFiles = classFiles;
        this.variant = variant;
        this.entry = entry;
    }

    /** By the place that a class is found in: the explorer's tests share a package with it. */
    private static boolean isExplorer(String name) {
        if (!name.startsWith(PACKAGE)) {
            return false;
        }
        URL found = ScenarioCode.class.getClassLoader().getResource(file(name));
        return found != null && found.toString().equals(HOME + file(name));
    }

    private static String file(String className) {
        return className.replace('.', '/') + ".class";
    }

    private static String home() {
        String own = file(ScenarioCode.class.getName());
        String place = ScenarioCode.class.getClassLoader().getResource(own).toString();
        return place.substring(0, place.length() - own.length());
    }

    /**
     * The same code, told which of its variants is meant.
     *
     * @param name what {@link Plan#variant} returns
     * @return new code
     */
    public ScenarioCode withVariant(String name) {
        return new ScenarioCode(className, this.name, parent, selection, classFiles, name, entry);
    }

    /**
     * The same code under the name that its user types.
     *
     * @param typed what {@link #name} returns
     * @return new code
     */
    public ScenarioCode named(String typed) {
        return new ScenarioCode(className, typed, parent, selection, classFiles, variant, entry);
    }

    public String variant() {
        return variant;
    }

    /**
     * The code of a scenario on the class path, and all that it reaches there.
     *
     * @param type a scenario with a constructor without arguments
     * @return its code
     */
    public static ScenarioCode of(Class<? extends Scenario> type) {
        return new ScenarioCode(type.getName(), type.getClassLoader());
    }

    /**
     * A program that begins with a method of its classes, with the first thread in it.
     *
     * @param name for findings and traces
     * @param parent finds its classes
     * @param entry finds the method
     * @return its code
     */
    public static ScenarioCode program(String name, ClassLoader parent, Entry entry) {
        return new ScenarioCode(name, name, parent, Selection.application(), Map.of(), "", entry);
    }

    /**
     * Scenarios that are not made by their class's constructor.
     *
     * @param name for findings and traces
     * @param parent finds the classes that they use
     * @param entry finds what makes a new {@link Scenario} for each run
     * @return their code
     */
    public static ScenarioCode scenarios(String name, ClassLoader parent, Entry entry) {
        Entry made = loader -> new ScenarioMaker(entry.in(loader));
        return new ScenarioCode(name, name, parent, Selection.application(), Map.of(), "", made);
    }

    /** Tells what makes scenarios from what is a program. */
    private record ScenarioMaker(Callable<?> maker) implements Callable<Scenario> {
        @Override
        public Scenario call() throws Exception {
            return (Scenario) maker.call();
        }

        private Scenario make() {
            try {
                return call();
            } catch (Exception e) {
                throw ProgramScenario.<RuntimeException>sneaky(e);
            }
        }
    }

    /**
     * The name that findings and traces show.
     *
     * @return the one it was given, or the simple name of its class
     */
    public String name() {
        return name;
    }

    private static String simple(String className) {
        return className.substring(
                Math.max(className.lastIndexOf('.'), className.lastIndexOf('$')) + 1);
    }

    /** A new loader of the code as it is explored: woven, with its assertions. */
    public WeavingClassLoader load() {
        Weaver weaver = new Weaver(selection, Weaver.Mode.REPEATABLE);
        WeavingClassLoader loader =
                new WeavingClassLoader(
                        new JdkRewritingLoader(parent),
                        weaver,
                        JdkRewritingLoader.rewrite(classFiles));
        loader.setDefaultAssertionStatus(true);
        return loader;
    }

    /** Makes a scenario anew each time, in a loader of {@link #load}. */
    public Supplier<Scenario> maker(ClassLoader loader) {
        try {
            if (entry != null) {
                Callable<?> code = entry.in(loader);
                return code instanceof ScenarioMaker maker
                        ? maker::make
                        : ProgramScenario.maker(code);
            }
            Class<?> type = Class.forName(className, false, loader);
            if (!Scenario.class.isAssignableFrom(type)) {
                return ProgramScenario.maker(type);
            }
            if (Modifier.isAbstract(type.getModifiers())) {
                throw new ScenarioException(className + " is abstract; name a class of it");
            }
            Constructor<?> constructor = type.getDeclaredConstructor();
            constructor.setAccessible(true);
            return () -> make(constructor);
        } catch (ClassNotFoundException e) {
            throw new ScenarioException("there is no class " + e.getMessage());
        } catch (NoSuchMethodException e) {
            throw new ScenarioException(
                    entry == null
                            ? className + " has no constructor without arguments"
                            : "there is no method " + e.getMessage());
        } catch (LinkageError e) {
            Throwable why = e instanceof ExceptionInInitializerError ? e.getCause() : e;
            throw new ScenarioException(className + " cannot be loaded: " + Texts.of(why));
        }
    }

    private static Scenario make(Constructor<?> constructor) {
        try {
            return (Scenario) constructor.newInstance();
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            if (e.getCause() instanceof RuntimeException exception) {
                throw exception;
            }
            throw new IllegalStateException(e.getCause());
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("cannot make the scenario: " + e, e);
        }
    }
}
