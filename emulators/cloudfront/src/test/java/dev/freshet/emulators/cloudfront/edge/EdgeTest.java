package dev.freshet.emulators.cloudfront.edge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.emulators.cloudfront.edge.Rig.Seen;
import dev.freshet.emulators.cloudfront.edge.ScriptedOrigin.Reply;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EdgeTest {
  private Rig rig = new Rig();

  @AfterEach
  void close() {
    rig.close();
  }

  private void rebuild(Distributions distribution) {
    rig.close();
    rig = new Rig(distribution);
  }

  @Nested
  class AnObject {

    @Test
    void isFetchedOnceAndThenServedWithItsAge() {
      rig.origin.answers(Reply.ok("hello", "Cache-Control", "s-maxage=60"));
      Seen first = rig.get("/a");
      rig.seconds(7);
      Seen second = rig.get("/a");

      assertThat(first.cache()).isEqualTo("Miss");
      assertThat(first.header("Age")).isEmpty();
      assertThat(second.cache()).isEqualTo("Hit");
      assertThat(second.header("Age")).isEqualTo("7");
      assertThat(second.body()).isEqualTo("hello");
      assertThat(rig.origin.asked()).hasSize(1);
    }

    @Test
    void isGoneWhenItsTimeIsUp() {
      rig.origin.answers(Reply.ok("hello", "Cache-Control", "s-maxage=60"));
      rig.get("/a");
      rig.seconds(60);
      assertThat(rig.get("/a").cache()).isEqualTo("Miss");
    }

    @Test
    void thatTheOriginKeepsToItselfIsNeverServedFromTheStore() {
      rig.origin.answers(Reply.ok("hello", "Cache-Control", "no-store"));
      rig.get("/a");
      assertThat(rig.get("/a").cache()).isEqualTo("Miss");
      assertThat(rig.origin.asked()).hasSize(2);
    }

    @Test
    void bearsTheMarksOfTheEdge() {
      Seen seen = rig.get("/a");
      assertThat(seen.header("Via")).matches("1\\.1 [0-9a-f]+\\.cloudfront\\.net \\(CloudFront\\)");
      assertThat(seen.header("X-Amz-Cf-Pop")).isEqualTo("LOC50-P1");
      assertThat(seen.header("X-Amz-Cf-Id")).isNotEmpty();
    }

    @Test
    void addsTheOriginsAgeToItsOwn() {
      rig.origin.answers(Reply.ok("hello", "Cache-Control", "s-maxage=60", "Age", "5"));
      rig.get("/a");
      rig.seconds(3);
      assertThat(rig.get("/a").header("Age")).isEqualTo("8");
    }

    @Test
    void ofAGetAnswersAHead() {
      rig.origin.answers(Reply.ok("hello", "Cache-Control", "s-maxage=60"));
      rig.get("/a");
      Seen head = rig.send("HEAD", "/a", "");
      assertThat(head.cache()).isEqualTo("Hit");
      assertThat(head.header("Content-Length")).isEqualTo("5");
      assertThat(head.raw().isEmpty()).isTrue();
    }

    @Test
    void ofAHeadDoesNotAnswerAGet() {
      rig.origin.answers(Reply.ok("hello", "Cache-Control", "s-maxage=60"));
      rig.send("HEAD", "/a", "");
      assertThat(rig.send("HEAD", "/a", "").cache()).isEqualTo("Hit");
      Seen get = rig.get("/a");
      assertThat(get.cache()).isEqualTo("Miss");
      assertThat(get.body()).isEqualTo("hello");
    }

    @Test
    void ofAHeadIsTakenForAHeadWhereThatOfTheGetHasExpired() {
      rig.origin.answers(Reply.ok("old", "Cache-Control", "s-maxage=60"));
      rig.get("/a");
      rig.seconds(61);
      rig.origin.answers(Reply.ok("newer", "Cache-Control", "s-maxage=60"));
      rig.send("HEAD", "/a", "");
      Seen head = rig.send("HEAD", "/a", "");
      assertThat(head.cache()).isEqualTo("Hit");
      assertThat(head.header("Content-Length")).isEqualTo("5");
    }

    @Test
    void isNotFreshenedByWhatTheViewerSaysOfCaching() {
      rig.origin.answers(Reply.ok("hello", "Cache-Control", "s-maxage=60"));
      rig.get("/a");
      assertThat(rig.get("/a", "Cache-Control", "no-cache", "Pragma", "no-cache").cache())
          .isEqualTo("Hit");
    }
  }

  @Nested
  class Methods {

    @Test
    void thatChangeSomethingAlwaysReachTheOrigin() {
      rig.origin.answers(Reply.ok("done", "Cache-Control", "s-maxage=60"));
      rig.send("POST", "/a", "{}", "Content-Type", "application/json");
      Seen second = rig.send("POST", "/a", "{}", "Content-Type", "application/json");
      assertThat(second.cache()).isEqualTo("Miss");
      assertThat(rig.origin.asked()).hasSize(2);
      assertThat(rig.origin.lastAsked().body()).isEqualTo("{}");
      assertThat(rig.origin.lastAsked().header("Content-Type")).isEqualTo("application/json");
    }

    @Test
    void thatAreNotAllowedAreForbiddenWithoutAskingTheOrigin() {
      Distributions reading = new Distributions();
      reading.allowed = Set.of("GET", "HEAD");
      rebuild(reading);
      Seen seen = rig.send("POST", "/a", "{}");
      assertThat(seen.status()).isEqualTo(403);
      assertThat(seen.cache()).isEqualTo("Error");
      assertThat(rig.origin.asked()).isEmpty();
    }

    @Test
    void likeOptionsAreStoredOnlyWhereTheBehaviorSaysSo() {
      rig.origin.answers(Reply.ok("", "Cache-Control", "s-maxage=60"));
      rig.send("OPTIONS", "/a", "");
      assertThat(rig.send("OPTIONS", "/a", "").cache()).isEqualTo("Miss");
      Distributions withOptions = new Distributions();
      withOptions.cached = Set.of("GET", "HEAD", "OPTIONS");
      rebuild(withOptions);
      rig.origin.answers(Reply.ok("", "Cache-Control", "s-maxage=60"));
      rig.send("OPTIONS", "/a", "");
      assertThat(rig.send("OPTIONS", "/a", "").cache()).isEqualTo("Hit");
      assertThat(rig.get("/a").cache()).isEqualTo("Miss");
    }

    @Test
    void likeGetMustNotHaveABody() {
      assertThat(rig.send("GET", "/a", "body").status()).isEqualTo(403);
      assertThat(rig.origin.asked()).isEmpty();
    }
  }

  @Nested
  class MalformedRequests {

    @ParameterizedTest
    @ValueSource(strings = {"/%zz", "/a?limit=%", "/%"})
    void areBadOnes(String target) throws IOException {
      assertThat(rawStatus("GET " + target + " HTTP/1.1")).isEqualTo("HTTP/1.1 400 Bad Request");
      assertThat(rig.origin.asked()).isEmpty();
    }

    @Test
    void areMendedWhereTheirMeaningIsPlain() throws IOException {
      rawStatus("GET /a|b{c}?limit=\"1\" HTTP/1.1");
      assertThat(rig.origin.lastAsked().target()).isEqualTo("/a%7Cb%7Bc%7D?limit=%221%22");
    }

    /** The JDK's client would not send such a line. */
    private String rawStatus(String requestLine) throws IOException {
      try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), rig.edge.url().getPort())) {
        socket.setSoTimeout(10_000);
        String request = requestLine + "\r\nHost: localhost\r\n\r\n";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        BufferedReader answer =
            new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        return String.valueOf(answer.readLine());
      }
    }
  }

  @Nested
  class Limits {

    @Test
    void ofTheUrlAre8192Bytes() {
      assertThat(rig.get("/" + "a".repeat(8_100)).status()).isEqualTo(200);
      assertThat(rig.get("/" + "a".repeat(8_192)).status()).isEqualTo(413);
    }

    @Test
    void ofTheRequestAre20480Bytes() {
      assertThat(rig.get("/a", "X-Long", "x".repeat(20_000)).status()).isEqualTo(200);
      assertThat(rig.get("/a", "X-Long", "x".repeat(20_480)).status()).isEqualTo(413);
    }
  }
}
