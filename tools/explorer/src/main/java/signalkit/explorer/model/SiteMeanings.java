package signalkit.explorer.model;

import java.lang.invoke.VarHandle;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import signalkit.explorer.identity.HashCodes;
import signalkit.explorer.identity.HashOrder;
import signalkit.explorer.memory.AccessMode;
import signalkit.explorer.memory.Cell;
import signalkit.explorer.memory.Fence;
import signalkit.explorer.memory.MemoryAccess;
import signalkit.weaver.Site;
import signalkit.weaver.WeavingClassLoader;

/** What the sites of the classes of one loader mean for a run. One worker uses it. */
public final class SiteMeanings {
    /**
     * A site, looked up once.
     *
     * @param isFinal whether it is a final field that others could see unset
     */
    public record Info(Meaning meaning, Key key, Operation.Access access, boolean isFinal) {
        Info(Meaning meaning, Key key, Operation.Access access) {
            this(meaning, key, access, false);
        }
    }

    /** What a step is to other threads. */
    public enum Meaning {
        /** Nothing that another could see. */
        LOCAL,
        /** Reads a final field, through which more can be reached. */
        FINAL,
        /** Reads a field, an element or an atomic. */
        READ,
        /** Writes one. */
        WRITE,
        /** Calls into a library object that threads may share: a write. */
        LIBRARY,
        /** Enters a monitor. */
        ENTER,
        /** Leaves one. */
        EXIT,
        /** A fence of VarHandle. */
        FENCE,
        /** Waits in a way that is not controlled. */
        REFUSED
    }

    private static final String CONCURRENT = "java.util.concurrent.";

    /** A copy that publishes its entries by fences, and reads them plainly. */
    private static final String FENCED = "explored.java.util.concurrent.ConcurrentSkipList";

    private static final Info NOTHING = new Info(Meaning.LOCAL, null, null);
    private static final Info FINAL = new Info(Meaning.FINAL, null, null);

    private final Map<Site, Info> infos = new IdentityHashMap<>();
    private final Map<Site, Boolean> hidden = new IdentityHashMap<>();
    private final Map<Site, Field> fields = new IdentityHashMap<>();
    private final Map<Site, Class<?>> declarers = new IdentityHashMap<>();
    private final Map<Site, Optional<VarHandle>> handlesOfFields = new IdentityHashMap<>();
    private final Map<Class<?>, Key> keysOfObjects = new IdentityHashMap<>();
    private final Map<String, Key> keysOfSteps = new HashMap<>();
    private final Keys keys;
    private final ClassLoader loader;
    private final Declarations declarations;
    private final LibraryKinds kinds;
    private final Handles handles;

    public SiteMeanings(Keys keys, ClassLoader loader) {
        this.keys = keys;
        this.loader = loader;
        this.declarations = new Declarations(loader);
        this.kinds = new LibraryKinds(loader);
        this.handles = new Handles(keys);
    }

    /** Makes static fields what they are before their classes are initialised. */
    public void resetStatics() {
        if (loader instanceof WeavingClassLoader woven) {
            woven.reset();
        }
    }

    /** The method that was the static initialiser of a class; null when the JVM has run it. */
    public java.lang.reflect.Method initialiser(Class<?> type) {
        return loader instanceof WeavingClassLoader woven ? woven.initialiser(type) : null;
    }

    /** Whether nobody could notice when that method runs: those of the JDK know no program. */
    public boolean initialisesAlone(Class<?> type) {
        return type.getName().startsWith("explored.")
                || loader instanceof WeavingClassLoader woven && woven.initialisesAlone(type);
    }

    /** The class that has to be initialised before a step, or null. */
    public Class<?> initialisedBy(Site site) {
        boolean isField = site.isStatic() && !site.isCall() && !site.isArray();
        return isField
                ? declarers.computeIfAbsent(site, each -> field(each).getDeclaringClass())
                : null;
    }

    public Handles handles() {
        return handles;
    }

    /** Notes what a run has done that no search explores. */
    public void miss(String what) {
        keys.miss(what);
    }

    /** Notes a call that reaches memory, or numbers, which no search can follow. */
    public void missIfHidden(Site site) {
        if (hidden.computeIfAbsent(site, HiddenEffects::has)) {
            String owner = site.owner().substring(site.owner().lastIndexOf('.') + 1);
            String call = site.member().equals("<init>") ? "new " + owner : site.member();
            keys.miss("what " + call + " leads to at " + site);
        }
    }

    /** Notes a call that makes a handle before the first step. */
    public void missIfHandle(Site site) {
        if (HiddenEffects.makesHandle(site)) {
            missIfHidden(site);
        }
    }

