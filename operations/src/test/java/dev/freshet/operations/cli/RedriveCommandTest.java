package dev.freshet.operations.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.freshet.operations.Stack;
import dev.freshet.operations.trace.LogLines;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequest;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResponse;
import software.amazon.awssdk.services.eventbridge.model.PutEventsResultEntry;
import software.amazon.awssdk.services.sqs.SqsClient;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityRequest;
import software.amazon.awssdk.services.sqs.model.ChangeMessageVisibilityResponse;
import software.amazon.awssdk.services.sqs.model.DeleteMessageRequest;
import software.amazon.awssdk.services.sqs.model.DeleteMessageResponse;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesRequest;
import software.amazon.awssdk.services.sqs.model.GetQueueAttributesResponse;
import software.amazon.awssdk.services.sqs.model.Message;
import software.amazon.awssdk.services.sqs.model.QueueAttributeName;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageRequest;
import software.amazon.awssdk.services.sqs.model.ReceiveMessageResponse;

class RedriveCommandTest {
  private static final String EVENT =
      "{\"source\": \"freshet\", \"detail-type\": \"UserDataChanged\", \"detail\": {}}";

  private final Letters letters = new Letters();

  private int redrive() {
    return new CommandLine(new RedriveCommand(new Chosen(letters))).execute("change");
  }

  @Test
  void endsWithZeroIfTheQueueIsEmptyAfterwards() {
    letters.waiting.add(EVENT);

    assertThat(redrive()).isZero();
    assertThat(letters.received).isZero();
  }

  @Test
  void endsWithOneIfALetterStays() {
    letters.waiting.addAll(List.of(EVENT, "no JSON"));

    assertThat(redrive()).isOne();
    assertThat(letters.received).isOne();
  }

  @Test
  void endsWithOneIfAnotherConsumerHoldsALetter() {
    letters.received = 1;

    assertThat(redrive()).isOne();
  }

  /** A queue, whose received messages are counted until they are deleted. */
  private static final class Letters implements SqsClient {
    private final Queue<String> waiting = new ArrayDeque<>();
    private int received;

    @Override
    public ReceiveMessageResponse receiveMessage(ReceiveMessageRequest request) {
      List<Message> messages =
          waiting.stream()
              .map(body -> Message.builder().messageId("m").receiptHandle("r").body(body).build())
              .toList();
      waiting.clear();
      received += messages.size();
      return ReceiveMessageResponse.builder().messages(messages).build();
    }

    @Override
    public DeleteMessageResponse deleteMessage(DeleteMessageRequest request) {
      received--;
      return DeleteMessageResponse.builder().build();
    }

    @Override
    public ChangeMessageVisibilityResponse changeMessageVisibility(
        ChangeMessageVisibilityRequest request) {
      return ChangeMessageVisibilityResponse.builder().build();
    }

    @Override
    public GetQueueAttributesResponse getQueueAttributes(GetQueueAttributesRequest request) {
      return GetQueueAttributesResponse.builder()
          .attributes(
              Map.of(
                  QueueAttributeName.APPROXIMATE_NUMBER_OF_MESSAGES_NOT_VISIBLE,
                  Integer.toString(received)))
          .build();
    }

    @Override
    public String serviceName() {
      return SqsClient.SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  /** Takes every event. */
  private static final class Bus implements EventBridgeClient {
    @Override
    public PutEventsResponse putEvents(PutEventsRequest request) {
      return PutEventsResponse.builder().entries(PutEventsResultEntry.builder().build()).build();
    }

    @Override
    public String serviceName() {
      return EventBridgeClient.SERVICE_NAME;
    }

    @Override
    public void close() {}
  }

  @CommandLine.Command
  private static final class Chosen extends StackChoice {
    private final Letters letters;

    Chosen(Letters letters) {
      this.letters = letters;
    }

    @Override
    protected Stack stack() {
      return new Stack() {
        @Override
        public Map<String, String> outputs() {
          return Map.of("ChangeDlqUrl", "letters", "EventBusName", "bus");
        }

        @Override
        @SuppressWarnings("unchecked") // each service is asked for its own client
        public <B extends AwsClientBuilder<B, C> & SdkSyncClientBuilder<B, C>, C> C connect(
            B builder, String service) {
          return (C) (service.equals("Sqs") ? letters : new Bus());
        }
      };
    }

    @Override
    protected LogLines log(Stack stack, Instant from) {
      throw new UnsupportedOperationException();
    }
  }
}
