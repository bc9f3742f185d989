package signalkit.calls;

import static signalkit.calls.JdkClass.many;
import static signalkit.calls.JdkClass.one;
import static signalkit.calls.JdkClass.waits;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Exchanger;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** Queues, and what hands over. */
final class QueueCalls {
    static final int COUNT = 12;

    private QueueCalls() {}

    static JdkClass<?> of(int number) {
        return switch (number) {
            case 0 -> linkedQueue();
            case 1 -> linkedDeque();
            case 2 -> blocking("ArrayBlockingQueue");
            case 3 -> blocking("LinkedBlockingQueue");
            case 4 -> blocking("LinkedBlockingDeque");
            case 5 -> blocking("PriorityBlockingQueue");
            case 6 -> blocking("fair ArrayBlockingQueue");
            case 7 -> handOver("SynchronousQueue");
            case 8 -> handOver("fair SynchronousQueue");
            case 9 -> transfer();
            case 10 -> blockingDeque();
            default -> exchanger();
        };
    }

    private static JdkClass<?> linkedQueue() {
        return JdkClass.of(
                "ConcurrentLinkedQueue",
                () -> new ConcurrentLinkedQueue<>(List.of(9)),
                q -> q.toString(),
                one("add", (q, s) -> q.add(s.number)),
                one("offer", (q, s) -> q.offer(7)),
                one("poll", (q, s) -> q.poll()),
                one("peek", (q, s) -> q.peek()),
                one("element", (q, s) -> q.element()),
                one("remove", (q, s) -> q.remove()),
                one("isEmpty", (q, s) -> q.isEmpty()),
                many("removeObject", (q, s) -> q.remove(9)),
                many("contains", (q, s) -> q.contains(9)),
                many("size", (q, s) -> q.size()),
                many("addAll", (q, s) -> q.addAll(List.of(s.number, 7))),
                many(
                        "iterate",
                        (q, s) -> {
                            int n = 0;
                            for (int v : q) n = n * 10 + v;
                            return n;
                        }),
                many("text", (q, s) -> q.toString()),
                many("removeIf", (q, s) -> q.removeIf(v -> v == 9)),
                many(
                        "clear",
                        (q, s) -> {
                            q.clear();
                            return "";
                        }));
    }

    private static JdkClass<?> linkedDeque() {
        return JdkClass.of(
                "ConcurrentLinkedDeque",
                () -> new ConcurrentLinkedDeque<>(List.of(9)),
                q -> q.toString(),
                one(
                        "addFirst",
                        (q, s) -> {
                            q.addFirst(s.number);
                            return "";
                        }),
                one(
                        "addLast",
                        (q, s) -> {
                            q.addLast(s.number);
                            return "";
                        }),
                one("pollFirst", (q, s) -> q.pollFirst()),
                one("pollLast", (q, s) -> q.pollLast()),
                many("peekFirst", (q, s) -> q.peekFirst()),
                many("peekLast", (q, s) -> q.peekLast()),
                one("pop", (q, s) -> q.pop()),
                many("removeObject", (q, s) -> q.removeLastOccurrence(9)),
                many("contains", (q, s) -> q.contains(9)),
                many("size", (q, s) -> q.size()),
                many(
                        "descending",
                        (q, s) -> {
                            int n = 0;
                            for (var i = q.descendingIterator(); i.hasNext(); )
                                n = n * 10 + i.next();
                            return n;
                        }),
                many("text", (q, s) -> q.toString()));
    }

    private static BlockingQueue<Integer> fresh(String name, boolean isFair) {
        BlockingQueue<Integer> q =
                switch (name) {
                    case "ArrayBlockingQueue", "fair ArrayBlockingQueue" ->
                            new ArrayBlockingQueue<>(2, isFair);
                    case "LinkedBlockingQueue" -> new LinkedBlockingQueue<>(2);
                    case "LinkedBlockingDeque" -> new LinkedBlockingDeque<>(2);
                    default -> new PriorityBlockingQueue<>();
                };
        q.add(9);
        return q;
    }