    /** Notes a call that takes a lock after another one, or goes from element to element. */
    public void missIfManySteps(Site site, Object target, Object[] arguments) {
        boolean isMany =
                target != null && HiddenEffects.isManySteps(target, kinds.of(target), site);
        if (target != null && kinds.of(target) == LibraryKinds.Kind.SYNCHRONIZED) {
            for (Object each : arguments) {
                isMany |=
                        each != null
                                && each != target
                                && kinds.of(each) == LibraryKinds.Kind.SYNCHRONIZED;
            }
        }
        if (isMany) {
            keys.miss("the steps of " + site.member() + " one by one at " + site);
        }
    }

    /** Notes a call that sees elements in an order that is another one in each JVM. */
    public void missIfUnordered(Site site, Object collection) {
        if (HashOrder.matters(collection, site)) {
            String name = collection.getClass().getSimpleName();
            keys.miss("other orders of the keys of a " + name + " at " + site);
        }
    }

    /** Notes a method of a copied map that does so. */
    public void missIfUnordered(Object view, String method, Supplier<String> place) {
        if (AtomicSections.base(view) instanceof Map<?, ?> map
                && HashOrder.mattersInCopy(map, view, method)) {
            String name = map.getClass().getSimpleName();
            keys.miss("other orders of the keys of a " + name + " at " + place.get());
        }
    }

    /** Notes that a program asks for a hash code that is another number in each JVM. */
    public void missIfHashed(Object object, Supplier<String> place) {
        if (object != null && !HashCodes.isStable(object)) {
            keys.miss("other hash codes by identity than one at " + place.get());
        }
    }

    /** Notes a call that makes a text of such a number, or a hash code. */
    public void missIfHashed(Site site, Object object) {
        if (object == null) {
            return;
        }
        if (CallEffects.makesHash(site)) {
            HashCodes.parts(site, object).forEach(each -> missIfHashed(each, site::toString));
        } else if (CallEffects.makesText(site) && HashCodes.isInText(object)) {
            String name = object.getClass().getSimpleName();
            keys.miss("other hash codes in the text of a " + name + " at " + site);
        }
    }

    /** Whether a final field needs no look: no run has set it after its preparation. */
    public boolean isPrepared(Key key, boolean writes) {
        if (writes && !key.isSet) {
            key.isSet = true;
            keys.restart();
        }
        return !key.isSet;
    }

    /** Notes that a program locks an object; false when a run of another worker may hold it. */
    public boolean mayLock(Object object) {
        if (kinds.isOneOfJvm(object) && !mayShare()) {
            return false;
        }
        if (kinds.of(object) == LibraryKinds.Kind.SYNCHRONIZED) {
            // Its methods wait for it, too.
            show(keyOf(object.getClass()));
        }
        return true;
    }

    /** Notes that a program uses what is one of a JVM; false when other workers may use it, too. */
    public boolean mayShare() {
        keys.shareWithOthers();
        return !keys.hasCompany();
    }

    /** Notes that a program does what coroutines cannot. */
    public void needThreads() {
        keys.needThreads();
    }

    /** Whose visibility says that the calls of a copied class are explored step by step. */
    public Key stepsOf(String className) {
        return keysOfSteps.computeIfAbsent(className, name -> keys.of("steps of " + name));
    }

    /** The kind of memory that a field is. */
    public Key keyOf(Field field) {
        return keys.of(field.getDeclaringClass().getName() + "." + field.getName());
    }

    /** Accesses to this kind of memory may see older values from now on. */
    public void track(Key key) {
        keys.track(key);
    }

    /** What a data race leads to is looked at, where it is one of memory of the program. */
    public void trackRace(Operation access) {
        if (access.access().memory() != null) {
            keys.track(access.location().key);
        } else if (access.target() instanceof LibraryCall call) {
            for (LibraryCall.Touch touch : call.touches()) {
                if (touch.place().key.isObject()) {
                    keys.miss("what a data race of " + call + " leads to at " + call.site());
                } else {
                    keys.track(touch.place().key);
                }
            }
        }
    }

    /** Whether some accesses may see older values. */
    public boolean hasTracked() {
        return keys.hasTracked();
    }

    /** Whether a data race is a failure, so that nobody asks what it leads to. */
    public boolean racesFail() {
        return keys.racesFail();
    }

    /** The memory of a field, or of an element; null when it cannot be reached. */
    public Cell cell(Site site, Object owner, int index) {
        if (site.isArray()) {
            return Cell.ofElement(owner, index);
        }
        if (!site.isStatic() && owner == null) {
            return null;
        }
        Field field = field(site);
        return handlesOfFields
                .computeIfAbsent(site, absent -> Cell.handle(field))
                .map(handle -> Cell.ofField(field, handle, owner))
                .orElse(null);
    }

