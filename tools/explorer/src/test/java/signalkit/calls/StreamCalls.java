package signalkit.calls;

import static signalkit.calls.JdkClass.many;
import static signalkit.calls.JdkClass.one;
import static signalkit.calls.JdkClass.waits;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.CharArrayWriter;
import java.io.PrintWriter;
import java.io.StringReader;
import java.io.StringWriter;
import java.util.Properties;
import java.util.Random;
import java.util.Stack;

/** Streams in memory, and old classes whose methods lock. */
final class StreamCalls {
    static final int COUNT = 9;

    private StreamCalls() {}

    static JdkClass<?> of(int number) {
        return switch (number) {
            case 0 -> bytes();
            case 1 -> chars();
            case 2 -> writer();
            case 3 -> input();
            case 4 -> reader();
            case 5 -> stack();
            case 6 -> properties();
            case 7 -> random();
            default -> printer();
        };
    }

    private static JdkClass<?> bytes() {
        return JdkClass.of(
                "ByteArrayOutputStream",
                ByteArrayOutputStream::new,
                ByteArrayOutputStream::toString,
                one(
                        "write",
                        (o, s) -> {
                            o.write('0' + s.number);
                            return "";
                        }),
                one(
                        "writeTwo",
                        (o, s) -> {
                            o.write(new byte[] {'x', 'y'}, 0, 2);
                            return "";
                        }),
                one(
                        "writeBytes",
                        (o, s) -> {
                            o.writeBytes(new byte[] {'u', 'v'});
                            return "";
                        }),
                one("size", (o, s) -> o.size()),
                one(
                        "reset",
                        (o, s) -> {
                            o.reset();
                            return "";
                        }),
                one("text", (o, s) -> o.toString()),
                one("array", (o, s) -> o.toByteArray().length),
                waits(
                        "writeTo",
                        (o, s) -> {
                            var to = new ByteArrayOutputStream();
                            o.writeTo(to);
                            return to.size();
                        }));
    }

    private static JdkClass<?> chars() {
        return JdkClass.of(
                "CharArrayWriter",
                CharArrayWriter::new,
                CharArrayWriter::toString,
                one(
                        "write",
                        (o, s) -> {
                            o.write('0' + s.number);
                            return "";
                        }),
                one(
                        "append",
                        (o, s) -> {
                            o.append('a');
                            return "";
                        }),
                one("size", (o, s) -> o.size()),
                one(
                        "reset",
                        (o, s) -> {
                            o.reset();
                            return "";
                        }),
                one("text", (o, s) -> o.toString()),
                waits(
                        "writeText",
                        (o, s) -> {
                            o.write("xy");
                            return "";
                        }));
    }

    private static JdkClass<?> writer() {
        return JdkClass.of(
                "StringWriter",
                StringWriter::new,
                StringWriter::toString,
                one(
                        "write",
                        (o, s) -> {
                            o.write('0' + s.number);
                            return "";
                        }),
                one(
                        "writeText",
                        (o, s) -> {
                            o.write("xy");
                            return "";
                        }),
                one(
                        "append",
                        (o, s) -> {
                            o.append('a');
                            return "";
                        }),
                one("text", (o, s) -> o.toString()),
                one("length", (o, s) -> o.getBuffer().length()));
    }

    private static JdkClass<?> printer() {
        return JdkClass.of(
                "PrintWriter",
                () -> new Printer(),
                p -> p.to.toString(),
                one(
                        "print",
                        (p, s) -> {
                            p.writer.print(s.number);
                            return "";
                        }),
                one(
                        "write",
                        (p, s) -> {
                            p.writer.write('w');
                            return "";
                        }),
                many(
                        "println",
                        (p, s) -> {
                            p.writer.println(s.number);
                            return "";
                        }),
                one("text", (p, s) -> p.to.toString()),
                one("hasFailed", (p, s) -> p.writer.checkError()));
    }

    private static final class Printer {
        private final StringWriter to = new StringWriter();
        private final PrintWriter writer = new PrintWriter(to);
    }

    private static JdkClass<?> input() {
        return JdkClass.of(
                "ByteArrayInputStream",
                () -> new ByteArrayInputStream(new byte[] {1, 2, 3}),
                ByteArrayInputStream::available,
                one("read", (i, s) -> i.read()),
                one("readTwo", (i, s) -> i.read(new byte[2], 0, 2)),
                one("skip", (i, s) -> i.skip(1)),
                one("available", (i, s) -> i.available()),
                one("readAll", (i, s) -> i.readAllBytes().length),
                one(
                        "reset",
                        (i, s) -> {
                            i.reset();
                            return "";
                        }));
    }

    private static JdkClass<?> reader() {
        return JdkClass.of(
                "StringReader",
                () -> new StringReader("abc"),
                r -> "",
                waits("read", (r, s) -> r.read()),
                waits("skip", (r, s) -> r.skip(1)),
                waits("ready", (r, s) -> r.ready()),
                waits(
                        "reset",
                        (r, s) -> {
                            r.reset();
                            return "";
                        }),
                waits(
                        "close",
                        (r, s) -> {
                            r.close();
                            return "";
                        }));
    }

    private static JdkClass<?> stack() {
        return JdkClass.of(
                "Stack",
                () -> {
                    Stack<Integer> made = new Stack<>();
                    made.push(9);
                    return made;
                },
                Stack::toString,
                one("push", (k, s) -> k.push(s.number)),
                one("pop", (k, s) -> k.pop()),
                one("peek", (k, s) -> k.peek()),
                one("search", (k, s) -> k.search(9)),
                one("empty", (k, s) -> k.empty()),
                one("size", (k, s) -> k.size()),
                many("removeLast", (k, s) -> k.remove(k.size() - 1)));
    }

    private static JdkClass<?> properties() {
        return JdkClass.of(
                "Properties",
                () -> {
                    Properties made = new Properties();
                    made.setProperty("a", "9");
                    return made;
                },
                p -> p.toString(),
                one("set", (p, s) -> p.setProperty("a", "" + s.number)),
                one("get", (p, s) -> p.getProperty("a")),
                one("getDefault", (p, s) -> p.getProperty("b", "none")),
                one("remove", (p, s) -> p.remove("a")),
                one("putIfAbsent", (p, s) -> p.putIfAbsent("a", "7")),
                one("size", (p, s) -> p.size()),
                many("names", (p, s) -> p.stringPropertyNames().size()));
    }

    private static JdkClass<?> random() {
        return JdkClass.of(
                "Random",
                () -> new Random(1),
                r -> r.nextInt(100),
                one("nextInt", (r, s) -> r.nextInt(16)),
                one("nextBoolean", (r, s) -> r.nextBoolean()),
                one(
                        "seed",
                        (r, s) -> {
                            r.setSeed(s.number);
                            return "";
                        }),
                many("nextLong", (r, s) -> r.nextLong()));
    }
}
