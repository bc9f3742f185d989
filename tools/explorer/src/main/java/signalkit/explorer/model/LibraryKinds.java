package signalkit.explorer.model;

import java.io.File;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Set;
import signalkit.weaver.JdkClasses;
import signalkit.weaver.Site;

/** What the objects of the JDK's classes are to threads that share them. */
public final class LibraryKinds {
    /** What an object is to threads that share it. */
    public enum Kind {
        /** Code of the scenario, whose steps say themselves what they touch. */
        WOVEN,
        /** Nothing that anybody could change. */
        IMMUTABLE,
        /** Orders the threads that use it, without a lock that could be held. */
        CONCURRENT,
        /** Its methods enter its monitor. */
        SYNCHRONIZED,
        /** Has to be guarded by those who share it. */
        PLAIN
    }

    private static final List<String> IMMUTABLE =
            List.of(
                    "java.lang.",
                    "java.math.",
                    "java.time.",
                    "java.net.URI",
                    "java.net.URL",
                    "java.net.InetSocketAddress",
                    "java.net.Inet",
                    "java.nio.charset.",
                    "java.nio.file.attribute.FileTime",
                    "java.security.spec.",
                    "java.util.AbstractMap$SimpleImmutableEntry",
                    "java.util.Base64$",
                    "java.util.Collections$Empty",
                    "java.util.Comparators",
                    "java.util.Currency",
                    "java.util.HexFormat",
                    "java.util.ImmutableCollections",
                    "java.util.KeyValueHolder",
                    "java.util.Locale",
                    "java.util.Optional",
                    "java.util.UUID",
                    "java.util.function.",
                    "java.util.regex.Matcher$ImmutableMatchResult",
                    "java.util.regex.Pattern",
                    "javax.crypto.spec.",
                    "sun.nio.fs.");

    /** What a {@link Throwable} keeps and may change; all else of it is said when it is made. */
    private static final Set<String> OF_THROWABLE =
            Set.of(
                    "addSuppressed",
                    "getCause",
                    "getStackTrace",
                    "getSuppressed",
                    "initCause",
                    "setStackTrace");

    static final Set<String> BUILDERS = Set.of("java.lang.StringBuilder", "java.lang.StringBuffer");

    private static final List<String> HARMLESS =
            List.of(
                    "java.lang.",
                    "java.math.",
                    "java.time.",
                    "java.util.Objects",
                    "java.util.Optional",
                    "java.util.function.",
                    "java.util.stream.",
                    "signalkit.posix.",
                    "signalkit.weaver.",
                    "signalkit.explorer.jdk.");

    private static final Set<String> MUTABLE =
            Set.of("java.lang.Appendable", "java.lang.StringBuilder", "java.lang.StringBuffer");

    private static final List<String> SYNCHRONIZED =
            List.of(
                    "java.io.Buffered",
                    "java.io.ByteArray",
                    "java.io.CharArray",
                    "java.io.OutputStreamWriter",
                    "java.io.Print",
                    "java.io.StringReader",
                    "java.io.StringWriter",
                    "java.lang.StringBuffer",
                    "java.util.Collections$Synchronized",
                    "java.util.Hashtable",
                    "java.util.Properties",
                    "java.util.Stack",
                    "java.util.Vector");

    private static final List<String> CONCURRENT =
            List.of(
                    "java.beans.PropertyChangeSupport",
                    "java.util.Random",
                    "java.util.concurrent.",
                    "java.util.logging.",
                    "java.security.SecureRandom",
                    "sun.misc.Unsafe");

    private final ClassLoader loader;
    private final ClassValue<Kind> kinds =
            new ClassValue<>() {
                @Override
                protected Kind computeValue(Class<?> type) {
                    return kindOf(type);
                }
            };

    private final ClassValue<Boolean> views =
            new ClassValue<>() {
                @Override
                protected Boolean computeValue(Class<?> type) {
                    return looksAtOthers(type);
                }
            };

    LibraryKinds(ClassLoader loader) {
        this.loader = loader;
    }

