package signalkit.rules;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import signalkit.rules.bytecode.ClassFile;
import signalkit.rules.bytecode.FieldRef;
import signalkit.rules.bytecode.Method;
import signalkit.rules.bytecode.MethodRef;
import signalkit.rules.bytecode.Origin;
import signalkit.rules.bytecode.Origins;
import signalkit.rules.bytecode.Program;

/** Judges a call of library code: by the tables, by annotation, and by what it calls back. */
final class LeafEffects {
    private static final String COMPARABLE = "java/lang/Comparable";

    /** Classes each method of which locks its object, and nothing else. */
    private static final Set<String> SYNCHRONIZED =
            Set.of(
                    "java/util/Hashtable",
                    "java/util/Properties",
                    "java/util/Stack",
                    "java/util/Vector",
                    "java/lang/StringBuffer",
                    "java/io/ByteArrayInputStream",
                    "java/io/ByteArrayOutputStream",
                    "java/io/StringWriter");

    private static final Set<String> VIEW_READS =
            Set.of(
                    "hasNext",
                    "next",
                    "iterator",
                    "getKey",
                    "getValue",
                    "entrySet",
                    "keySet",
                    "values",
                    "size",
                    "isEmpty",
                    "get",
                    "contains",
                    "containsKey",
                    "toString",
                    "hasPrevious",
                    "previous",
                    "listIterator");

    private static final Set<String> WAITED_FOR =
            Set.of(
                    "java/lang/Process",
                    "java/lang/Thread",
                    "java/util/concurrent/CountDownLatch",
                    "java/util/concurrent/Future");

    private static final String ADVICE = "instead: ";
    private static final String UNJUDGED = "library code that no table judges";
    private static final String NOT_GIVEN = "its class was not given";
    private static final String CALLED_BACK = "called back by a library, and no table judges it";

    private static final MethodRef FIRST_GET =
            new MethodRef("java/lang/ThreadLocal", "get", "()Ljava/lang/Object;");
    private static final MethodRef INITIAL_VALUE =
            new MethodRef("java/util/function/Supplier", "get", "()Ljava/lang/Object;");

    private final Program program;
    private final Origins origins;
    private final CallTargets calls;
    private final Leaves table;

    LeafEffects(Program program, Origins origins, CallTargets calls, Leaves table) {
        this.program = program;
        this.origins = origins;
        this.calls = calls;
        this.table = table;
    }

    /**
     * The effects of calling {@code leaf}, from a call or from the call site of a reference to it.
     */
    List<CodeEffect> of(Method caller, AbstractInsnNode from, MethodRef leaf, int line) {
        Optional<Method> method = program.resolve(leaf, leaf.owner());
        Optional<String> safe = method.flatMap(m -> m.asyncSignalSafe);
        Leaves.Row row = table.find(leaf).orElse(null);
        if (row == null && safe.isPresent()) {
            return List.of(new CodeEffect.Trusted(line, leaf.toString(), safe.get()));
        } else if (row == null) {
            boolean isGiven = program.find(leaf.owner()).isPresent();
            return List.of(
                    CodeEffect.Hazard.unverified(
                            line, leaf.toString(), isGiven ? UNJUDGED : NOT_GIVEN));
        }
        List<CodeEffect> effects = new ArrayList<>();
        hazards(row, caller, from, leaf, line).forEach(effects::add);
        if (row.verdict().isCold()) {
            effects.add(new CodeEffect.FirstUse(line, new Fact.Called(leaf)));
        }
        if (from instanceof MethodInsnNode call) {
            effects.addAll(functions(caller, call, line));
            effects.addAll(callBacks(caller, call, row.calls(), line));
            if (leaf.equals(FIRST_GET)) {
                Set<AbstractInsnNode> variable = origins.flow(caller).receiver(call);
                Set<Origin> functions = origins.initialValues(caller, variable);
                if (!functions.isEmpty()) {
                    effects.addAll(calledBack(INITIAL_VALUE, functions, line));
                }
            }
        }
        return effects;
    }

    /** The locks that calling {@code leaf} takes itself, not those of what it calls back. */
    List<CodeEffect> locks(Method caller, MethodInsnNode call, MethodRef leaf, int line) {
        return table.find(leaf)
                .filter(row -> row.verdict().takesLock())
                .map(row -> hazards(row, caller, call, leaf, line))
                .orElse(List.of());
    }

