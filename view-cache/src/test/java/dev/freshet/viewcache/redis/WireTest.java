package dev.freshet.viewcache.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.Timeout.ThreadMode;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol.Command;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisDataException;

/** The test plays the server. */
@Timeout(value = 30, threadMode = ThreadMode.SEPARATE_THREAD)
class WireTest {
  /** More than all buffers between two sockets. */
  private static final byte[] LARGE = new byte[16 << 20];

  private final AtomicInteger closings = new AtomicInteger();
  private ServerSocket listening;
  private Socket server;
  private Wire wire;

  @BeforeEach
  void connect() throws IOException {
    listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    Socket client = new Socket(InetAddress.getLoopbackAddress(), listening.getLocalPort());
    server = listening.accept();
    wire =
        new Wire(
            new NodeAddress("server", 1),
            client,
            _ -> {
              closings.incrementAndGet();
            });
    wire.start();
  }

  @AfterEach
  void close() throws IOException {
    wire.close();
    server.close();
    listening.close();
  }

  private static String text(Object reply) {
    return new String((byte[]) reply, UTF_8);
  }

  private CompletableFuture<String> echo(String text) {
    return wire.send(WireTest::text, echoOf(text));
  }

  private static CommandArguments echoOf(String text) {
    return new CommandArguments(Command.ECHO).add(text);
  }

  private static String onWire(String text) {
    return "*2\r\n$4\r\nECHO\r\n$" + text.length() + "\r\n" + text + "\r\n";
  }

  /** Reads this from the client: anything else is a failure. */
  private void expect(String... texts) throws IOException {
    String all = String.join("", List.of(texts).stream().map(WireTest::onWire).toList());
    assertThat(new String(server.getInputStream().readNBytes(all.length()), UTF_8)).isEqualTo(all);
  }

  private void reply(String resp) throws IOException {
    server.getOutputStream().write(resp.getBytes(UTF_8));
    server.getOutputStream().flush();
  }

  private static Throwable failure(CompletableFuture<?> reply) {
    await().until(reply::isDone);
    assertThatThrownBy(() -> reply.get(1, SECONDS)).isInstanceOf(ExecutionException.class);
    return reply.exceptionNow();
  }

  @Test
  void repliesComeInTheOrderOfTheCommands() throws Exception {
    List<CompletableFuture<String>> replies =
        IntStream.range(0, 5).mapToObj(i -> echo("c" + i)).toList();

    expect("c0", "c1", "c2", "c3", "c4");
    reply("+r0\r\n-ERR no\r\n$2\r\nr2\r\n+r3\r\n+r4\r\n");

    assertThat(replies.getFirst().get(10, SECONDS)).isEqualTo("r0");
    assertThat(failure(replies.get(1))).isInstanceOf(JedisDataException.class).hasMessage("ERR no");
    assertThat(replies.get(2).get(10, SECONDS)).isEqualTo("r2");
    assertThat(replies.getLast().get(10, SECONDS)).isEqualTo("r4");
  }

  @Test
  void theReplyOfCommandsThatStayTogetherIsThatOfTheLast() throws Exception {
    CompletableFuture<String> both = wire.send(WireTest::text, echoOf("first"), echoOf("second"));

    expect("first", "second");
    reply("+one\r\n");
    assertThat(both).isNotDone();
    reply("+two\r\n");

    assertThat(both.get(10, SECONDS)).isEqualTo("two");
  }

  @Test
  void noCallerWaitsForAServerThatDoesNotRead() throws Exception {
    CompletableFuture<Boolean> done =
        CompletableFuture.supplyAsync(() -> {
          var _ = wire.send(WireTest::text, new CommandArguments(Command.ECHO).add(LARGE));
          return echo("behind it").isDone();
        });

    assertThat(done.get(10, SECONDS)).isFalse();
  }

  @Test
  void whatIsCancelledBeforeItIsSentIsNotSent() throws Exception {
    var _ = wire.send(WireTest::text, new CommandArguments(Command.ECHO).add(LARGE));
    CompletableFuture<String> cancelled = echo("cancelled");
    CompletableFuture<String> kept = echo("kept");

    cancelled.cancel(true);
    server
        .getInputStream()
        .skipNBytes(
            ("*2\r\n$4\r\nECHO\r\n$" + LARGE.length + "\r\n\r\n").length() + (long) LARGE.length);
    expect("kept");
    reply("+large\r\n+kept\r\n");

    assertThat(kept.get(10, SECONDS)).isEqualTo("kept");
  }

  @Test
  void aReplyThatIsCancelledLeavesTheNextOneInItsPlace() throws Exception {
    CompletableFuture<String> cancelled = echo("cancelled");
    expect("cancelled");
    cancelled.cancel(true);
    CompletableFuture<String> next = echo("next");

    expect("next");
    reply("+late\r\n+mine\r\n");

    assertThat(next.get(10, SECONDS)).isEqualTo("mine");
  }

  @Test
  void anEndFailsAllThatIsNotAnswered() throws Exception {
    CompletableFuture<String> sent = echo("sent");
    expect("sent");

    server.close();

    assertThat(failure(sent))
        .isInstanceOf(JedisConnectionException.class)
        .hasMessageContaining("server:1");
    await().until(() -> !wire.isOpen());
    assertThat(failure(echo("afterwards"))).isInstanceOf(JedisConnectionException.class);
    CommandArguments large = new CommandArguments(Command.ECHO).add(LARGE);
    assertThat(failure(wire.send(WireTest::text, large)))
        .isInstanceOf(JedisConnectionException.class);
    wire.close();
    assertThat(closings).hasValue(1);
  }

  @Test
  void anAnswerThatNobodyAskedForEndsIt() throws Exception {
    reply("+unasked\r\n");

    await().until(() -> !wire.isOpen());
    assertThat(failure(echo("afterwards"))).hasStackTraceContaining("nobody asked");
  }

  @Test
  void aReplyOfAnotherTypeFailsItsCallOnly() throws Exception {
    CompletableFuture<String> number = echo("number");
    CompletableFuture<String> text = echo("text");
    expect("number", "text");
    reply(":1\r\n+text\r\n");

    assertThat(failure(number)).isInstanceOf(ClassCastException.class);
    assertThat(text.get(10, SECONDS)).isEqualTo("text");
  }
}
