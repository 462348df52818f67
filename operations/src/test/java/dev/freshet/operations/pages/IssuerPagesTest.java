package dev.freshet.operations.pages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IssuerPagesTest {
  private HttpServer server;
  private String document = "{}";

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/pool/.well-known/openid-configuration",
        exchange -> {
          byte[] body = document.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  @Test
  void signUpIsBesideCognitosPageToSignIn() throws Exception {
    document = "{\"authorization_endpoint\": \"https://pool.example/oauth2/authorize\"}";

    assertThat(IssuerPages.of(issuer()))
        .isEqualTo(
            new IssuerPages(
                "https://pool.example/oauth2/authorize", "https://pool.example/signup"));
  }

  @Test
  void anotherIssuerHasNoPageToSignUp() throws Exception {
    document = "{\"authorization_endpoint\": \"https://other.example/login\"}";

    assertThat(IssuerPages.of(issuer()).signUp()).isEmpty();
  }

  @Test
  void aDocumentWithoutAPageToSignInIsRefused() {
    assertThatThrownBy(() -> IssuerPages.of(issuer()))
        .isInstanceOf(IOException.class)
        .hasMessage(issuer() + " names no authorization_endpoint");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "issuer.example", "a b"})
  void anIssuerThatIsNoUrlIsNamed(String issuer) {
    assertThatThrownBy(() -> IssuerPages.of(issuer))
        .isInstanceOf(IOException.class)
        .hasMessage(
            "the stack's output Issuer must be an http or https URL, was \"" + issuer + "\"");
  }

  private String issuer() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/pool";
  }
}