    public LibraryKinds kinds() {
        return kinds;
    }

    /** The objects of a class of the JDK, or of a model of one. */
    public Key keyOf(Class<?> type) {
        return keysOfObjects.computeIfAbsent(type, each -> keys.of("objects of " + each.getName()));
    }

    public Info of(Site site) {
        Info info = infos.get(site);
        if (info == null) {
            info = lookUp(site);
            infos.put(site, info);
        }
        return info;
    }

    /** Whether this run has shown that more is visible, so that another one will follow. */
    public boolean hasGrown() {
        return keys.hasGrown();
    }

    public void show(Key key) {
        keys.show(key);
    }

    /** One of the keys that no class or field names. */
    public Key key(String name) {
        return keys.of(name);
    }

    private Info lookUp(Site site) {
        return switch (site.op()) {
            case MONITOR_ENTER -> new Info(Meaning.ENTER, keys.of(Keys.MONITOR), null);
            case MONITOR_EXIT -> new Info(Meaning.EXIT, keys.of(Keys.MONITOR), null);
            case READ, WRITE -> access(site);
            case STEP -> call(site);
            default -> NOTHING;
        };
    }

    private Info access(Site site) {
        Meaning meaning = site.op() == signalkit.posix.Op.READ ? Meaning.READ : Meaning.WRITE;
        if (site.isCall()) {
            boolean reads = meaning == Meaning.READ;
            MemoryAccess memory = MemoryAccess.of(site.owner(), site.member(), reads);
            return new Info(meaning, keys.of(site.owner()), Operation.Access.of(site, memory));
        }
        if (site.isArray()) {
            return new Info(meaning, keys.of(Keys.ELEMENTS), plainOrVolatile(site, false));
        }
        if (Refusals.refuses(site.owner(), site)) {
            return new Info(Meaning.REFUSED, null, new Operation.Access(site, false));
        }
        Field field = field(site);
        int modifiers = field.getModifiers();
        boolean isFinal = WeavingClassLoader.isFinal(field);
        if (isFinal && !isExposed(field)) {
            boolean leadsOn = !site.isStatic() && !field.getType().isPrimitive();
            return leadsOn && meaning == Meaning.READ ? FINAL : NOTHING;
        }
        String name = field.getDeclaringClass().getName() + "." + field.getName();
        boolean isVolatile = Modifier.isVolatile(modifiers) || name.startsWith(FENCED);
        return new Info(meaning, keys.of(name), plainOrVolatile(site, isVolatile), isFinal);
    }

    private boolean isExposed(Field field) {
        return !Modifier.isStatic(field.getModifiers())
                && loader instanceof WeavingClassLoader woven
                && woven.isExposed(field);
    }

    private static Operation.Access plainOrVolatile(Site site, boolean isVolatile) {
        MemoryAccess.Kind kind =
                site.op() == signalkit.posix.Op.READ
                        ? MemoryAccess.Kind.READ
                        : MemoryAccess.Kind.WRITE;
        AccessMode mode = isVolatile ? AccessMode.VOLATILE : AccessMode.PLAIN;
        return Operation.Access.of(site, new MemoryAccess(kind, mode));
    }

    /** The field that a site reads or writes. */
    public Field field(Site site) {
        return fields.computeIfAbsent(site, declarations::field);
    }

    private Info call(Site site) {
        String owner = declarer(site);
        if (VarHandle.class.getName().equals(owner) && Fence.of(site.member()) != null) {
            return new Info(Meaning.FENCE, null, new Operation.Access(site, true));
        }
        if (owner != null && Refusals.refuses(owner, site)) {
            return new Info(Meaning.REFUSED, null, new Operation.Access(site, false));
        }
        boolean isOfThrowable = LibraryKinds.isOfThrowable(site);
        boolean isHarmless = owner == null || LibraryKinds.isHarmless(owner) && !isOfThrowable;
        if (isHarmless || site.member().equals("<init>")) {
            return NOTHING;
        }
        // Interfaces and their classes must not be told apart: java.util is one kind of memory.
        boolean collection = owner.startsWith("java.util.") && !owner.startsWith(CONCURRENT);
        Key one = isOfThrowable ? keyOf(Throwable.class) : keys.of("objects of " + owner);
        Key key = collection ? keys.of("collections") : one;
        return new Info(Meaning.LIBRARY, key, new Operation.Access(site, true));
    }

    /** The library class whose method a site calls; null when the method is woven. */
    public String declarer(Site site) {
        return declarations.declarer(site);
    }
}