    private List<CodeEffect> hazards(
            Leaves.Row row, Method caller, AbstractInsnNode from, MethodRef leaf, int line) {
        List<CodeEffect> found = new ArrayList<>();
        LeafVerdict verdict = row.verdict();
        Set<AbstractInsnNode> receiver =
                from instanceof MethodInsnNode call
                        ? origins.flow(caller).receiver(call)
                        : Set.of();
        boolean isItsOwn = verdict == LeafVerdict.SHARED || isOnlyMonitor(verdict, leaf);
        if (isItsOwn
                && (origins.isOwn(caller, receiver)
                        || !receiver.isEmpty() && are(caller, receiver, leaf, Origin::isOwn))) {
            verdict = LeafVerdict.ALLOCATES;
        }
        if (verdict == LeafVerdict.UNKNOWN && isView(caller, from, leaf)) {
            return found;
        }
        for (Kind kind : verdict.kinds) {
            boolean counted = kind == Kind.ALLOCATE && leaf.isConstructor(); // NEW says it already
            if (!counted && !(kind == Kind.FIRST_USE && verdict.isCold())) {
                found.add(hazard(kind, row, leaf, line, origins.field(caller, receiver)));
            }
        }
        return found;
    }

    /** Reads of what a library handed out: the call that handed it out has been judged. */
    private boolean isView(Method caller, AbstractInsnNode from, MethodRef leaf) {
        return from instanceof MethodInsnNode call
                && VIEW_READS.contains(leaf.name())
                && program.isInterface(leaf.owner())
                && are(
                        caller,
                        origins.flow(caller).receiver(call),
                        leaf,
                        Origin.Library.class::isInstance);
    }

    /**
     * Whether a test holds for all objects of the very class that is called, and there are some.
     */
    private boolean are(
            Method caller, Set<AbstractInsnNode> receiver, MethodRef leaf, Predicate<Origin> test) {
        Set<Origin> all = origins.of(caller, receiver);
        List<Origin> objects =
                all.stream().filter(one -> one.knownType().equals(leaf.owner())).toList();
        return objects.isEmpty() ? all.stream().allMatch(test) : objects.stream().allMatch(test);
    }

    /** Whether it takes no lock but the object's monitor, which nobody holds of a new object. */
    private static boolean isOnlyMonitor(LeafVerdict verdict, MethodRef leaf) {
        return verdict == LeafVerdict.LOCK && SYNCHRONIZED.contains(leaf.owner());
    }

    private CodeEffect hazard(
            Kind kind, Leaves.Row row, MethodRef leaf, int line, Optional<FieldRef> object) {
        int advice = row.text().indexOf(ADVICE);
        String why = advice < 0 ? row.text() : row.text().substring(0, advice);
        return new CodeEffect.Hazard(
                line,
                kind,
                row.verdict().isStrictOnly(),
                leaf.toString(),
                why.replaceAll("; $", ""),
                advice < 0 ? kind.instead : row.text().substring(advice + ADVICE.length()),
                object.filter(field -> takesLock(row, leaf))
                        .map(field -> new CodeEffect.Lock(field.toString(), object)));
    }

    /** Nobody holds an object that is only waited for, so the interrupted code does not either. */
    private boolean takesLock(Leaves.Row row, MethodRef leaf) {
        boolean onlyWaits =
                row.verdict() == LeafVerdict.BLOCKS
                        && WAITED_FOR.stream().anyMatch(type -> program.isA(leaf.owner(), type));
        return row.verdict().takesLock() && !onlyWaits;
    }

    /** An object of a functional type that is handed over will have its method called. */
    private List<CodeEffect> functions(Method caller, MethodInsnNode call, int line) {
        List<CodeEffect> effects = new ArrayList<>();
        Type[] parameters = Type.getArgumentTypes(call.desc);
        for (int i = 0; i < parameters.length && !elsewhere(call); i++) {
            String type = parameters[i].getInternalName();
            if (parameters[i].getSort() == Type.OBJECT && program.isInterface(type)) {
                Set<Origin> argument = argument(caller, call, i);
                program.functionalMethod(type)
                        .ifPresent(m -> effects.addAll(imported(m, argument, line)));
            }
        }
        return effects;
    }

    private boolean elsewhere(MethodInsnNode call) {
        return table.runsElsewhere(MethodRef.of(call));
    }

    /** Only what is imported: what a library does with its own objects, its row has said. */
    private List<CodeEffect> imported(MethodRef ref, Set<Origin> receivers, int line) {
        List<CodeEffect> effects = new ArrayList<>();
        for (Origin receiver : receivers) {
            if (receiver instanceof Origin.Exact && program.isImported(receiver.knownType())) {
                effects.addAll(calledBack(ref, Set.of(receiver), line));
            }
        }
        return effects;
    }

