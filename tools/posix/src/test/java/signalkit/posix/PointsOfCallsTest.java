package signalkit.posix;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Executable;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import signalkit.posix.ipc.BytePipe;
import signalkit.posix.ipc.Child;
import signalkit.posix.ipc.Sem;
import signalkit.posix.ipc.SignalFd;
import signalkit.posix.ipc.WaitStatus;
import signalkit.posix.life.Jump;
import signalkit.posix.life.Once;
import signalkit.posix.life.PointsOfLaterCalls;
import signalkit.posix.life.ThreadKey;
import signalkit.posix.life.ThreadLife;
import signalkit.posix.old.OldSignals;
import signalkit.posix.time.Alarms;
import signalkit.posix.time.IntervalTimer;

/** Every public call of the package is an interruption point, or is listed as none. */
class PointsOfCallsTest {
    private static final SignalSet USR2 = SignalSet.of(Signal.USR2);
    private static final Duration SOON = Duration.ofNanos(1);

    /** Classes of calls that are a program's own. */
    private static final List<Class<?>> CALLED =
            List.of(
                    Signals.class,
                    Errno.class,
                    Pthread.class,
                    Mutex.class,
                    Cond.class,
                    Pipe.class,
                    Poll.class,
                    SignalFd.class,
                    Points.class,
                    Sem.class,
                    Child.class,
                    Alarms.class,
                    IntervalTimer.class,
                    BytePipe.class,
                    OldSignals.class,
                    ThreadLife.class,
                    Jump.class,
                    Once.class,
                    ThreadKey.class);

    /** What never changes, and what only the kit, a scheduler or another process calls. */
    private static final Set<String> NONE =
            Set.of(
                    "Errno.number()",
                    "Errno.text()",
                    "Errno.valueOf(String)",
                    "Errno.values()",
                    "Pthread.name()",
                    "Pthread.carrier()",
                    "Pthread.process()",
                    "Pthread.selfOrNull()",
                    "Pthread.mask()",
                    "Pthread.handlers()",
                    "Pthread.handlerDepth()",
                    "Pthread.handled()",
                    "Pthread.hasSignal()",
                    "Pthread.handledWithoutRestart()",
                    "Pthread.onHandlerReturn(Runnable)",
                    "Pthread.park(Object,long)",
                    "Pthread.parkToTheEnd(Object,long)",
                    "Pthread.unpark()",
                    "Pthread.interrupt()",
                    "Pthread.isAdopted()",
                    "Pthread.life()",
                    "Pthread.requireOf(PosixProcess)",
                    "BytePipe.hasInput()",
                    "BytePipe.onReadable(Runnable)",
                    "Mutex.name()",
                    "Mutex.kind()",
                    "Cond.name()",
                    "Pipe.hasInput()",
                    "Pipe.onReadable(Runnable)",
                    "SignalFd.hasInput()",
                    "SignalFd.onReadable(Runnable)",
                    "Points.arm(Reason)",
                    "Points.disarm(Reason)",
                    "Points.isArmed()",
                    "Points.interruptible()",
                    "Child.pid()",
                    "ThreadKey.compareTo(ThreadKey)");

    /** Sets up a call; what it returns makes the call. */
    private static final Map<String, Supplier<Runnable>> CALLS = new LinkedHashMap<>();

    private static void call(String name, Runnable call) {
        CALLS.put(name, () -> call);
    }

    private static <T> void call(String name, Supplier<T> made, java.util.function.Consumer<T> on) {
        CALLS.put(
                name,
                () -> {
                    T object = made.get();
                    return () -> on.accept(object);
                });
    }

    static {
        call("Errno.get()", Errno::get);
        call("Errno.set(Errno)", () -> Errno.set(Errno.EBUSY));
        call("Points.point()", Points::point);
        call("Points.point(Op,Object)", () -> Points.point(Op.IO, null));
        call("Points.look()", Points::look);
        signals();
        threads();
        locks();
        others();
        PointsOfLaterCalls.list(CALLS);
    }

