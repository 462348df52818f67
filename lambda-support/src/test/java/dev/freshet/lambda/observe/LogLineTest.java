package dev.freshet.lambda.observe;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.ConsoleAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.event.KeyValuePair;

class LogLineTest {
  private final LoggerContext context = new LoggerContext();

  @AfterEach
  void stop() {
    context.stop();
  }

  @Test
  void aLogLineIsOneJsonObjectWithItsFieldsAndItsException() throws Exception {
    JsonNode line = new ObjectMapper().readTree(logged());

    assertThat(line.get("level").textValue()).isEqualTo("ERROR");
    assertThat(line.get("message").textValue()).isEqualTo("failed");
    assertThat(line.get("mdc").get("correlationId").textValue()).isEqualTo("c-1");
    assertThat(line.at("/kvpList/0/route").textValue()).isEqualTo("/orders");
    assertThat(line.get("throwable").toString()).contains("IllegalStateException", "\"broken\"");
    assertThat(line.get("timestamp").isNumber()).isTrue();
  }

  private String logged() throws Exception {
    new ContextInitializer(context).autoConfig();
    var root = context.getLogger(Logger.ROOT_LOGGER_NAME);
    LoggingEvent event =
        new LoggingEvent(
            "test", root, Level.ERROR, "failed", new IllegalStateException("broken"), null);
    event.setMDCPropertyMap(Map.of("correlationId", "c-1"));
    event.addKeyValuePair(new KeyValuePair("route", "/orders"));
    var appender = (ConsoleAppender<ILoggingEvent>) root.getAppender(JsonLogs.APPENDER);
    return new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
  }
}