    /** What a call does to its receiver and arguments by calling the methods of these names. */
    List<CodeEffect> callBacks(Method caller, AbstractInsnNode call, List<String> names, int line) {
        if (names.isEmpty()) {
            return List.of();
        }
        Set<Origin> objects = new LinkedHashSet<>();
        String descriptor =
                call instanceof InvokeDynamicInsnNode site
                        ? site.desc
                        : ((MethodInsnNode) call).desc;
        Type[] parameters = Type.getArgumentTypes(descriptor);
        for (int i = 0; i < parameters.length; i++) {
            Type parameter = parameters[i];
            if (parameter.getSort() >= Type.ARRAY) {
                argument(caller, call, i).forEach(o -> objects.add(special(o, parameter)));
            }
        }
        List<CodeEffect> effects = new ArrayList<>();
        if (call instanceof MethodInsnNode m && m.getOpcode() != Opcodes.INVOKESTATIC) {
            Set<Origin> receiver = origins.of(caller, origins.flow(caller).receiver(m));
            names.forEach(name -> effects.addAll(ownHooks(receiver, name, line)));
        }
        names.forEach(name -> effects.addAll(callBacks(objects, name, line)));
        if (call instanceof MethodInsnNode m && m.name.equals("sort")) {
            // What a collection holds is not known: it may be anything that can be compared.
            effects.addAll(ownHooks(Set.of(new Origin.Typed(COMPARABLE)), "compareTo", line));
        }
        return effects;
    }

    /** A parameter may say more of an argument than the argument's own origin. */
    private Origin special(Origin origin, Type parameter) {
        String type = parameter.getInternalName();
        boolean typed = origin instanceof Origin.Typed && program.isA(type, origin.knownType());
        return typed ? new Origin.Typed(type) : origin;
    }

    /** A library class that the program extends calls the program's overrides of its hooks. */
    private List<CodeEffect> ownHooks(Set<Origin> receivers, String name, int line) {
        List<CodeEffect> effects = new ArrayList<>();
        for (Origin receiver : receivers) {
            for (MethodRef ref : hook(receiver.knownType(), name).stream().toList()) {
                for (CallTarget target : calls.calledBack(ref, receiver)) {
                    if (!(target instanceof CallTarget.Leaf)) {
                        effects.addAll(calledBack(target, line));
                    }
                }
            }
        }
        return effects;
    }

    /** What calling the method of this name on each of the objects does. */
    List<CodeEffect> callBacks(Set<Origin> objects, String name, int line) {
        List<CodeEffect> effects = new ArrayList<>();
        for (Origin object : objects) {
            Type type = Type.getObjectType(object.knownType());
            Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
            if (element.getSort() == Type.OBJECT && !(object instanceof Origin.Lambda)) {
                Origin one = type == element ? object : new Origin.Typed(element.getInternalName());
                hook(one.knownType(), name)
                        .ifPresent(ref -> effects.addAll(calledBack(ref, Set.of(one), line)));
            }
        }
        return effects;
    }

    private Optional<MethodRef> hook(String type, String name) {
        for (String supertype : program.supertypes(type)) {
            Optional<ClassFile> file = program.find(supertype);
            for (MethodRef ref : file.map(f -> f.methods.keySet()).orElse(Set.of())) {
                if (ref.name().equals(name) && !isStatic(ref)) {
                    return Optional.of(ref.in(type));
                }
            }
        }
        return Optional.empty();
    }

    private boolean isStatic(MethodRef ref) {
        return program.method(ref).filter(Method::isStatic).isPresent();
    }

    private List<CodeEffect> calledBack(MethodRef ref, Set<Origin> receivers, int line) {
        List<CodeEffect> effects = new ArrayList<>();
        calls.virtual(ref, receivers).forEach(t -> effects.addAll(calledBack(t, line)));
        return effects;
    }

    private List<CodeEffect> calledBack(CallTarget target, int line) {
        if (target instanceof CallTarget.Code code) {
            return List.of(CodeEffect.Call.back(line, code.method()));
        } else if (target instanceof CallTarget.Leaf leaf) {
            return calledBack(leaf.method(), line);
        }
        return List.of(((CallTarget.Unknown) target).hazard(line));
    }

    private List<CodeEffect> calledBack(MethodRef leaf, int line) {
        Leaves.Row row = table.find(leaf).orElse(null);
        if (row == null) {
            return List.of(CodeEffect.Hazard.unverified(line, leaf.toString(), CALLED_BACK));
        }
        return row.verdict().kinds.stream()
                .filter(kind -> kind != Kind.FIRST_USE)
                .map(kind -> hazard(kind, row, leaf, line, Optional.empty()))
                .toList();
    }

    private Set<Origin> argument(Method caller, AbstractInsnNode call, int index) {
        return origins.of(caller, origins.flow(caller).argument(call, index));
    }
}
