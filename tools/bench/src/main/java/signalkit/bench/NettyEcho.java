package signalkit.bench;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler.Sharable;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import signalkit.cli.HelpPage;

/** Netty's echo server, as its examples write it, over NIO: a server to compare with. */
@Command(name = "netty", description = "Netty's echo server.")
final class NettyEcho implements Runnable {
    private static final int BACKLOG = 1024;

    @Option(names = "--threads", defaultValue = "2", description = "Event loops. Default: 2.")
    private int threads;

    @Option(names = "--until-eof", description = "End when the standard input does.")
    private boolean untilEof;

    public static void main(String[] arguments) {
        System.exit(HelpPage.fit(new CommandLine(new NettyEcho())).execute(arguments));
    }

    @Override
    public void run() {
        var group = new MultiThreadIoEventLoopGroup(threads, NioIoHandler.newFactory());
        Channel listener =
                new ServerBootstrap()
                        .group(group)
                        .channel(NioServerSocketChannel.class)
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childHandler(new Echo())
                        .bind(InetAddress.getLoopbackAddress(), 0)
                        .syncUninterruptibly()
                        .channel();
        int port = ((InetSocketAddress) listener.localAddress()).getPort();
        System.out.println("READY port=" + port);
        if (untilEof) {
            awaitEndOfInput();
        }
        listener.closeFuture().syncUninterruptibly();
    }

    private static void awaitEndOfInput() {
        try {
            while (System.in.read() >= 0) {
                // Nothing is expected.
            }
        } catch (IOException e) {
            // It has ended either way.
        }
        System.exit(0);
    }

    @Sharable
    private static final class Echo extends ChannelInboundHandlerAdapter {
        @Override
        public void channelRead(ChannelHandlerContext context, Object message) {
            context.write(message, context.voidPromise());
        }

        @Override
        public void channelReadComplete(ChannelHandlerContext context) {
            context.flush();
        }

        @Override
        public void exceptionCaught(ChannelHandlerContext context, Throwable error) {
            context.close();
        }
    }
}
