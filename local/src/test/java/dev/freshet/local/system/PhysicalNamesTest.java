package dev.freshet.local.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.emulators.lambda.functions.Arn;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhysicalNamesTest {
  private final PhysicalNames names =
      new PhysicalNames(
          URI.create("http://127.0.0.1:9324"),
          URI.create("ws://127.0.0.1:9325"),
          () -> "the stream",
          () -> URI.create("http://127.0.0.1:9000/pool"));

  @ParameterizedTest
  @CsvSource({
    "AWS::Serverless::Function, lambda",
    "AWS::SQS::Queue, sqs",
    "AWS::Events::EventBus, events",
    "AWS::Events::Rule, events",
    "AWS::DynamoDB::Table, dynamodb"
  })
  void anArnNamesTheServiceAndTheSameResourceAsRef(String type, String service) {
    Arn arn = Arn.parse(names.attribute("Thing", type, "Arn"));

    assertThat(arn.service()).isEqualTo(service);
    assertThat(arn.name()).isEqualTo("freshet-Thing");
  }

  @Test
  void theRefOfAQueueIsItsUrl() {
    assertThat(names.ref("Letters", "AWS::SQS::Queue"))
        .isEqualTo("http://127.0.0.1:9324/000000000000/freshet-Letters");
  }

  @Test
  void theStreamIsAskedForOnlyWhenSomethingRefersToIt() {
    assertThat(names.attribute("Table", "AWS::DynamoDB::Table", "StreamArn"))
        .isEqualTo("the stream");
  }
}