    private static JdkClass<?> blocking(String name) {
        boolean isFair = name.startsWith("fair");
        return JdkClass.of(
                name,
                () -> fresh(name, isFair),
                q -> q.toString(),
                one("offer", (q, s) -> q.offer(s.number)),
                one("add", (q, s) -> q.add(s.number)),
                one("poll", (q, s) -> q.poll()),
                one("peek", (q, s) -> q.peek()),
                one("size", (q, s) -> q.size()),
                one("remaining", (q, s) -> q.remainingCapacity()),
                one("removeObject", (q, s) -> q.remove(9)),
                one("contains", (q, s) -> q.contains(9)),
                one(
                        "drain",
                        (q, s) -> {
                            List<Integer> to = new ArrayList<>();
                            q.drainTo(to);
                            return to;
                        }),
                one(
                        "drainOne",
                        (q, s) -> {
                            List<Integer> to = new ArrayList<>();
                            q.drainTo(to, 1);
                            return to;
                        }),
                one(
                        "clear",
                        (q, s) -> {
                            q.clear();
                            return "";
                        }),
                one("array", (q, s) -> Arrays.toString(q.toArray())),
                one("text", (q, s) -> q.toString()),
                many("removeIf", (q, s) -> q.removeIf(v -> v == 9)),
                many(
                        "iterate",
                        (q, s) -> {
                            int n = 0;
                            for (int v : q) n = n * 10 + v;
                            return n;
                        }),
                waits(
                        "put",
                        (q, s) -> {
                            q.put(s.number);
                            return "";
                        }),
                waits(
                        "put2",
                        (q, s) -> {
                            q.put(s.number);
                            q.put(s.number);
                            return "";
                        }),
                waits("take", (q, s) -> q.take()),
                waits("take2", (q, s) -> q.take() * 10 + q.take()),
                waits("pollTime0", (q, s) -> q.poll(0, TimeUnit.SECONDS)),
                waits("offerTime0", (q, s) -> q.offer(s.number, 0, TimeUnit.SECONDS)));
    }

    private static JdkClass<?> handOver(String name) {
        boolean isFair = name.startsWith("fair");
        return JdkClass.of(
                name,
                () -> new SynchronousQueue<Integer>(isFair),
                q -> q.toString(),
                waits("offer", (q, s) -> q.offer(s.number)),
                waits("poll", (q, s) -> q.poll()),
                waits(
                        "put",
                        (q, s) -> {
                            q.put(s.number);
                            return "";
                        }),
                waits("take", (q, s) -> q.take()),
                waits("size", (q, s) -> q.size() + "" + q.isEmpty() + q.peek()));
    }

    private static JdkClass<?> transfer() {
        return JdkClass.of(
                "LinkedTransferQueue",
                () -> new LinkedTransferQueue<Integer>(),
                q -> q.toString(),
                waits(
                        "put",
                        (q, s) -> {
                            q.put(s.number);
                            return "";
                        }),
                waits("take", (q, s) -> q.take()),
                waits(
                        "transfer",
                        (q, s) -> {
                            q.transfer(s.number);
                            return "";
                        }),
                waits("tryTransfer", (q, s) -> q.tryTransfer(s.number)),
                waits("poll", (q, s) -> q.poll()),
                waits("peek", (q, s) -> q.peek()),
                waits("size", (q, s) -> q.size()),
                waits("hasWaiting", (q, s) -> q.hasWaitingConsumer()),
                waits("countWaiting", (q, s) -> q.getWaitingConsumerCount()));
    }

    private static JdkClass<?> blockingDeque() {
        return JdkClass.of(
                "ends of LinkedBlockingDeque",
                () -> {
                    var d = new LinkedBlockingDeque<Integer>(2);
                    d.add(9);
                    return d;
                },
                q -> q.toString(),
                one("offerFirst", (q, s) -> q.offerFirst(s.number)),
                one("offerLast", (q, s) -> q.offerLast(s.number)),
                one("pollFirst", (q, s) -> q.pollFirst()),
                one("pollLast", (q, s) -> q.pollLast()),
                one("peekLast", (q, s) -> q.peekLast()),
                one(
                        "push",
                        (q, s) -> {
                            q.push(s.number);
                            return "";
                        }),
                one("pop", (q, s) -> q.pop()),
                one("removeLast", (q, s) -> q.removeLastOccurrence(9)),
                waits(
                        "putFirst",
                        (q, s) -> {
                            q.putFirst(s.number);
                            return "";
                        }),
                waits(
                        "putLast",
                        (q, s) -> {
                            q.putLast(s.number);
                            return "";
                        }),
                waits("takeFirst", (q, s) -> q.takeFirst()),
                waits("takeLast", (q, s) -> q.takeLast()));
    }

    private static JdkClass<?> exchanger() {
        return JdkClass.of(
                "Exchanger",
                () -> new Exchanger<Integer>(),
                q -> "",
                waits("exchange", (q, s) -> q.exchange(s.number)),
                waits("exchangeTen", (q, s) -> q.exchange(s.number * 10)));
    }
}
