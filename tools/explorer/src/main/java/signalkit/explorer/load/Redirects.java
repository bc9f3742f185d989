package signalkit.explorer.load;

import java.util.Map;

/** Methods of kept JDK classes that a static method of a model stands for. Immutable. */
final class Redirects {
    /** A static method; an instance method's object is its first argument. */
    record Target(String owner, String name) {}

    private static final String SYSTEM = "signalkit/explorer/jdk/ModelSystem";

    private static final String CLASS = "signalkit/explorer/jdk/ModelClass";

    private static final Map<String, Target> TARGETS =
            Map.ofEntries(
                    to("java/lang/System.nanoTime", "nanoTime"),
                    to("java/lang/System.currentTimeMillis", "currentTimeMillis"),
                    to("java/lang/System.exit", "exit"),
                    toClass("java/lang/Class.forName"),
                    toClass("java/lang/Class.getClassLoader"),
                    toClass("java/lang/Class.getDeclaredMethods"),
                    toClass("java/lang/Class.getMethods"),
                    toClass("java/lang/Class.getName"),
                    toClass("java/lang/Class.getPackageName"),
                    toClass("java/lang/Class.getSimpleName"),
                    toClass("java/lang/Class.getSuperclass"),
                    toClass("java/lang/Class.getTypeName"),
                    toClass("java/lang/Class.toString"),
                    toClass("java/lang/ClassLoader.loadClass"),
                    toClass("java/lang/reflect/Field.getModifiers"),
                    to("java/lang/ref/Cleaner.register", "register"),
                    to("jdk/internal/ref/CleanerFactory.cleaner", "cleaner"),
                    to("java/lang/Runtime.exit", "exit"),
                    to("java/lang/Runtime.halt", "halt"),
                    to("java/lang/Runtime.addShutdownHook", "addShutdownHook"),
                    to("java/lang/Runtime.removeShutdownHook", "removeShutdownHook"),
                    to("java/lang/Runtime.availableProcessors", "availableProcessors"),
                    toPool(
                            "java/util/concurrent/CompletableFuture$Delayer.delay",
                            "ModelDelayScheduler"),
                    toPool(
                            "java/util/concurrent/Executors.newThreadPerTaskExecutor",
                            "ModelThreadPerTask"),
                    toPool(
                            "java/util/concurrent/Executors.newVirtualThreadPerTaskExecutor",
                            "ModelThreadPerTask"),
                    to("jdk/internal/util/ArraysSupport.newLength", "newLength"),
                    to("jdk/internal/util/ArraysSupport.reverse", "reverse"),
                    to("java/util/concurrent/ThreadLocalRandom.getProbe", "getProbe"),
                    to("java/util/concurrent/ThreadLocalRandom.localInit", "localInit"),
                    to("java/util/concurrent/ThreadLocalRandom.advanceProbe", "advanceProbe"),
                    to(
                            "java/util/concurrent/ThreadLocalRandom.nextSecondarySeed",
                            "nextSecondarySeed"),
                    to("signalkit/posix/PosixProcess.main", "mainProcess"),
                    to("java/util/concurrent/TimeUnit.sleep", "sleep"),
                    to("java/util/concurrent/TimeUnit.timedJoin", "timedJoin"));

    private Redirects() {}

    private static Map.Entry<String, Target> toClass(String method) {
        String name = method.substring(method.lastIndexOf('.') + 1);
        return Map.entry(method, new Target(CLASS, name));
    }

    private static Map.Entry<String, Target> toPool(String method, String owner) {
        String name = method.substring(method.lastIndexOf('.') + 1);
        return Map.entry(method, new Target("signalkit/explorer/jdk/pool/" + owner, name));
    }

    private static Map.Entry<String, Target> to(String method, String name) {
        return Map.entry(method, new Target(SYSTEM, name));
    }

    /** What stands for a method; null when it is itself. */
    static Target of(String owner, String name) {
        return TARGETS.get(owner + "." + name);
    }
}