    /** What an object is; for a call of a superclass's method, what that class makes it. */
    public Kind of(Object object, Site site) {
        Kind kind = kinds.get(object.getClass());
        if (object instanceof Throwable) {
            return isOfThrowable(site) ? Kind.CONCURRENT : kind;
        }
        return kind == Kind.WOVEN && site.isSuper() ? byName(site.owner()) : kind;
    }

    /** Whether a call, of a throwable, reads or changes what that keeps. */
    static boolean isOfThrowable(Site site) {
        return OF_THROWABLE.contains(site.member());
    }

    /** Calls that change nothing that threads could share, or that have points of their own. */
    static boolean isHarmless(String owner) {
        return !MUTABLE.contains(owner) && HARMLESS.stream().anyMatch(owner::startsWith);
    }

    /** Whether the objects of a class are code of the scenario. */
    public boolean isWoven(Class<?> type) {
        return kinds.get(type) == Kind.WOVEN;
    }

    /** What an object is. */
    public Kind of(Object object) {
        return kinds.get(object.getClass());
    }

    /**
     * Whether several runs at a time could have the object: a text, a number, a class, a stream.
     */
    boolean isOneOfJvm(Object object) {
        return object instanceof String
                || object instanceof Number && kinds.get(object.getClass()) == Kind.IMMUTABLE
                || object instanceof Boolean
                || object instanceof Character
                || object instanceof Class<?> type && type.getClassLoader() != loader
                || object instanceof Enum<?> constant
                        && constant.getClass().getClassLoader() != loader
                || object == System.out
                || object == System.err
                || object == System.in;
    }

    private Kind kindOf(Class<?> type) {
        if (type.isArray()) {
            return Kind.PLAIN;
        }
        boolean isHidden = type.isHidden() && type.getClassLoader() != null;
        if (type.getClassLoader() == loader || isHidden || !JdkClasses.has(type.getName())) {
            return Kind.WOVEN;
        }
        if (type.isEnum()
                || Throwable.class.isAssignableFrom(type)
                || Charset.class.isAssignableFrom(type)
                || type == File.class
                || isStateless(type)) {
            return Kind.IMMUTABLE;
        }
        return byName(type.getName());
    }

    /** Comparators, collectors and their kin, whose fields are set once. */
    private static boolean isStateless(Class<?> type) {
        return java.util.Comparator.class.isAssignableFrom(type)
                || java.util.stream.Collector.class.isAssignableFrom(type);
    }

    private static Kind byName(String name) {
        if (startsWith(SYNCHRONIZED, name)) {
            return Kind.SYNCHRONIZED;
        }
        if (startsWith(CONCURRENT, name)) {
            return Kind.CONCURRENT;
        }
        boolean moves = name.endsWith("Itr") || name.endsWith("Iterator");
        boolean builds = BUILDERS.contains(name) || name.endsWith("Builder");
        return !moves && !builds && startsWith(IMMUTABLE, name) ? Kind.IMMUTABLE : Kind.PLAIN;
    }

    private static boolean startsWith(List<String> prefixes, String name) {
        return prefixes.stream().anyMatch(name::startsWith);
    }

    /** Classes of objects that work on what they were made of. */
    private static final List<String> VIEWS =
            List.of(
                    "java.io.",
                    "java.nio.",
                    "java.util.Formatter",
                    "java.util.ReverseOrder",
                    "java.util.Scanner",
                    "java.util.regex.Matcher",
                    "java.util.stream.",
                    "java.util.zip.");

    /** Whether an object looks at another: inner classes do; copies are of public ones. */
    public boolean isView(Object result) {
        return views.get(result.getClass());
    }

    private boolean looksAtOthers(Class<?> type) {
        String name = type.getName();
        Kind kind = kinds.get(type);
        return (kind == Kind.PLAIN || kind == Kind.SYNCHRONIZED)
                && !type.isArray()
                && (name.indexOf('$') > 0 || startsWith(VIEWS, name));
    }
}