    private static void signals() {
        call("Signals.sigaction(Signal)", () -> Signals.sigaction(Signal.HUP));
        call("Signals.sigaction(Signal,Sigaction)", () -> Signals.sigaction(Signal.HUP, null));
        call("Signals.sigmask()", Signals::sigmask);
        call("Signals.sigmask(How,SignalSet)", () -> Signals.sigmask(How.BLOCK, USR2));
        call("Signals.sigpending()", Signals::sigpending);
        Supplier<SignalSet> pending =
                () -> {
                    Signals.sigmask(How.BLOCK, USR2);
                    Signals.raise(Signal.USR2);
                    return USR2;
                };
        call("Signals.sigwait(SignalSet)", pending, Signals::sigwait);
        call("Signals.sigwaitinfo(SignalSet)", pending, Signals::sigwaitinfo);
        call(
                "Signals.sigwaitinfo(SignalSet,AtomicReference)",
                pending,
                set -> Signals.sigwaitinfo(set, new AtomicReference<>()));
        call("Signals.sigqueue(Signal,int)", () -> Signals.sigqueue(Signal.WINCH, 1));
        call(
                "Signals.sigtimedwait(SignalSet,Duration)",
                pending,
                set -> Signals.sigtimedwait(set, Duration.ZERO));
        // These need a second signal where the point at their beginning has taken the first.
        call("Signals.sigsuspend(SignalSet)", repeated(() -> Signals.sigsuspend(USR2)));
        call("Signals.sigpause(Signal)", repeated(() -> Signals.sigpause(Signal.USR2)));
        call("Signals.pause()", repeated(Signals::pause));
        call("Signals.raise(Signal)", () -> Signals.raise(Signal.WINCH));
        call("Signals.raise(int)", () -> Signals.raise(0));
        call("Signals.kill(Signal)", () -> Signals.kill(Signal.WINCH));
        call("Signals.kill(int)", () -> Signals.kill(0));
        call(
                "Signals.pthreadKill(Pthread,Signal)",
                Pthread::self,
                self -> Signals.pthreadKill(self, Signal.WINCH));
        call(
                "Signals.pthreadKill(Pthread,int)",
                Pthread::self,
                self -> Signals.pthreadKill(self, 0));
        call("Signals.nanosleep(Duration)", () -> Signals.nanosleep(SOON));
    }

    /** Alarms that end a wait for a handler. */
    private static Runnable repeated(Runnable wait) {
        return () -> {
            Signals.sigaction(Signal.ALRM, Sigaction.handler(signal -> {}));
            Alarms.setitimer(SOON, Duration.ofMillis(1));
            wait.run();
            Alarms.setitimer(Duration.ZERO, Duration.ZERO);
        };
    }

    private static void threads() {
        Supplier<Pthread> ended = () -> Pthread.create("t", () -> {});
        call("Pthread.create(String,Runnable)", () -> Pthread.create("t", () -> {}));
        call("Pthread.self()", Pthread::self);
        call("Pthread.cancellable()", Pthread::cancellable);
        call("Pthread.isAlive()", ended, Pthread::isAlive);
        call("Pthread.join()", ended, Pthread::join);
        call("Pthread.join(long)", ended, thread -> thread.join(Scheduler.NEVER));
        call("Pthread.awaitEnd()", ended, Pthread::awaitEnd);
        call("Pthread.checkpoint()", Pthread::self, Pthread::checkpoint);
        call(
                "Pthread.interruptibly(Runnable,Runnable)",
                Pthread::self,
                self -> self.interruptibly(() -> {}, () -> {}));
    }

    private static void locks() {
        Supplier<Mutex> mutex = () -> new Mutex("m");
        Supplier<Mutex> held =
                () -> {
                    Mutex made = mutex.get();
                    made.lock();
                    return made;
                };
        call("Mutex.new(String)", () -> new Mutex("m"));
        call("Mutex.new(String,Kind)", () -> new Mutex("m", Mutex.Kind.NORMAL));
        call("Mutex.lock()", mutex, Mutex::lock);
        call("Mutex.tryLock()", mutex, Mutex::tryLock);
        call("Mutex.tryLock(Duration)", mutex, each -> each.tryLock(SOON));
        call("Mutex.unlock()", held, Mutex::unlock);
        call("Mutex.destroy()", mutex, Mutex::destroy);
        call("Mutex.isHeldByCurrentThread()", mutex, Mutex::isHeldByCurrentThread);
        call("Mutex.owner()", mutex, Mutex::owner);
        call("Mutex.waiters()", mutex, Mutex::waiters);
        Supplier<Cond> cond = () -> new Cond("c");
        call("Cond.new(String)", () -> new Cond("c"));
        call("Cond.signal()", cond, Cond::signal);
        call("Cond.broadcast()", cond, Cond::broadcast);
        call("Cond.waiters()", cond, Cond::waiters);
        call("Cond.await(Mutex,Duration)", held, m -> new Cond("c").await(m, SOON));
        call(
                "Cond.await(Mutex)",
                () -> {
                    Mutex own = held.get();
                    Cond shared = cond.get();
                    Pthread.create(
                            "signaller",
                            () -> {
                                own.lock();
                                shared.signal();
                                own.unlock();
                            });
                    return (Runnable) () -> shared.await(own);
                },
                Runnable::run);
    }

    private static void others() {
        Supplier<Pipe> pipe =
                () -> {
                    Pipe made = new Pipe();
                    made.write((byte) 1);
                    return made;
                };
        call("Pipe.new()", Pipe::new);
        call("Pipe.write(byte)", pipe, each -> each.write((byte) 1));
        call("Pipe.read()", pipe, Pipe::read);
        call("Pipe.poll()", pipe, Pipe::poll);
        call("Pipe.isReadable()", pipe, Pipe::isReadable);
        call("Poll.poll(List,Duration)", pipe, each -> Poll.poll(List.of(each), SOON));
        call(
                "Poll.ppoll(List,Duration,SignalSet)",
                pipe,
                each -> Poll.ppoll(List.of(each), SOON, USR2));
        Supplier<SignalFd> signals =
                () -> {
                    Signals.sigmask(How.BLOCK, USR2);
                    Signals.raise(Signal.USR2);
                    return new SignalFd(USR2);
                };
        call("SignalFd.new(SignalSet)", () -> new SignalFd(USR2));
        call("SignalFd.read()", signals, SignalFd::read);
        call("SignalFd.poll()", signals, SignalFd::poll);
        Supplier<Sem> sem = () -> new Sem("s", 1);
        call("Sem.new(String,int)", () -> new Sem("s", 1));
        call("Sem.post()", sem, Sem::post);
        call("Sem.await()", sem, Sem::await);
        call("Sem.await(Duration)", sem, each -> each.await(SOON));
        call("Sem.tryAwait()", sem, Sem::tryAwait);
        call("Sem.value()", sem, Sem::value);
        call("Sem.waiters()", sem, Sem::waiters);
        Supplier<Child> child = () -> Child.fork("child", () -> WaitStatus.exited(0));
        call("Child.fork(String,Supplier)", child::get);
        call("Child.waitpid(int,int)", child, each -> Child.waitpid(each.pid(), 0));
        call("Child.isZombie()", child, Child::isZombie);
        call("Child.kill(Signal)", child, each -> each.kill(Signal.WINCH));
        Supplier<IntervalTimer> timer = () -> new IntervalTimer(Signal.WINCH);
        call("IntervalTimer.new(Signal)", timer::get);
        call("IntervalTimer.settime(Duration,Duration)", timer, t -> t.settime(SOON, SOON));
        call("IntervalTimer.gettime()", timer, IntervalTimer::gettime);
        call("IntervalTimer.getoverrun()", timer, IntervalTimer::getoverrun);
        call("IntervalTimer.delete()", timer, IntervalTimer::delete);
        call("Alarms.alarm(int)", () -> Alarms.alarm(0));
        call("Alarms.getitimer()", Alarms::getitimer);
        call(
                "Alarms.setitimer(Duration,Duration)",
                () -> Alarms.setitimer(Duration.ZERO, Duration.ZERO));
    }

    static Stream<String> calls() {
        return CALLS.keySet().stream();
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("calls")
    void call_is_an_interruption_point(String name) {
        assertEquals(1, handled(CALLS.get(name)));
    }

    @Test
    void call_without_a_point_is_found() {
        assertEquals(0, handled(() -> () -> Signal.of(1)));
    }

    /** How many handlers have run when a call returns that was made with a signal on its way. */
    private static int handled(Supplier<Runnable> setUp) {
        PosixProcess process = new PosixProcess("tested");
        Recorder recorder = new Recorder();
        AtomicBoolean ready = new AtomicBoolean();
        List<Integer> counts = new ArrayList<>();
        process.start(
                () -> {
                    recorder.catching(Signal.USR1);
                    Pthread self = Pthread.self();
                    Runnable call = setUp.get();
                    ready.set(true);
                    Deadlines.until("it is on its way", self::hasSignal);
                    assertEquals(0, recorder.count(), "a loop without points is not interrupted");
                    call.run();
                    counts.add(recorder.count());
                });
        Deadlines.until("ready", ready::get);
        process.kill(process.threads().get(0), Signal.USR1);
        assertEquals(0, Deadlines.end(process, Deadlines.LIMIT));
        return counts.get(0);
    }

    @Test
    void every_public_call_is_listed() {
        Set<String> there = new TreeSet<>();
        for (Class<?> type : CALLED) {
            Stream.concat(
                            Arrays.stream(type.getDeclaredConstructors()),
                            Arrays.stream(type.getDeclaredMethods()))
                    .filter(each -> Modifier.isPublic(each.getModifiers()) && !each.isSynthetic())
                    .map(each -> type.getSimpleName() + "." + signature(each))
                    .filter(name -> !name.endsWith(".toString()"))
                    .forEach(there::add);
        }
        Set<String> listed = new TreeSet<>(NONE);
        listed.addAll(CALLS.keySet());
        assertEquals(listed, there);
        assertTrue(NONE.stream().noneMatch(CALLS::containsKey));
    }

    private static String signature(Executable call) {
        String name = call instanceof java.lang.reflect.Constructor ? "new" : call.getName();
        return Arrays.stream(call.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(",", name + "(", ")"));
    }
}
